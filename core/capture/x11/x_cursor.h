// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "media/picture.h"

#include <cstdint>
#include <vector>

namespace reelout {

/// The picture of a mouse pointer.
struct CursorImage {
    Size size;
    int hotX = 0; ///< the pixel that points
    int hotY = 0;
    std::vector<std::uint32_t> pixels; ///< 0xAARRGGBB, colour multiplied by alpha (X Fixes, version 1)
};

/// Blends `cursor` over a Bgrx8 picture, its top left corner at x, y, within `clip`. Source over destination
/// with rounding: exact where alpha is 0 or 255.
void blendCursor(const CursorImage& cursor, int x, int y, const Rect& clip, Picture& picture);

} // namespace reelout
