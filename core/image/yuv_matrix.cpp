// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/yuv_matrix.h"

#include <cmath>
#include <utility>

namespace reelout {

namespace {

std::int32_t fixedPoint(double value)
{
    return static_cast<std::int32_t>(std::lround(value * (1 << kYuvFractionBits)));
}

} // namespace

LumaWeights lumaWeights(ColourMatrix matrix)
{
    return matrix == ColourMatrix::Bt601 ? LumaWeights{0.299, 0.114} : LumaWeights{0.2126, 0.0722};
}

YuvCodes yuvCodes(ColourRange range, int bits)
{
    const double step = std::ldexp(1.0, bits - 8);
    const int maximum = (1 << bits) - 1;
    if (range == ColourRange::Full)
        return {0.0, double(maximum), 128 * step, double(maximum), maximum};
    return {16 * step, 219 * step, 128 * step, 224 * step, maximum};
}

ColourSpec yuvColour(const ColourSpec& colour)
{
    return colour.matrix == ColourMatrix::Rgb ? kBt709Limited : colour;
}

YuvRowCoefficients yuvRowCoefficients(const ColourSpec& colour, int bits, bool isRgbaOrder, int leftShift)
{
    const LumaWeights weights = lumaWeights(colour.matrix);
    const YuvCodes codes = yuvCodes(colour.range, bits);
    const double luma = codes.lumaRange / 255.0;
    const double chroma = codes.chromaRange / 255.0;

    YuvRowCoefficients c;
    c.lumaOffset = static_cast<std::int32_t>(codes.lumaOffset);
    c.chromaOffset = static_cast<std::int32_t>(codes.chromaOffset);
    c.maximum = codes.maximum;
    c.leftShift = leftShift;

    // Green, the greatest factor of luma and in the middle, takes the rounding of the others: white and
    // grey come out exact.
    c.luma[0] = fixedPoint(weights.blue * luma);
    c.luma[2] = fixedPoint(weights.red * luma);
    c.luma[1] = fixedPoint(luma) - c.luma[0] - c.luma[2];
    c.blue[0] = fixedPoint(0.5 * chroma);
    c.blue[2] = fixedPoint(-0.5 * weights.red / (1.0 - weights.blue) * chroma);
    c.blue[1] = -c.blue[0] - c.blue[2];
    c.red[0] = fixedPoint(-0.5 * weights.blue / (1.0 - weights.red) * chroma);
    c.red[2] = fixedPoint(0.5 * chroma);
    c.red[1] = -c.red[0] - c.red[2];
    if (isRgbaOrder) {
        std::swap(c.luma[0], c.luma[2]);
        std::swap(c.blue[0], c.blue[2]);
        std::swap(c.red[0], c.red[2]);
    }
    return c;
}

} // namespace reelout
