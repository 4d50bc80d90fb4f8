// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/float_rows.h"
#include "image/srgb_curve.h"
#include "image/srgb_power.h"

// The kernels of float_rows.h as plain loops, from which the compiler makes vectors of the width that the
// including file is compiled for. Without contraction, so that every width rounds alike.

namespace reelout {
namespace {

void fromBytes(const std::uint8_t* __restrict in, std::ptrdiff_t count, float bias, float scale,
               float* __restrict out)
{
    for (std::ptrdiff_t i = 0; i < count; ++i)
        out[i] = (static_cast<float>(in[i]) - bias) * scale;
}

void fromWords(const std::uint16_t* __restrict in, std::ptrdiff_t count, float bias, float scale,
               float* __restrict out)
{
    for (std::ptrdiff_t i = 0; i < count; ++i)
        out[i] = (static_cast<float>(in[i]) - bias) * scale;
}

void fromHalves(const std::uint16_t* __restrict in, std::ptrdiff_t count, float* __restrict out)
{
    constexpr std::int32_t kRebias = 112 << 23;
    for (std::ptrdiff_t i = 0; i < count; ++i) {
        const std::int32_t half = in[i];
        const std::int32_t magnitude = half & 0x7FFF;
        const std::int32_t normal = (magnitude << 13) + kRebias;
        const std::int32_t special = normal + kRebias;
        const std::int32_t small = bitsOf(static_cast<float>(magnitude) * 0x1p-24F);
        const std::int32_t finite = magnitude < 0x400 ? small : normal;
        out[i] = floatOf((magnitude >= 0x7C00 ? special : finite) | ((half & 0x8000) << 16));
    }
}

/// To nearest, halves up. The fraction is compared by itself, because 0.5 added to a float may round.
std::int32_t codeOf(float value, float scale)
{
    const float scaled = value * scale;
    const float positive = scaled > 0.0F ? scaled : 0.0F; // also for NaN
    const float clamped = positive < scale ? positive : scale;
    const auto whole = static_cast<std::int32_t>(clamped);
    return whole + (clamped - static_cast<float>(whole) >= 0.5F ? 1 : 0);
}

void toBytes(const float* __restrict in, std::ptrdiff_t count, float scale, std::uint8_t* __restrict out)
{
    for (std::ptrdiff_t i = 0; i < count; ++i)
        out[i] = static_cast<std::uint8_t>(codeOf(in[i], scale));
}

void toWords(const float* __restrict in, std::ptrdiff_t count, float scale, std::uint16_t* __restrict out)
{
    for (std::ptrdiff_t i = 0; i < count; ++i)
        out[i] = static_cast<std::uint16_t>(codeOf(in[i], scale));
}

/// As half_float.h.
void toHalves(const float* __restrict in, std::ptrdiff_t count, std::uint16_t* __restrict out)
{
    for (std::ptrdiff_t i = 0; i < count; ++i) {
        const std::int32_t bits = bitsOf(in[i]);
        const std::int32_t sign = (bits >> 16) & 0x8000;
        const std::int32_t magnitude = bits & 0x7FFFFFFF;
        const std::int32_t isOdd = (magnitude >> 13) & 1;
        const std::int32_t normal = (magnitude - (112 << 23) + 0xFFF + isOdd) >> 13;
        const std::int32_t small = bitsOf(floatOf(magnitude) + 0.5F) - 0x3F000000;
        const std::int32_t finite = magnitude < 0x38800000 ? small : normal;
        const std::int32_t bounded = magnitude >= 0x477FF000 ? 0x7C00 : finite;
        out[i] = static_cast<std::uint16_t>(sign | (magnitude > 0x7F800000 ? 0x7E00 : bounded));
    }
}

/// False for a row with values that the straight-line curves are not made for, NaN among them.
bool isOrdinary(const float* row, std::ptrdiff_t count)
{
    std::int32_t greatest = 0;
    for (std::ptrdiff_t i = 0; i < count; ++i) {
        const std::int32_t magnitude = bitsOf(row[i]) & 0x7FFFFFFF;
        greatest = magnitude > greatest ? magnitude : greatest;
    }
    return greatest <= bitsOf(kMostForSrgbPower);
}

void decodeSrgbRow(float* rgba, std::ptrdiff_t pixels)
{
    if (!isOrdinary(rgba, 4 * pixels)) {
        for (std::ptrdiff_t i = 0; i < 4 * pixels; ++i)
            rgba[i] = i % 4 == 3 ? rgba[i] : decodeSrgb(rgba[i]);
        return;
    }
    for (std::int32_t i = 0; i < 4 * static_cast<std::int32_t>(pixels); ++i) {
        const float curved = decodeSrgbByPower(rgba[i]);
        rgba[i] = (i & 3) == 3 ? rgba[i] : curved;
    }
}

void encodeSrgbRow(float* rgba, std::ptrdiff_t pixels)
{
    if (!isOrdinary(rgba, 4 * pixels)) {
        for (std::ptrdiff_t i = 0; i < 4 * pixels; ++i)
            rgba[i] = i % 4 == 3 ? rgba[i] : encodeSrgb(rgba[i]);
        return;
    }
    for (std::int32_t i = 0; i < 4 * static_cast<std::int32_t>(pixels); ++i) {
        const float curved = encodeSrgbByPower(rgba[i]);
        rgba[i] = (i & 3) == 3 ? rgba[i] : curved;
    }
}

void blendRows(float* __restrict near, const float* __restrict far, std::ptrdiff_t count)
{
    for (std::ptrdiff_t i = 0; i < count; ++i)
        near[i] = 0.75F * near[i] + 0.25F * far[i];
}

void doubleColumns(const float* __restrict in, std::ptrdiff_t count, float* __restrict out)
{
    for (std::ptrdiff_t i = 0; i + 1 < count; ++i) {
        out[2 * i] = in[i];
        out[2 * i + 1] = 0.5F * (in[i] + in[i + 1]);
    }
    out[2 * count - 2] = in[count - 1];
    out[2 * count - 1] = in[count - 1];
}

void yuvToRgba(const YuvToRgb& matrix, const float* __restrict luma, const float* __restrict blue,
               const float* __restrict red, std::ptrdiff_t pixels, float* __restrict rgba)
{
    const YuvToRgb m = matrix;
    for (std::ptrdiff_t x = 0; x < pixels; ++x) {
        rgba[4 * x] = luma[x] + m.redFromCr * red[x];
        rgba[4 * x + 1] = luma[x] + m.greenFromCb * blue[x] + m.greenFromCr * red[x];
        rgba[4 * x + 2] = luma[x] + m.blueFromCb * blue[x];
        rgba[4 * x + 3] = 1.0F;
    }
}

constexpr FloatRowKernels kAllKernels{fromBytes, fromWords,     fromHalves,    toBytes,
                                      toWords,   toHalves,      decodeSrgbRow, encodeSrgbRow,
                                      blendRows, doubleColumns, yuvToRgba};

} // namespace
} // namespace reelout
