// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/hap/lanes.h"

// The colour half of BC1 to BC3: two end points of 5 or 6 bits a channel, and of each pixel which of the four
// colours on the line between them it has. Found by the principal axis of the 16 colours, then improved once
// by least squares (the end points that suit the chosen indices best).

namespace reelout {
namespace {

inline constexpr int kColourBits[3] = {5, 6, 5};

/// 16 colours of kChannels values from 0 to 255, as the fit wants them.
template <class V, int kChannels>
struct ColourSamples {
    typename V::Pair scaled[kChannels][8];              ///< times 128; the order of bytePair()
    typename V::Float sum[kChannels];                   ///< of the 16 values
    typename V::Float covariance[kChannels][kChannels]; ///< any common factor; upper triangle
    typename V::Int isFlat;                             ///< all 16 are the same
};

template <class V, int kChannels>
struct EndPoint {
    typename V::Int code[kChannels];  ///< kColourBits each
    typename V::Int value[kChannels]; ///< what a decoder makes of it, 0..255
};

/// Steps n from the first (0) to the second end point (3), and what least squares needs to know of them.
template <class V, int kChannels>
struct LineSteps {
    typename V::Int packed; ///< two bits a pixel
    typename V::Float sum;
    typename V::Float squares;
    typename V::Float products[kChannels]; ///< sum of n times the value
};

template <class V, int kChannels>
struct ColourLine {
    EndPoint<V, kChannels> from;
    EndPoint<V, kChannels> to;
    typename V::Int packed;
};

template <class V>
REELOUT_INLINE typename V::Int expandBits(typename V::Int code, int bits)
{
    return (code << (8 - bits)) | (code >> (2 * bits - 8));
}

template <class V, int kChannels>
REELOUT_INLINE EndPoint<V, kChannels> quantised(const typename V::Float (&colour)[kChannels])
{
    EndPoint<V, kChannels> result;
    for (int c = 0; c < kChannels; ++c) {
        const float scale = static_cast<float>((1 << kColourBits[c]) - 1) / 255.0F;
        result.code[c] = V::toInt(clamp<V>(colour[c], 0.0F, 255.0F) * scale + 0.5F);
        result.value[c] = expandBits<V>(result.code[c], kColourBits[c]);
    }
    return result;
}

/// The direction of greatest spread by the power method, of length 1 in the sum of its parts. It starts at
/// the row of the greatest variance, which is never at right angles to it.
template <class V, int kChannels>
REELOUT_INLINE void principalAxis(const typename V::Float (&covariance)[kChannels][kChannels],
                                  typename V::Float (&axis)[kChannels])
{
    using Float = typename V::Float;
    const auto entry = [&](int i, int j) { return i <= j ? covariance[i][j] : covariance[j][i]; };
    Float greatest = covariance[0][0];
    for (int c = 0; c < kChannels; ++c)
        axis[c] = entry(0, c);
    for (int row = 1; row < kChannels; ++row) {
        const typename V::Int isGreater = covariance[row][row] > greatest;
        greatest = V::max(covariance[row][row], greatest);
        for (int c = 0; c < kChannels; ++c)
            axis[c] = V::select(isGreater, entry(row, c), axis[c]);
    }
    Float norm = V::all(1e-30F);
    for (int step = 0; step < 3; ++step) {
        Float next[kChannels];
        for (int c = 0; c < kChannels; ++c) {
            next[c] = entry(c, 0) * axis[0];
            for (int other = 1; other < kChannels; ++other)
                next[c] += entry(c, other) * axis[other];
        }
        for (int c = 0; c < kChannels; ++c)
            axis[c] = next[c];
    }
    for (int c = 0; c < kChannels; ++c)
        norm += V::max(axis[c], -axis[c]);
    const Float inverse = 1.0F / norm;
    for (int c = 0; c < kChannels; ++c)
        axis[c] *= inverse;
}

/// The ends of the 16 colours' shadows on a line through their mean.
template <class V, int kChannels>
REELOUT_INLINE void extremes(const ColourSamples<V, kChannels>& samples,
                             const typename V::Float (&axis)[kChannels], typename V::Float (&from)[kChannels],
                             typename V::Float (&to)[kChannels])
{
    using Float = typename V::Float;
    using Int = typename V::Int;
    using Pair = typename V::Pair;
    Pair slope[kChannels];
    Float weight[kChannels];
    Float square = V::all(1e-9F);
    Float middle = V::all(0.0F);
    for (int c = 0; c < kChannels; ++c) {
        const Int fixed = V::toInt(axis[c] * 32767.0F);
        slope[c] = V::inBothHalves(fixed);
        weight[c] = V::toFloat(fixed) * (1.0F / 32768.0F);
        square += weight[c] * weight[c];
        middle += weight[c] * samples.sum[c];
    }
    Pair least{};
    Pair most{};
    for (int k = 0; k < 8; ++k) {
        Pair shadow = V::multiplyRounded(samples.scaled[0][k], slope[0]);
        for (int c = 1; c < kChannels; ++c)
            shadow = shadow + V::multiplyRounded(samples.scaled[c][k], slope[c]);
        least = k == 0 ? shadow : V::min(least, shadow);
        most = k == 0 ? shadow : V::max(most, shadow);
    }
    const Float scale = (1.0F / 128.0F) / square;
    const Float base = middle * (128.0F / 16.0F);
    const Float low = (V::toFloat(V::min(V::lowHalf(least), V::highHalf(least))) - base) * scale;
    const Float high = (V::toFloat(V::max(V::lowHalf(most), V::highHalf(most))) - base) * scale;
    for (int c = 0; c < kChannels; ++c) {
        const Float mean = samples.sum[c] * (1.0F / 16.0F);
        from[c] = mean + weight[c] * low;
        to[c] = mean + weight[c] * high;
    }
}

/// The nearest step of every pixel. Steps are in 1/128, so that the slopes fit 16 bits (end points are at
/// least 4 apart where they differ); where a sum does not, the step is wrong and the line loses on its error.
template <class V, int kChannels>
REELOUT_INLINE LineSteps<V, kChannels> nearestSteps(const ColourSamples<V, kChannels>& samples,
                                                    const EndPoint<V, kChannels>& from,
                                                    const EndPoint<V, kChannels>& to)
{
    using Int = typename V::Int;
    using Pair = typename V::Pair;
    Int difference[kChannels];
    Int length{};
    for (int c = 0; c < kChannels; ++c) {
        difference[c] = to.value[c] - from.value[c];
        length += difference[c] * difference[c];
    }
    // 3 steps in 1/128, of products that multiplyRounded() makes 256 times too small.
    const typename V::Float scale = 98304.0F / V::toFloat(V::max(length, V::all(1)));
    Pair slope[kChannels];
    Int origin{};
    for (int c = 0; c < kChannels; ++c) {
        const Int fixed = V::toInt(V::toFloat(difference[c]) * scale);
        slope[c] = V::inBothHalves(fixed);
        origin += from.value[c] * fixed;
    }
    const Pair offset = V::inBothHalves(64 - (origin >> 8));

    Pair packed{};
    Pair sum{};
    Int squares{};
    Int products[kChannels] = {};
    for (int k = 0; k < 8; ++k) {
        Pair n = offset;
        for (int c = 0; c < kChannels; ++c)
            n = V::wrappingAdd(n, V::multiplyRounded(samples.scaled[c][k], slope[c]));
        n = V::min(V::max(n >> 7, Pair{}), Pair{} + std::int16_t{3});
        packed |= (Pair)((typename V::UnsignedPair)n << (2 * k));
        sum += n;
        squares += V::multiplyAdd(n, n);
        for (int c = 0; c < kChannels; ++c)
            products[c] += V::multiplyAdd(n, samples.scaled[c][k]);
    }
    LineSteps<V, kChannels> result;
    result.packed = (Int)packed;
    result.sum = V::toFloat(V::lowHalf(sum) + V::highHalf(sum));
    result.squares = V::toFloat(squares);
    for (int c = 0; c < kChannels; ++c)
        result.products[c] = V::toFloat(products[c]) * (1.0F / 128.0F);
    return result;
}

/// The sum of squared differences to the pixels, less the part all lines have in common.
template <class V, int kChannels>
REELOUT_INLINE typename V::Float
lineError(const ColourSamples<V, kChannels>& samples, const EndPoint<V, kChannels>& from,
          const EndPoint<V, kChannels>& to, const LineSteps<V, kChannels>& steps)
{
    using Float = typename V::Float;
    Float result = V::all(0.0F);
    for (int c = 0; c < kChannels; ++c) {
        const Float start = V::toFloat(from.value[c]);
        const Float step = V::toFloat(to.value[c] - from.value[c]) * (1.0F / 3.0F);
        result += start * (16.0F * start - 2.0F * samples.sum[c]);
        result += step * (step * steps.squares - 2.0F * (steps.products[c] - start * steps.sum));
    }
    return result;
}

/// The end points that suit the steps best. False where all pixels have the same step.
template <class V, int kChannels>
REELOUT_INLINE typename V::Int
leastSquares(const ColourSamples<V, kChannels>& samples, const LineSteps<V, kChannels>& steps,
             typename V::Float (&from)[kChannels], typename V::Float (&to)[kChannels])
{
    using Float = typename V::Float;
    const Float nearFrom = 144.0F - 6.0F * steps.sum + steps.squares;
    const Float mixed = 3.0F * steps.sum - steps.squares;
    const Float determinant = nearFrom * steps.squares - mixed * mixed;
    const typename V::Int isSolvable = determinant > 0.5F;
    const Float scale = 3.0F / V::max(determinant, V::all(1.0F));
    for (int c = 0; c < kChannels; ++c) {
        const Float toTo = steps.products[c];
        const Float toFrom = 3.0F * samples.sum[c] - toTo;
        from[c] = (toFrom * steps.squares - toTo * mixed) * scale;
        to[c] = (toTo * nearFrom - toFrom * mixed) * scale;
    }
    return isSolvable;
}

template <class V, int kChannels>
REELOUT_INLINE void replaceWhere(typename V::Int mask, EndPoint<V, kChannels>& target,
                                 const EndPoint<V, kChannels>& source)
{
    for (int c = 0; c < kChannels; ++c) {
        target.code[c] = V::select(mask, source.code[c], target.code[c]);
        target.value[c] = V::select(mask, source.value[c], target.value[c]);
    }
}

template <class V, int kChannels>
REELOUT_INLINE ColourLine<V, kChannels> fitColours(const ColourSamples<V, kChannels>& samples)
{
    using Float = typename V::Float;
    Float axis[kChannels];
    Float low[kChannels];
    Float high[kChannels];
    principalAxis<V, kChannels>(samples.covariance, axis);
    extremes<V, kChannels>(samples, axis, low, high);
    ColourLine<V, kChannels> line;
    line.from = quantised<V, kChannels>(low);
    line.to = quantised<V, kChannels>(high);
    const LineSteps<V, kChannels> first = nearestSteps<V, kChannels>(samples, line.from, line.to);
    line.packed = first.packed;
    const Float firstError = lineError<V, kChannels>(samples, line.from, line.to, first);

    const typename V::Int isSolvable = leastSquares<V, kChannels>(samples, first, low, high);
    const EndPoint<V, kChannels> from = quantised<V, kChannels>(low);
    const EndPoint<V, kChannels> to = quantised<V, kChannels>(high);
    const LineSteps<V, kChannels> second = nearestSteps<V, kChannels>(samples, from, to);
    const typename V::Int isBetter =
        isSolvable & (lineError<V, kChannels>(samples, from, to, second) < firstError);
    line.packed = V::select(isBetter, second.packed, line.packed);
    replaceWhere<V, kChannels>(isBetter, line.from, from);
    replaceWhere<V, kChannels>(isBetter, line.to, to);
    return line;
}

/// Which two codes of kBits come closest to a value with the colour a third of the way between them.
template <int kBits>
struct FlatTable {
    std::uint8_t near[256];
    std::uint8_t far[256];
    constexpr FlatTable() : near(), far()
    {
        for (int value = 0; value < 256; ++value) {
            int least = 1 << 30;
            const int around = value >> (8 - kBits);
            for (int a = around - 3; a <= around + 3; ++a) {
                for (int b = around - 3; b <= around + 3; ++b) {
                    if (a < 0 || b < 0 || a >= 1 << kBits || b >= 1 << kBits)
                        continue;
                    const int first = (a << (8 - kBits)) | (a >> (2 * kBits - 8));
                    const int second = (b << (8 - kBits)) | (b >> (2 * kBits - 8));
                    const int error = 3 * value - (2 * first + second);
                    const int spread = first > second ? first - second : second - first;
                    // The nearer the two, the less the rounding of a decoder matters.
                    const int cost = (error < 0 ? -error : error) * 1024 + spread;
                    if (cost < least) {
                        least = cost;
                        near[value] = static_cast<std::uint8_t>(a);
                        far[value] = static_cast<std::uint8_t>(b);
                    }
                }
            }
        }
    }
};
inline constexpr FlatTable<5> kFlat5;
inline constexpr FlatTable<6> kFlat6;

/// Blocks of one colour get the best there is: the line's own colours can be 4 away from it.
template <class V, int kChannels>
REELOUT_INLINE void fixFlatBlocks(const ColourSamples<V, kChannels>& samples, ColourLine<V, kChannels>& line)
{
    if (!V::isAny(samples.isFlat))
        return;
    for (int lane = 0; lane < V::kCount; ++lane) {
        if (samples.isFlat[lane] == 0)
            continue;
        for (int c = 0; c < kChannels; ++c) {
            const int rounded = (samples.scaled[c][0][2 * lane] + 64) >> 7;
            const int value = rounded > 255 ? 255 : rounded;
            line.from.code[c][lane] = kColourBits[c] == 5 ? kFlat5.near[value] : kFlat6.near[value];
            line.to.code[c][lane] = kColourBits[c] == 5 ? kFlat5.far[value] : kFlat6.far[value];
        }
        line.packed[lane] = 0x55555555; // one step from `from`
    }
}

/// The two words of a colour block. The greater end point comes first, which selects four colours; code 0 is
/// the first, 1 the second, 2 and 3 lie between.
template <class V>
REELOUT_INLINE void packColours(typename V::Int from, typename V::Int to, typename V::Int packed,
                                typename V::Int& colours, typename V::Int& codes)
{
    using Int = typename V::Int;
    const Int isRising = from < to;
    const Int steps = packed ^ ~isRising; // now counted from the smaller end point
    const Int low = steps & 0x55555555;
    const Int high = (steps >> 1) & 0x55555555;
    codes = ((high ^ low) << 1) | (high ^ 0x55555555);
    codes = V::select(from == to, Int{}, codes);
    colours = V::max(from, to) | (V::min(from, to) << 16);
}

} // namespace
} // namespace reelout
