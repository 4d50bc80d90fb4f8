// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/frame_stock.h"
#include "capture/overlay/sprite_layer.h"
#include "media/row_bands.h"

#include <vector>

namespace reelout {

/// Memory of somebody else that shows what is on the screen, without anything drawn over it: Bgrx8.
struct CleanImage {
    const std::uint8_t* data = nullptr;
    std::ptrdiff_t stride = 0;
    Size size;

    const std::uint8_t* row(int y) const { return data + stride * y; }
};

/// The pictures of a screen, made from a clean image that a back end keeps up to date and the sprites over
/// it, at the cost of the rows that changed. Knows no system. Capture thread.
class ScreenCanvas {
public:
    /// The image is another one from now on, of this size.
    void reset(Size size);
    /// Nothing is known any more of what the image shows.
    void changeAll() { m_isAllNew = true; }
    /// What of the image differs from what the last picture was made from.
    void change(const RowBands& places);
    /// False: every picture may differ from the one before in every row (Picture::damageKnown).
    void setDamageKnown(bool isKnown) { m_isDamageKnown = isKnown; }
    /// What is to be seen over it now, in picture coordinates, from below.
    void place(std::vector<PlacedSprite> sprites);
    /// Whether a picture now would differ from the last one.
    bool isChanged() const { return m_isAllNew || !m_changed.isEmpty(); }

    /// The picture of this moment; `captured` is left to the caller. `serial` is one above that of the last
    /// one. Null when readers hold all memory there may be, or there is none: what changed stays noted.
    std::shared_ptr<Picture> draw(const CleanImage& image, std::uint64_t serial);

private:
    RowBands rowsToDraw() const;

    Size m_size;
    FrameStock m_stock;
    SpriteLayer m_sprites;
    ChangeHistory m_history;
    RowBands m_changed;
    PicturePtr m_last;
    bool m_isAllNew = true;
    bool m_isDamageKnown = true;
};

/// Rows in which two images of the same size differ.
RowBands differingRows(const CleanImage& left, const CleanImage& right);

} // namespace reelout
