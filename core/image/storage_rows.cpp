// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/storage_rows.h"

#include "image/half_float.h"
#include "image/srgb_curve.h"
#include "image/yuv_matrix.h"

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {

using Channels = StorageFormat::Channels;
using Depth = StorageFormat::Depth;

// NaN becomes 0, as in every conversion to whole numbers.
float fixed(float value, float steps)
{
    return value > 0.0F ? std::floor(std::min(value, 1.0F) * steps + 0.5F) / steps : 0.0F;
}

void spread(Channels channels, float* pixel, const LumaWeights& weights)
{
    switch (channels) {
    case Channels::Rgba:
        return;
    case Channels::Rgb:
        pixel[3] = 1.0F;
        return;
    case Channels::Rg:
        pixel[2] = 0.0F;
        pixel[3] = 1.0F;
        return;
    case Channels::Alpha:
        std::fill_n(pixel, 3, pixel[3]);
        pixel[3] = 1.0F;
        return;
    case Channels::Mono:
    case Channels::MonoAlpha:
        // Grey stays exactly what it is, whatever the weights add up to in binary.
        if (pixel[0] != pixel[1] || pixel[1] != pixel[2])
            std::fill_n(pixel, 3,
                        static_cast<float>(weights.red * double(pixel[0]) +
                                           weights.green() * double(pixel[1]) +
                                           weights.blue * double(pixel[2])));
        if (channels == Channels::Mono)
            pixel[3] = 1.0F;
        return;
    }
}

void quantise(Depth depth, bool isLinear, float* pixel)
{
    switch (depth) {
    case Depth::Fixed8:
        std::transform(pixel, pixel + 4, pixel, [](float v) { return fixed(v, 255.0F); });
        return;
    case Depth::Srgb8:
        if (!isLinear)
            return quantise(Depth::Fixed8, isLinear, pixel);
        for (int channel = 0; channel < 3; ++channel)
            pixel[channel] = decodeSrgb(fixed(encodeSrgb(pixel[channel]), 255.0F));
        pixel[3] = fixed(pixel[3], 255.0F);
        return;
    case Depth::Fixed16:
        std::transform(pixel, pixel + 4, pixel, [](float v) { return fixed(v, 65535.0F); });
        return;
    case Depth::Rgb10A2:
        std::transform(pixel, pixel + 3, pixel, [](float v) { return fixed(v, 1023.0F); });
        pixel[3] = fixed(pixel[3], 3.0F);
        return;
    case Depth::Float11:
        pixel[0] = roundedToSmallFloat(pixel[0], 6);
        pixel[1] = roundedToSmallFloat(pixel[1], 6);
        pixel[2] = roundedToSmallFloat(pixel[2], 5);
        return;
    case Depth::Float16:
        std::transform(pixel, pixel + 4, pixel, [](float v) { return halfToFloat(floatToHalf(v)); });
        return;
    case Depth::Float32:
        return;
    }
}

int significantBits(Depth depth)
{
    switch (depth) {
    case Depth::Fixed8:
    case Depth::Srgb8:
        return 8;
    case Depth::Rgb10A2:
        return 10;
    case Depth::Fixed16:
        return 16;
    case Depth::Float11:
        return 6;
    case Depth::Float16:
        return 11;
    case Depth::Float32:
        return 24;
    }
    return 0;
}

} // namespace

float roundedToSmallFloat(float value, int fractionBits)
{
    constexpr int kSmallestExponent = -14;
    if (std::isnan(value))
        return value;
    if (!(value > 0.0F))
        return 0.0F;
    const float greatest = std::ldexp(2.0F - std::ldexp(1.0F, -fractionBits), 15);
    const int exponent = std::max(std::ilogb(std::min(value, greatest)), kSmallestExponent);
    const float step = std::ldexp(1.0F, exponent - fractionBits);
    return std::min(std::nearbyint(value / step) * step, greatest);
}

void storeRow(const StorageFormat& format, bool isLinear, float* rgba, std::ptrdiff_t pixels)
{
    const LumaWeights weights = lumaWeights(ColourMatrix::Bt709);
    for (std::ptrdiff_t x = 0; x < pixels; ++x) {
        spread(format.channels, rgba + 4 * x, weights);
        quantise(format.depth, isLinear, rgba + 4 * x);
    }
}

bool isTransparent(const StorageFormat& format, PixelFormat from, PixelFormat to)
{
    const PixelFormatInfo& source = pixelFormatInfo(from);
    const PixelFormatInfo& target = pixelFormatInfo(to);
    const bool seesAlpha = source.hasAlpha && target.hasAlpha;
    if (format.channels != Channels::Rgba && (format.channels != Channels::Rgb || seesAlpha))
        return false;
    if (format.depth == Depth::Float32)
        return true;
    if (source.isYuv || (seesAlpha && format.depth == Depth::Rgb10A2))
        return false; // codes beyond black and white, or values between those of RGB
    if (source.isFloat)
        return format.depth == Depth::Float16 && source.bitsPerComponent == 16;
    // 8 bits fit exactly into 16; into 10 bits or a half they go within a quarter of their own step.
    const bool isExact = source.bitsPerComponent == significantBits(format.depth) ||
                         (source.bitsPerComponent == 8 && format.depth == Depth::Fixed16);
    return isExact || (source.bitsPerComponent == 8 && target.bitsPerComponent == 8 &&
                       significantBits(format.depth) > 8);
}

} // namespace reelout
