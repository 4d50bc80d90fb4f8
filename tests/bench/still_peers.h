// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/picture.h"

#include <cstddef>

namespace reelout::bench {

// The same still by the plain calls of others, in memory. All return the file's bytes, 0 when they fail.

/// libpng with its own choice of filters; Bgra8 or Bgrx8.
std::size_t plainPng(const Picture& picture, int level);
/// OpenEXR on the calling thread; RgbaF16 or RgbaF32.
std::size_t plainExr(const Picture& picture, const char* compression);
/// FFmpeg's encoder of that name at its quickest settings that still compress, with the conversion it needs;
/// Bgra8, Bgrx8, RgbaF16 and RgbaF32.
std::size_t ffmpegStill(const Picture& picture, const char* type);

} // namespace reelout::bench
