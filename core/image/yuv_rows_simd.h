// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/yuv_rows.h"

// The kernels, once for every width of vector. `V` gives the operations of one instruction set
// (yuv_rows_sse41.cpp and its sisters). Everything has internal linkage, see yuv_rows.h.

#define REELOUT_INLINE static inline __attribute__((always_inline))

namespace reelout {
namespace {

/// Pixels split into 16-bit lanes: [byte 0, byte 2] and [byte 1, byte 3] of each pixel.
template <class V>
struct Split {
    typename V::Vector outer;
    typename V::Vector inner;
};

template <class V>
REELOUT_INLINE Split<V> split(typename V::Vector pixels)
{
    return {V::bitAnd(pixels, V::set32(0x00FF00FF)), V::shiftRight16by8(pixels)};
}

template <class V>
REELOUT_INLINE Split<V> add(Split<V> a, Split<V> b)
{
    return {V::add16(a.outer, b.outer), V::add16(a.inner, b.inner)};
}

/// The factors of one component. Above 8 bits they don't fit 16 bits and are multiplied in two halves.
template <class V, bool kIsDeep>
struct Factors {
    typename V::Vector outer;
    typename V::Vector inner;
    typename V::Vector outerLow;
    typename V::Vector innerLow;
    typename V::Vector rounding;
};

REELOUT_INLINE std::int32_t lanes(std::int32_t low, std::int32_t high)
{
    return static_cast<std::int32_t>((static_cast<std::uint32_t>(low) & 0xFFFFU) |
                                     (static_cast<std::uint32_t>(high) << 16));
}

template <class V, bool kIsDeep>
REELOUT_INLINE Factors<V, kIsDeep> factors(const std::int32_t (&f)[3], std::int32_t offset, int shift)
{
    Factors<V, kIsDeep> result;
    const int split = kIsDeep ? 8 : 0;
    result.outer = V::set32(lanes(f[0] >> split, f[2] >> split));
    result.inner = V::set32(lanes(f[1] >> split, 0));
    result.outerLow = V::set32(lanes(f[0] & 0xFF, f[2] & 0xFF));
    result.innerLow = V::set32(lanes(f[1] & 0xFF, 0));
    result.rounding = V::set32((offset << shift) + (1 << (shift - 1)));
    return result;
}

template <class V, bool kIsDeep, int kShift>
REELOUT_INLINE typename V::Vector weigh(Split<V> p, const Factors<V, kIsDeep>& f)
{
    auto sum = V::add32(V::multiplyAdd(p.outer, f.outer), V::multiplyAdd(p.inner, f.inner));
    if constexpr (kIsDeep) {
        const auto low = V::add32(V::multiplyAdd(p.outer, f.outerLow), V::multiplyAdd(p.inner, f.innerLow));
        sum = V::add32(V::shiftLeft32by8(sum), low);
    }
    return V::template shiftRight32<kShift>(V::add32(sum, f.rounding));
}

/// 1:2:1 around the even pixels of two neighbouring vectors. `carry` holds the last odd pixel before them.
template <class V>
REELOUT_INLINE Split<V> filterLeftSited(Split<V> first, Split<V> second, Split<V>& carry)
{
    typename V::Vector even;
    typename V::Vector odd;
    Split<V> result;
    V::deinterleave(first.outer, second.outer, even, odd);
    result.outer = V::add16(V::add16(even, even), V::add16(odd, V::previous(odd, carry.outer)));
    V::deinterleave(first.inner, second.inner, even, odd);
    result.inner = V::add16(V::add16(even, even), V::add16(odd, V::previous(odd, carry.inner)));
    return result;
}

template <YuvRowLayout kLayout>
inline constexpr bool kIsDeepLayout =
    kLayout == YuvRowLayout::Planar16 || kLayout == YuvRowLayout::SemiPlanar16;

/// Four vectors of finished samples in pixel order.
template <class V, YuvRowLayout kLayout>
REELOUT_INLINE void storeFullRate(std::uint8_t* row, int x, const typename V::Vector (&samples)[4],
                                  const YuvRowCoefficients& c)
{
    if constexpr (kIsDeepLayout<kLayout>) {
        std::uint8_t* target = row + 2 * static_cast<std::ptrdiff_t>(x);
        V::storeWords(target, V::words(samples[0], samples[1], c));
        V::storeWords(target + 4 * V::kPixels, V::words(samples[2], samples[3], c));
    } else {
        V::storeBytes(row + x, samples);
    }
}

/// Two vectors each of Cb and Cr as filterLeftSited() leaves them, for columns from `x` on.
template <class V, YuvRowLayout kLayout>
REELOUT_INLINE void storeHalfRate(const YuvRowJob& job, int x, const typename V::Vector (&blue)[2],
                                  const typename V::Vector (&red)[2])
{
    const YuvRowCoefficients& c = *job.coefficients;
    if constexpr (kLayout == YuvRowLayout::Planar8)
        V::storeChromaBytes(job.chroma[0] + x / 2, job.chroma[1] + x / 2, blue, red);
    else if constexpr (kLayout == YuvRowLayout::SemiPlanar8)
        V::storeInterleavedBytes(job.chroma[0] + x, blue, red);
    else if constexpr (kLayout == YuvRowLayout::Planar16) {
        V::storeWords(job.chroma[0] + x, V::chromaWords(blue[0], blue[1], c));
        V::storeWords(job.chroma[1] + x, V::chromaWords(red[0], red[1], c));
    } else {
        V::storeInterleavedWords(job.chroma[0] + 2 * static_cast<std::ptrdiff_t>(x),
                                 V::chromaWords(blue[0], blue[1], c), V::chromaWords(red[0], red[1], c));
    }
}

/// Where the last whole step ends.
REELOUT_INLINE int bulkEnd(const YuvRowJob& job, int step)
{
    const int end = job.sourceWidth < job.end ? job.sourceWidth : job.end;
    return end > job.begin ? job.begin + (end - job.begin) / step * step : job.begin;
}

template <class V, bool kHasTwoRows, YuvRowLayout kLayout>
int subsampledRows(const YuvRowJob& job)
{
    static_assert(kYuvRowStep % (4 * V::kPixels) == 0);
    constexpr bool kIsDeep = kIsDeepLayout<kLayout>;
    constexpr int kChromaShift = kYuvFractionBits + (kHasTwoRows ? 3 : 2);
    const YuvRowCoefficients& c = *job.coefficients;
    const auto luma = factors<V, kIsDeep>(c.luma, c.lumaOffset, kYuvFractionBits);
    const auto cb = factors<V, kIsDeep>(c.blue, c.chromaOffset, kChromaShift);
    const auto cr = factors<V, kIsDeep>(c.red, c.chromaOffset, kChromaShift);

    const int end = bulkEnd(job, 4 * V::kPixels);
    if (end == job.begin)
        return end;
    const std::ptrdiff_t before = 4 * static_cast<std::ptrdiff_t>(job.begin > 0 ? job.begin - 1 : 0);
    Split<V> carry = split<V>(V::repeatPixel(job.upper + before));
    if constexpr (kHasTwoRows)
        carry = add<V>(carry, split<V>(V::repeatPixel(job.lower + before)));

    for (int x = job.begin; x < end; x += 4 * V::kPixels) {
        typename V::Vector upperLuma[4];
        typename V::Vector lowerLuma[4];
        typename V::Vector blue[2];
        typename V::Vector red[2];
        for (int pair = 0; pair < 2; ++pair) {
            Split<V> pixels[2];
            for (int half = 0; half < 2; ++half) {
                const int index = 2 * pair + half;
                const std::ptrdiff_t offset = 4 * static_cast<std::ptrdiff_t>(x + index * V::kPixels);
                pixels[half] = split<V>(V::load(job.upper + offset));
                upperLuma[index] = weigh<V, kIsDeep, kYuvFractionBits>(pixels[half], luma);
                if constexpr (kHasTwoRows) {
                    const Split<V> lower = split<V>(V::load(job.lower + offset));
                    lowerLuma[index] = weigh<V, kIsDeep, kYuvFractionBits>(lower, luma);
                    pixels[half] = add<V>(pixels[half], lower);
                }
            }
            const Split<V> filtered = filterLeftSited<V>(pixels[0], pixels[1], carry);
            blue[pair] = weigh<V, kIsDeep, kChromaShift>(filtered, cb);
            red[pair] = weigh<V, kIsDeep, kChromaShift>(filtered, cr);
        }
        storeFullRate<V, kLayout>(job.luma[0], x, upperLuma, c);
        if constexpr (kHasTwoRows)
            storeFullRate<V, kLayout>(job.luma[1], x, lowerLuma, c);
        storeHalfRate<V, kLayout>(job, x, blue, red);
    }
    return end;
}

template <class V, YuvRowLayout kLayout>
int fullRateRow(const YuvRowJob& job)
{
    constexpr bool kIsDeep = kIsDeepLayout<kLayout>;
    const YuvRowCoefficients& c = *job.coefficients;
    const auto luma = factors<V, kIsDeep>(c.luma, c.lumaOffset, kYuvFractionBits);
    const auto cb = factors<V, kIsDeep>(c.blue, c.chromaOffset, kYuvFractionBits);
    const auto cr = factors<V, kIsDeep>(c.red, c.chromaOffset, kYuvFractionBits);
    const int end = bulkEnd(job, 4 * V::kPixels);
    for (int x = job.begin; x < end; x += 4 * V::kPixels) {
        typename V::Vector y[4];
        typename V::Vector u[4];
        typename V::Vector v[4];
        for (int index = 0; index < 4; ++index) {
            const std::ptrdiff_t offset = 4 * static_cast<std::ptrdiff_t>(x + index * V::kPixels);
            const Split<V> pixels = split<V>(V::load(job.upper + offset));
            y[index] = weigh<V, kIsDeep, kYuvFractionBits>(pixels, luma);
            u[index] = weigh<V, kIsDeep, kYuvFractionBits>(pixels, cb);
            v[index] = weigh<V, kIsDeep, kYuvFractionBits>(pixels, cr);
        }
        storeFullRate<V, kLayout>(job.luma[0], x, y, c);
        storeFullRate<V, kLayout>(job.chroma[0], x, u, c);
        storeFullRate<V, kLayout>(job.chroma[1], x, v, c);
    }
    return end;
}

/// The order of YuvSubsampling and YuvRowLayout; only 4:2:0 has semi-planar formats.
template <class V>
constexpr YuvRowKernels yuvRowKernelsOf()
{
    return {
        {{subsampledRows<V, true, YuvRowLayout::Planar8>, subsampledRows<V, true, YuvRowLayout::SemiPlanar8>,
          subsampledRows<V, true, YuvRowLayout::Planar16>,
          subsampledRows<V, true, YuvRowLayout::SemiPlanar16>},
         {subsampledRows<V, false, YuvRowLayout::Planar8>, nullptr,
          subsampledRows<V, false, YuvRowLayout::Planar16>, nullptr},
         {fullRateRow<V, YuvRowLayout::Planar8>, nullptr, fullRateRow<V, YuvRowLayout::Planar16>, nullptr}}};
}

} // namespace
} // namespace reelout
