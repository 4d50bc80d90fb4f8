// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/picture.h"

#include <vector>

namespace reelout {

/// Levels of a texture of `size`: sides are halved, rounding down, until both are 1.
int mipLevels(Size size);

/// Levels 1 and smaller of `picture`, in its own format and colour: boxes of the level above, weighed by what
/// of each pixel they cover where a side is odd, in linear light. Colours count by their alpha, unless all of
/// a box is transparent. Empty when memory is short. Any thread.
std::vector<PicturePtr> mipChain(const Picture& picture);

} // namespace reelout
