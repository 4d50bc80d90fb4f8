// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/hap/colour_fit.h"
#include "encode/hap/pixel_block.h"

// BC1, BC3, BC4 and scaled YCoCg in BC3.

namespace reelout {
namespace {

/// The two words of a BC4 block, or of the alpha half of a BC3 block: eight values from the greatest to the
/// least, three bits a pixel.
template <class V>
REELOUT_INLINE void encodeValues(const typename V::Pair (&values)[8], typename V::Int& first,
                                 typename V::Int& second)
{
    using Int = typename V::Int;
    using Pair = typename V::Pair;
    Pair least = values[0];
    Pair most = values[0];
    for (int k = 1; k < 8; ++k) {
        least = V::min(least, values[k]);
        most = V::max(most, values[k]);
    }
    const Int low = V::min(V::lowHalf(least), V::highHalf(least));
    const Int high = V::max(V::lowHalf(most), V::highHalf(most));
    // Steps below the greatest value, in 1/4096.
    const Int range = V::max(high - low, V::all(1));
    const Pair slope = V::inBothHalves(V::toInt(28672.0F / V::toFloat(range) + 0.5F));
    const Pair top = V::inBothHalves(high);
    Pair packed[2] = {};
    for (int k = 0; k < 8; ++k) {
        const Pair n = ((top - values[k]) * slope + std::int16_t{2048}) >> 12;
        // Codes: 0 the greatest, 1 the least, 2 to 7 down between them.
        const Pair next = (n + std::int16_t{1}) & std::int16_t{7};
        const Pair code = next ^ ((next < std::int16_t{2}) & std::int16_t{1});
        packed[k / 4] |= code << (3 * (k % 4));
    }
    const Int upper = ((Int)packed[0] & 0xFFFF) | (((Int)packed[1] & 0xFFFF) << 12);
    const Int lower = V::highHalf(packed[0]) | (V::highHalf(packed[1]) << 12);
    first = high | (low << 8) | (upper << 16);
    second = (Int)((typename V::Unsigned)upper >> 16) | (lower << 8);
}

template <class V>
REELOUT_INLINE void encodeColours(const typename V::Int (&pixels)[16], bool isBgra, typename V::Int& colours,
                                  typename V::Int& codes)
{
    using Int = typename V::Int;
    using Pair = typename V::Pair;
    ColourSamples<V, 3> samples;
    Pair sum[3] = {};
    Int products[3][3] = {};
    const int third = isBgra ? 0 : 2; // the channel of the pixel's third byte
    for (int k = 0; k < 8; ++k) {
        Pair value[3];
        value[third] = bytePair<V>(pixels, k, 2);
        value[1] = bytePair<V>(pixels, k, 1);
        value[2 - third] = bytePair<V>(pixels, k, 0);
        for (int i = 0; i < 3; ++i) {
            sum[i] += value[i];
            samples.scaled[i][k] = value[i] << 7;
            for (int j = i; j < 3; ++j)
                products[i][j] += V::multiplyAdd(value[i], value[j]);
        }
    }
    Int total[3];
    for (int i = 0; i < 3; ++i) {
        total[i] = V::lowHalf(sum[i]) + V::highHalf(sum[i]);
        samples.sum[i] = V::toFloat(total[i]);
    }
    samples.isFlat = ~Int{};
    for (int i = 0; i < 3; ++i) {
        for (int j = i; j < 3; ++j) {
            const Int covariance = (products[i][j] << 4) - total[i] * total[j];
            samples.covariance[i][j] = V::toFloat(covariance);
            if (i == j)
                samples.isFlat &= covariance == 0;
        }
    }
    ColourLine<V, 3> line = fitColours<V, 3>(samples);
    fixFlatBlocks<V, 3>(samples, line);
    const auto word = [](const EndPoint<V, 3>& end) {
        return (end.code[0] << 11) | (end.code[1] << 5) | end.code[2];
    };
    packColours<V>(word(line.from), word(line.to), line.packed, colours, codes);
}

template <class V>
REELOUT_INLINE void channelPairs(const typename V::Int (&pixels)[16], int byte, typename V::Pair (&values)[8])
{
    for (int k = 0; k < 8; ++k)
        values[k] = bytePair<V>(pixels, k, byte);
}

template <class V>
void encodeBc1(const BlockRow& row)
{
    forEachGroup<V, 8>(row, [&](const typename V::Int(&pixels)[16], std::uint8_t* target) {
        typename V::Int colours;
        typename V::Int codes;
        encodeColours<V>(pixels, row.isBgra, colours, codes);
        storeBlocks8<V>(target, colours, codes);
    });
}

template <class V>
void encodeBc3(const BlockRow& row)
{
    forEachGroup<V, 16>(row, [&](typename V::Int(&pixels)[16], std::uint8_t* target) {
        typename V::Int words[4];
        typename V::Pair alpha[8];
        for (typename V::Int& pixel : pixels)
            pixel |= static_cast<std::int32_t>(row.alphaFill);
        channelPairs<V>(pixels, 3, alpha);
        encodeValues<V>(alpha, words[0], words[1]);
        encodeColours<V>(pixels, row.isBgra, words[2], words[3]);
        storeBlocks16<V>(target, words);
    });
}

template <class V>
void encodeBc4(const BlockRow& row)
{
    forEachGroup<V, 8>(row, [&](typename V::Int(&pixels)[16], std::uint8_t* target) {
        typename V::Int first;
        typename V::Int second;
        typename V::Pair values[8];
        for (typename V::Int& pixel : pixels) {
            pixel =
                (typename V::Int)((typename V::Unsigned)(pixel | static_cast<std::int32_t>(row.alphaFill)) >>
                                  (8 * row.channel));
        }
        channelPairs<V>(pixels, 0, values);
        encodeValues<V>(values, first, second);
        storeBlocks8<V>(target, first, second);
    });
}

/// Van Waveren and Castaño, "Real-Time YCoCg-DXT Compression" (2007): luma in the alpha block, Co in red, Cg
/// in green, and in blue by how much small chroma was stretched (1, 2 or 4 times, as 0, 8 or 24).
template <class V>
struct YCoCgBlock {
    using Int = typename V::Int;
    using Pair = typename V::Pair;
    Pair luma[8];
    ColourSamples<V, 2> chroma;
    Int scaleCode;

