// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/picture.h"
#include "media/specs.h"

#include <memory>
#include <vector>

namespace reelout {

/// Where row `y` of frame `index` is taken from in a picture of noise: noise is the same every time, from
/// another place and its rows rotated.
struct NoisePlace {
    int row = 0;
    std::size_t turn = 0; ///< pixels
};
NoisePlace noisePlace(Size size, std::int64_t index, int y);

/// Makes the pictures of the test pattern at 8 bits, each a pure function of spec and frame index: the still
/// part is painted once and stays in the memory of pictures that come back, so a frame costs only the
/// rectangles that change. Owned by one thread; pictures may outlive it and be let go on any.
class TestPatternPicture {
public:
    explicit TestPatternPicture(const TestPatternSpec& spec);
    ~TestPatternPicture();

    /// Paints the still part. InvalidParameter when the size is not sane.
    Status prepare();

    /// Frame `index` of the grid that starts at the clock's zero, with `captured` at the grid's time; serial
    /// is the caller's. Null when memory is short.
    std::shared_ptr<Picture> render(std::int64_t index);

    /// True for the one frame in which a whole second of the clock lies.
    bool isFlash(std::int64_t index) const;
    /// Where number, time and mover are in frame `index`.
    std::vector<Rect> changingAreas(std::int64_t index) const;

private:
    struct Layout {
        Rect text;
        int textScale = 0;
        Rect mover;
    };
    /// Memory that shows the still part except where it was painted over.
    struct Canvas {
        std::shared_ptr<Picture> pixels;
        std::vector<Rect> paintedOver;
    };
    struct Shelf;

    Layout layoutOf(std::int64_t index) const;
    std::unique_ptr<Canvas> takeCanvas();
    std::shared_ptr<Picture> wrap(std::unique_ptr<Canvas> canvas) const;
    void restore(Canvas& canvas) const;
    void scatterNoise(Picture& picture, std::int64_t index) const;
    void drawMover(Picture& picture, const Layout& layout) const;
    void drawNumbers(Picture& picture, std::int64_t index, const Layout& layout) const;

    TestPatternSpec m_spec;
    PicturePool m_pool;
    std::shared_ptr<Picture> m_background;
    std::shared_ptr<Shelf> m_shelf;
};

} // namespace reelout
