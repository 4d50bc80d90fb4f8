// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/generators/test_pattern_picture.h"

namespace reelout {

/// The pictures of the test pattern at the depth asked for: Bgrx8 or Bgra8, Rgba16, RgbaF16 or RgbaF32.
/// Ramp, noise and zone plate have all steps of that depth, and in floats ramp and noise go from -0.5 to 1.5;
/// the rest is the 8-bit picture's value. Threads as TestPatternPicture.
class DeepPatternPicture {
public:
    explicit DeepPatternPicture(const TestPatternSpec& spec);

    /// As TestPatternPicture.
    Status prepare();
    std::shared_ptr<Picture> render(std::int64_t index);

private:
    void paintBackground();
    void expand(const Picture& bytes, const Rect& area, Picture& target) const;
    void copyBackground(Picture& target, std::int64_t index) const;

    TestPatternSpec m_spec;
    PixelFormat m_format;
    TestPatternPicture m_bytes;
    PicturePool m_pool;
    std::shared_ptr<Picture> m_background;
};

} // namespace reelout
