// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/picture.h"

namespace reelout {

/// True for Y'CbCr of 8 to 12 bits without alpha on both sides, however it is arranged, whose chroma is
/// sampled in the target as in the source or more coarsely.
bool canConvertYuv(PixelFormat from, PixelFormat to);

/// From one Y'CbCr to another: matrix, range, depth, sampling and arrangement in one pass over memory, in
/// integers, never by way of RGB. A matrix leaves greys as they are, so chroma needs chroma only, and keeps
/// its own resolution; luma takes it sited left (yuv_rows.h). Both have the same transfer and their colours
/// set. The target may be larger: padded by repeating the edge. Within 0.6 of a code up to 10 bits.
void convertYuv(const Picture& source, Picture& target);

/// True for Y'CbCr as above on one side and four bytes a pixel of R'G'B' on the other: what cameras and
/// movies look like on the screen.
bool canConvertYuvToRgb(PixelFormat from, PixelFormat to);

/// The same for these: opaque, full range. Within 0.6 of a code.
void convertYuvToRgb(const Picture& source, Picture& target);

} // namespace reelout
