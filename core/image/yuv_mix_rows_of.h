// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/yuv_mix_rows.h"

// The kernels of yuv_mix_rows.h as plain loops, from which the compiler makes vectors of the width that the
// including file is compiled for.

namespace reelout {
namespace {

template <int kStep>
void widenEvery(const std::uint8_t* __restrict in, std::ptrdiff_t count, std::uint16_t* __restrict out)
{
    for (std::ptrdiff_t i = 0; i < count; ++i)
        out[i] = in[i * kStep];
}

void shiftDown(const std::uint16_t* __restrict in, std::ptrdiff_t step, std::ptrdiff_t count, int shift,
               std::uint16_t* __restrict out)
{
    if (step == 1) {
        for (std::ptrdiff_t i = 0; i < count; ++i)
            out[i] = static_cast<std::uint16_t>(in[i] >> shift);
        return;
    }
    for (std::ptrdiff_t i = 0; i < count; ++i)
        out[i] = static_cast<std::uint16_t>(in[i * 2] >> shift);
}

void blend(const std::uint16_t* __restrict near, const std::uint16_t* __restrict far, std::int32_t ofNear,
           std::int32_t grey, std::ptrdiff_t count, std::int16_t* __restrict out)
{
    const std::int32_t ofFar = 4 - ofNear;
    for (std::ptrdiff_t i = 0; i < count; ++i)
        out[i] = static_cast<std::int16_t>(ofNear * near[i] + ofFar * far[i] - 4 * grey);
}

void doubleColumns(const std::int16_t* __restrict in, std::ptrdiff_t count, std::int16_t* __restrict out)
{
    for (std::ptrdiff_t i = 0; i + 1 < count; ++i) {
        out[2 * i] = static_cast<std::int16_t>(2 * in[i]);
        out[2 * i + 1] = static_cast<std::int16_t>(in[i] + in[i + 1]);
    }
    out[2 * count - 2] = static_cast<std::int16_t>(2 * in[count - 1]);
    out[2 * count - 1] = static_cast<std::int16_t>(2 * in[count - 1]);
}

void keepColumns(const std::int16_t* __restrict in, std::ptrdiff_t count, std::int16_t* __restrict out)
{
    for (std::ptrdiff_t i = 0; i < count; ++i)
        out[i] = static_cast<std::int16_t>(2 * in[i]);
}

void halveColumns(const std::int16_t* __restrict in, std::ptrdiff_t have, std::ptrdiff_t count,
                  std::int16_t* __restrict out)
{
    const auto at = [&](std::ptrdiff_t x) { return std::int32_t(in[x < 0 ? 0 : x < have ? x : have - 1]); };
    // (a + 2b + c) / 4 of four times is half of that of eight times, so nothing is rounded but the half.
    const auto put = [&](std::ptrdiff_t i, std::int32_t a, std::int32_t b, std::int32_t c) {
        out[i] = static_cast<std::int16_t>((a + 2 * b + c + 1) >> 1);
    };
    if (count > 0)
        put(0, at(-1), at(0), at(1));
    for (std::ptrdiff_t i = 1; i < count - 1; ++i)
        put(i, in[2 * i - 1], in[2 * i], in[2 * i + 1]);
    if (count > 1)
        put(count - 1, at(2 * count - 3), at(2 * count - 2), at(2 * count - 1));
}

std::uint16_t codeOf(std::int32_t sum, const YuvMix& mix)
{
    const std::int32_t code = sum >> mix.shift;
    const std::int32_t positive = code > 0 ? code : 0;
    return static_cast<std::uint16_t>(positive < mix.maximum ? positive : mix.maximum);
}

void mixLuma(const YuvMix& mix, const std::uint16_t* __restrict luma, const std::int16_t* __restrict blue,
             const std::int16_t* __restrict red, std::ptrdiff_t count, std::uint16_t* __restrict out)
{
    const YuvMix m = mix;
    for (std::ptrdiff_t i = 0; i < count; ++i)
        out[i] = codeOf(m.luma * luma[i] + m.blue * blue[i] + m.red * red[i] + m.bias, m);
}

void mixChroma(const YuvMix& mix, const std::int16_t* __restrict blue, const std::int16_t* __restrict red,
               std::ptrdiff_t count, std::uint16_t* __restrict out)
{
    const YuvMix m = mix;
    for (std::ptrdiff_t i = 0; i < count; ++i)
        out[i] = codeOf(m.blue * blue[i] + m.red * red[i] + m.bias, m);
}

void packFours(const std::uint16_t* __restrict first, const std::uint16_t* __restrict second,
               const std::uint16_t* __restrict third, std::ptrdiff_t count, std::uint8_t* __restrict out)
{
    for (std::ptrdiff_t i = 0; i < count; ++i) {
        out[4 * i] = static_cast<std::uint8_t>(first[i]);
        out[4 * i + 1] = static_cast<std::uint8_t>(second[i]);
        out[4 * i + 2] = static_cast<std::uint8_t>(third[i]);
        out[4 * i + 3] = 255;
    }
}

void narrow(const std::uint16_t* __restrict in, std::ptrdiff_t count, std::uint8_t* __restrict out)
{
    for (std::ptrdiff_t i = 0; i < count; ++i)
        out[i] = static_cast<std::uint8_t>(in[i]);
}

constexpr YuvMixKernels kAllMixKernels{widenEvery<1>, widenEvery<2>, widenEvery<4>, shiftDown,
                                       blend,         doubleColumns, keepColumns,   halveColumns,
                                       mixLuma,       mixChroma,     packFours,     narrow};

} // namespace
} // namespace reelout
