// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/yuv_rows.h"
#include "media/colour.h"

namespace reelout {

/// Luma weights of red and blue; green has the rest (ITU-T H.273 table 4).
struct LumaWeights {
    double red = 0.2126;
    double blue = 0.0722;

    double green() const { return 1.0 - red - blue; }
};
LumaWeights lumaWeights(ColourMatrix matrix);

/// Code values of `bits`-bit Y'CbCr: code = offset + range * E, with E of 0..1 for luma and ±0.5 for chroma
/// (H.273 §8.3, equations for VideoFullRangeFlag 0 and 1).
struct YuvCodes {
    double lumaOffset = 16;
    double lumaRange = 219;
    double chromaOffset = 128;
    double chromaRange = 224;
    int maximum = 255;
};
/// `bits`: 8 to 16.
YuvCodes yuvCodes(ColourRange range, int bits);

/// `colour`, or BT.709 limited range where it names no Y'CbCr matrix.
ColourSpec yuvColour(const ColourSpec& colour);

/// The integer form for 8-bit full-range pixels. `isRgbaOrder`: byte 0 of a pixel is red, else blue.
YuvRowCoefficients yuvRowCoefficients(const ColourSpec& colour, int bits, bool isRgbaOrder, int leftShift);

} // namespace reelout
