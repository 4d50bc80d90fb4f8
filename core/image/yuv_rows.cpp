// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/yuv_rows.h"

#include <algorithm>
#include <cstring>

namespace reelout {

namespace {

struct Sums {
    std::int32_t bytes[3];
};

/// Filtered pixel around column `x`: weights 1:2:1 (or just the pixel) in each of the rows.
template <YuvSubsampling kSubsampling>
Sums chromaSums(const YuvRowJob& job, int x)
{
    const int last = job.sourceWidth - 1;
    const std::ptrdiff_t here = 4 * static_cast<std::ptrdiff_t>(std::min(x, last));
    const std::ptrdiff_t left = 4 * static_cast<std::ptrdiff_t>(std::clamp(x - 1, 0, last));
    const std::ptrdiff_t right = 4 * static_cast<std::ptrdiff_t>(std::min(x + 1, last));
    Sums sums{};
    for (int byte = 0; byte < 3; ++byte) {
        const std::uint8_t* upper = job.upper + byte;
        if constexpr (kSubsampling == YuvSubsampling::Yuv444) {
            sums.bytes[byte] = upper[here];
        } else {
            sums.bytes[byte] = upper[left] + 2 * upper[here] + upper[right];
            if constexpr (kSubsampling == YuvSubsampling::Yuv420) {
                const std::uint8_t* lower = job.lower + byte;
                sums.bytes[byte] += lower[left] + 2 * lower[here] + lower[right];
            }
        }
    }
    return sums;
}

std::int32_t weigh(const std::int32_t (&factors)[3], const Sums& sums, std::int32_t offset, int shift,
                   std::int32_t maximum)
{
    std::int32_t value = (offset << shift) + (1 << (shift - 1));
    for (int byte = 0; byte < 3; ++byte)
        value += factors[byte] * sums.bytes[byte];
    return std::clamp(value >> shift, 0, maximum);
}

template <YuvRowLayout kLayout>
void store(std::uint8_t* row, int index, std::int32_t value, const YuvRowCoefficients& c)
{
    if constexpr (kLayout == YuvRowLayout::Planar8 || kLayout == YuvRowLayout::SemiPlanar8) {
        row[index] = static_cast<std::uint8_t>(value);
    } else {
        const auto sample = static_cast<std::uint16_t>(value << c.leftShift);
        std::memcpy(row + 2 * static_cast<std::ptrdiff_t>(index), &sample, sizeof sample);
    }
}

template <YuvRowLayout kLayout>
void lumaRow(const YuvRowJob& job, const std::uint8_t* source, std::uint8_t* target, int begin)
{
    const YuvRowCoefficients& c = *job.coefficients;
    for (int x = begin; x < job.end; ++x) {
        const std::uint8_t* pixel =
            source + 4 * static_cast<std::ptrdiff_t>(std::min(x, job.sourceWidth - 1));
        const Sums sums{{pixel[0], pixel[1], pixel[2]}};
        store<kLayout>(target, x, weigh(c.luma, sums, c.lumaOffset, kYuvFractionBits, c.maximum), c);
    }
}

template <YuvSubsampling kSubsampling, YuvRowLayout kLayout>
void scalarRows(const YuvRowJob& job, int begin)
{
    constexpr bool kIsInterleaved =
        kLayout == YuvRowLayout::SemiPlanar8 || kLayout == YuvRowLayout::SemiPlanar16;
    constexpr int kStep = kSubsampling == YuvSubsampling::Yuv444 ? 1 : 2;
    constexpr int kShift = kYuvFractionBits + (kSubsampling == YuvSubsampling::Yuv420   ? 3
                                               : kSubsampling == YuvSubsampling::Yuv422 ? 2
                                                                                        : 0);
    const YuvRowCoefficients& c = *job.coefficients;
    lumaRow<kLayout>(job, job.upper, job.luma[0], begin);
    if constexpr (kSubsampling == YuvSubsampling::Yuv420)
        lumaRow<kLayout>(job, job.lower, job.luma[1], begin);
    for (int x = begin; x < job.end; x += kStep) {
        const Sums sums = chromaSums<kSubsampling>(job, x);
        const std::int32_t blue = weigh(c.blue, sums, c.chromaOffset, kShift, c.maximum);
        const std::int32_t red = weigh(c.red, sums, c.chromaOffset, kShift, c.maximum);
        const int index = x / kStep;
        if constexpr (kIsInterleaved) {
            store<kLayout>(job.chroma[0], 2 * index, blue, c);
            store<kLayout>(job.chroma[0], 2 * index + 1, red, c);
        } else {
            store<kLayout>(job.chroma[0], index, blue, c);
            store<kLayout>(job.chroma[1], index, red, c);
        }
    }
}

template <YuvSubsampling kSubsampling>
void scalarRows(YuvRowLayout layout, const YuvRowJob& job, int begin)
{
    switch (layout) {
    case YuvRowLayout::Planar8:
        return scalarRows<kSubsampling, YuvRowLayout::Planar8>(job, begin);
    case YuvRowLayout::SemiPlanar8:
        return scalarRows<kSubsampling, YuvRowLayout::SemiPlanar8>(job, begin);
    case YuvRowLayout::Planar16:
        return scalarRows<kSubsampling, YuvRowLayout::Planar16>(job, begin);
    case YuvRowLayout::SemiPlanar16:
        return scalarRows<kSubsampling, YuvRowLayout::SemiPlanar16>(job, begin);
    }
}

} // namespace

void convertYuvRows(YuvSubsampling subsampling, YuvRowLayout layout, YuvRowKernel kernel,
                    const YuvRowJob& job)
{
    const int done = kernel != nullptr ? kernel(job) : job.begin;
    if (done >= job.end)
        return;
    switch (subsampling) {
    case YuvSubsampling::Yuv420:
        return scalarRows<YuvSubsampling::Yuv420>(layout, job, done);
    case YuvSubsampling::Yuv422:
        return scalarRows<YuvSubsampling::Yuv422>(layout, job, done);
    case YuvSubsampling::Yuv444:
        return scalarRows<YuvSubsampling::Yuv444>(layout, job, done);
    }
}

} // namespace reelout
