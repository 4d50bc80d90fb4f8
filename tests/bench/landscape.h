// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/picture.h"

#include <vector>

namespace reelout::bench {

/// BGRA pictures that compress like a film: value noise in octaves, the spectrum of a photograph, that drifts
/// by a part of a pixel a frame, and a little sensor noise. The same for the same size.
std::vector<PicturePtr> landscape(Size size, int frames);

} // namespace reelout::bench
