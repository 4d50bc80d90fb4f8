// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/picture.h"

#include <cstddef>

namespace reelout::bench {

// The same still by the plain calls of others, in memory. All return the file's bytes, 0 when they fail.

/// libpng with its own choice of filters; Bgra8 or Bgrx8.
std::size_t plainPng(const Picture& picture, int level);
/// libtiff with Deflate and the horizontal predictor, its own level; Bgra8 or Bgrx8.
std::size_t plainTiff(const Picture& picture);
/// libjpeg-turbo at this quality (1 to 100), 4:2:0; Bgra8 or Bgrx8.
std::size_t plainJpeg(const Picture& picture, int quality);
/// libwebp's simple call at this quality (0 to 100); Bgra8 or opaque Bgrx8.
std::size_t plainWebp(const Picture& picture, float quality);
/// A picture from a PNG file as libpng reads it, Bgrx8; null when it can't be read.
PicturePtr readPng(const char* path);
/// OpenEXR on the calling thread; RgbaF16 or RgbaF32.
std::size_t plainExr(const Picture& picture, const char* compression);
/// FFmpeg's encoder of that name at its quickest settings that still compress, with the conversion it needs;
/// Bgra8, Bgrx8, RgbaF16 and RgbaF32.
std::size_t ffmpegStill(const Picture& picture, const char* type);

} // namespace reelout::bench
