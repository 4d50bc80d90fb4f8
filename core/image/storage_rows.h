// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/pixel_format.h"
#include "media/storage_format.h"

namespace reelout {

/// What `pixels` R'G'B'A floats are after they were kept in `format`: rounded to nearest, cut to what it can
/// hold, and the channels it has not read as storage_format.h says. `isLinear` is what the values mean, for
/// the format that stores through the sRGB curve.
void storeRow(const StorageFormat& format, bool isLinear, float* rgba, std::ptrdiff_t pixels);

/// True when a picture of `from` comes out of the storage as it was, as far as `to` can tell.
bool isTransparent(const StorageFormat& format, PixelFormat from, PixelFormat to);

/// The value nearest to `value` of an unsigned float with 5 bits of exponent (bias 15) and `fractionBits` of
/// fraction, as in OpenGL's R11F_G11F_B10F: negative ones are 0, too large ones the greatest, NaN stays.
float roundedToSmallFloat(float value, int fractionBits);

} // namespace reelout
