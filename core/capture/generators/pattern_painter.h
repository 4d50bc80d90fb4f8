// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/picture.h"
#include "media/specs.h"

namespace reelout {

/// Paints the part of a pattern that does not move into the whole of a Bgrx8 picture. Full-range sRGB code
/// values; bars after SMPTE EG 1 at 75 %.
void paintPattern(Picture& picture, TestPatternSpec::Pattern pattern);
/// Of the zone plate, 0..1.
double zonePlateLevel(Size size, int x, int y);

} // namespace reelout