    REELOUT_INLINE YCoCgBlock make(const Int (&pixels)[16], bool isBgra)
    {
        YCoCgBlock result;
        Pair co[8]; // twice Co
        Pair cg[8]; // four times Cg
        Pair sum[2] = {};
        Int products[3] = {};
        Pair coReach{};
        Pair cgReach{};
        for (int k = 0; k < 8; ++k) {
            const Pair third = bytePair<V>(pixels, k, 2);
            const Pair first = bytePair<V>(pixels, k, 0);
            const Pair twiceGreen = bytePair<V>(pixels, k, 1) << 1;
            const Pair others = first + third;
            co[k] = isBgra ? third - first : first - third;
            cg[k] = twiceGreen - others;
            result.luma[k] = (twiceGreen + others + std::int16_t{2}) >> 2;
            coReach = V::max(coReach, V::max(co[k], -co[k]));
            cgReach = V::max(cgReach, V::max(cg[k], -cg[k]));
            sum[0] += co[k];
            sum[1] += cg[k];
            products[0] += V::multiplyAdd(co[k], co[k]);
            products[1] += V::multiplyAdd(co[k], cg[k]);
            products[2] += V::multiplyAdd(cg[k], cg[k]);
        }
        // Both in quarters: stretched they must stay within 127.
        const Pair both = V::max(coReach << 1, cgReach);
        const Int reach = V::max(V::lowHalf(both), V::highHalf(both));
        const Int isSmall = reach <= 252;
        const Int isTiny = reach <= 124;
        result.scaleCode = -isSmall - isTiny - isTiny;
        result.setChroma(co, cg, sum, products);
        return result;
    }

    REELOUT_INLINE Int sumOf(Pair pair) { return V::lowHalf(pair) + V::highHalf(pair); }

    __attribute__((always_inline)) void setChroma(const Pair (&co)[8], const Pair (&cg)[8],
                                                  const Pair (&sum)[2], const Int (&products)[3])
    {
        const Int scale = scaleCode + 1;
        const Pair coScale = V::inBothHalves(scale << 6);
        const Pair cgScale = V::inBothHalves(scale << 5);
        for (int k = 0; k < 8; ++k) {
            chroma.scaled[0][k] = co[k] * coScale + std::int16_t{16384};
            chroma.scaled[1][k] = cg[k] * cgScale + std::int16_t{16384};
        }
        const Int coSum = sumOf(sum[0]);
        const Int cgSum = sumOf(sum[1]);
        chroma.sum[0] = V::toFloat(coSum * scale) * 0.5F + 2048.0F;
        chroma.sum[1] = V::toFloat(cgSum * scale) * 0.25F + 2048.0F;
        const Int coSpread = (products[0] << 4) - coSum * coSum;
        const Int cgSpread = (products[2] << 4) - cgSum * cgSum;
        chroma.covariance[0][0] = V::toFloat(coSpread);
        chroma.covariance[0][1] = V::toFloat((products[1] << 4) - coSum * cgSum) * 0.5F;
        chroma.covariance[1][1] = V::toFloat(cgSpread) * 0.25F;
        chroma.isFlat = (coSpread == 0) & (cgSpread == 0);
    }
};

template <class V>
void encodeYCoCg(const BlockRow& row)
{
    forEachGroup<V, 16>(row, [&](const typename V::Int(&pixels)[16], std::uint8_t* target) {
        typename V::Int words[4];
        const YCoCgBlock<V> block = YCoCgBlock<V>::make(pixels, row.isBgra);
        encodeValues<V>(block.luma, words[0], words[1]);
        ColourLine<V, 2> line = fitColours<V, 2>(block.chroma);
        fixFlatBlocks<V, 2>(block.chroma, line);
        const auto word = [&](const EndPoint<V, 2>& end) {
            return (end.code[0] << 11) | (end.code[1] << 5) | block.scaleCode;
        };
        packColours<V>(word(line.from), word(line.to), line.packed, words[2], words[3]);
        storeBlocks16<V>(target, words);
    });
}

} // namespace
} // namespace reelout
