// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/picture.h"

#include <string_view>

namespace reelout {

inline constexpr int kGlyphWidth = 5;
inline constexpr int kGlyphHeight = 7;
inline constexpr int kGlyphAdvance = 6;

/// Writes digits, ':', '.', and blanks (other characters are blanks) in white on a black box with a border of
/// one dot. `scale` is pixels a dot, (x, y) the box's corner. Bgra8 and Bgrx8; the caller keeps it inside.
void drawText(Picture& picture, int x, int y, int scale, std::string_view text);

/// The box drawText() fills.
Rect textArea(int x, int y, int scale, std::string_view text);

/// Fills a part of a Bgra8 or Bgrx8 picture; what lies outside is left out. `colour` is 0xAARRGGBB.
void fillRect(Picture& picture, const Rect& area, std::uint32_t colour);

} // namespace reelout
