// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/overlay/sprite.h"
#include "media/row_bands.h"

#include <vector>

namespace reelout {

/// What is drawn over the pictures of a session, and which rows it costs: those where something came, went or
/// moved have to be grabbed anew, and a sprite is only ever blended into clean rows, which are grabbed in
/// their whole width. Capture thread.
class SpriteLayer {
public:
    /// What is to be seen now, in picture coordinates, from below; sprites outside `clip` count for nothing.
    void set(std::vector<PlacedSprite> sprites, const Rect& clip);
    /// What differs from the last drawn picture's.
    RowBands changed() const;
    /// Makes `rows` hold all rows of each sprite that it touches.
    void complete(RowBands& rows) const;
    /// Blends those whose rows are all in `rows`, which complete() has seen.
    void draw(const RowBands& rows, Picture& picture) const;
    /// The picture has been drawn: from now on changes count from here.
    void settle() { m_drawn = m_sprites; }

private:
    Rect rectOf(const PlacedSprite& placed) const { return placed.rect().intersected(m_clip); }

    std::vector<PlacedSprite> m_sprites;
    std::vector<PlacedSprite> m_drawn;
    Rect m_clip;
};

} // namespace reelout
