// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/hap/bc7_mode1.h"
#include "encode/hap/line_fit.h"
#include "encode/hap/pixel_block.h"

// BC7 (ARB_texture_compression_bptc). Opaque blocks use mode 6 (one line of 16 steps) or mode 1 (two lines of
// 8 steps), blocks with alpha mode 6 or mode 5 (alpha has a line of its own), blocks of one colour mode 5,
// which has every colour exactly.

namespace reelout {
namespace {

/// An end point as mode 6 stores it: 7 bits a channel and a lowest bit that all four share.
template <class V>
struct SharedBitEnd {
    typename V::Int code[4];
    typename V::Int bit;
};

template <class V, int kChannels>
REELOUT_INLINE typename V::Float quantise7(const Point<V, kChannels>& colour, int bit, SharedBitEnd<V>& end,
                                           Point<V, kChannels>& value)
{
    using Float = typename V::Float;
    Float error = V::all(0.0F);
    for (int c = 0; c < kChannels; ++c) {
        const Float wanted = clamp<V>((colour[c] - static_cast<float>(bit)) * 0.5F, 0.0F, 127.0F);
        end.code[c] = V::toInt(wanted + 0.5F);
        value[c] = V::toFloat(end.code[c]) * 2.0F + static_cast<float>(bit);
        const Float off = value[c] - colour[c];
        error += off * off;
    }
    end.bit = V::all(bit);
    return error;
}

/// With three channels the fourth is opaque, which needs the shared bit; with four the better bit is taken.
template <class V, int kChannels>
REELOUT_INLINE SharedBitEnd<V> sharedBitEnd(Point<V, kChannels>& colour)
{
    SharedBitEnd<V> odd;
    Point<V, kChannels> oddValue;
    const typename V::Float oddError = quantise7<V, kChannels>(colour, 1, odd, oddValue);
    if constexpr (kChannels == 4) {
        SharedBitEnd<V> even;
        Point<V, kChannels> evenValue;
        const typename V::Float evenError = quantise7<V, kChannels>(colour, 0, even, evenValue);
        const typename V::Int isEven = evenError < oddError;
        for (int c = 0; c < 4; ++c) {
            odd.code[c] = V::select(isEven, even.code[c], odd.code[c]);
            oddValue[c] = V::select(isEven, evenValue[c], oddValue[c]);
        }
        odd.bit = V::select(isEven, even.bit, odd.bit);
    } else {
        odd.code[3] = V::all(127);
    }
    for (int c = 0; c < kChannels; ++c)
        colour[c] = oddValue[c];
    return odd;
}

template <class V>
REELOUT_INLINE void packMode6(SharedBitEnd<V> from, SharedBitEnd<V> to, Steps<V>& steps,
                              typename V::Int (&words)[4])
{
    const typename V::Int isTurned = steps.index[0] > 7;
    for (int c = 0; c < 4; ++c)
        swapWhere<V>(isTurned, from.code[c], to.code[c]);
    swapWhere<V>(isTurned, from.bit, to.bit);
    for (typename V::Int& index : steps.index)
        index ^= isTurned & 15;
    putBits<V>(words, 0, 7, V::all(1 << 6));
    for (int c = 0; c < 4; ++c) {
        putBits<V>(words, 7 + 14 * c, 7, from.code[c]);
        putBits<V>(words, 14 + 14 * c, 7, to.code[c]);
    }
    putBits<V>(words, 63, 1, from.bit);
    putBits<V>(words, 64, 1, to.bit);
    putIndices<V, 4>(words, 65, steps.index);
}

template <class V, int kChannels>
REELOUT_INLINE Bc7Candidate<V> encodeMode6(const Points<V, kChannels>& points)
{
    Members<V> members;
    setAll<V>(members);
    Bc7Candidate<V> best;
    best.error = V::all(1e30F);
    Line<V, kChannels> line = lineThrough<V, kChannels>(points, members);
    for (int round = 0; round < 3; ++round) {
        Line<V, kChannels> rounded = line;
        const SharedBitEnd<V> from = sharedBitEnd<V, kChannels>(rounded.from);
        const SharedBitEnd<V> to = sharedBitEnd<V, kChannels>(rounded.to);
        Steps<V> steps = nearestSteps<V, kChannels, 4>(points, members, rounded);
        leastSquares<V, kChannels, 4>(points, members, steps, line);
        Bc7Candidate<V> candidate;
        candidate.error = steps.error;
        packMode6<V>(from, to, steps, candidate.words);
        replaceWhere<V>(candidate.error < best.error, best, candidate);
    }
    return best;
}

/// Which two 7-bit codes of mode 5 give a value exactly a third (21/64) of the way between them.
struct ExactTable {
    std::uint8_t near[256];
    std::uint8_t far[256];
    constexpr ExactTable() : near(), far()
    {
        for (int value = 0; value < 256; ++value) {
            for (int step = 0; step < 16; ++step) {
                const int a = value / 2 - step / 4;
                const int b = value / 2 + step % 4;
                if (a < 0 || b > 127)
                    continue;
                const int first = (a << 1) | (a >> 6);
                const int second = (b << 1) | (b >> 6);
                if ((first * 43 + second * 21 + 32) >> 6 == value) {
                    near[value] = static_cast<std::uint8_t>(a);
                    far[value] = static_cast<std::uint8_t>(b);
                    break;
                }
            }
        }
    }
};
inline constexpr ExactTable kExact;

template <class V>
REELOUT_INLINE typename V::Int quantiseMode5(typename V::Float& value)
{
    const typename V::Int code = V::toInt(clamp<V>(value, 0.0F, 255.0F) * (127.0F / 255.0F) + 0.5F);
    value = V::toFloat((code << 1) | (code >> 6));
    return code;
}

/// Mode 5's fields; index 0 of either line must be below 2.
template <class V>
REELOUT_INLINE void packMode5(typename V::Int (&colour)[3][2], typename V::Int (&alpha)[2],
                              typename V::Int (&colourIndex)[16], typename V::Int (&alphaIndex)[16],
                              typename V::Int (&words)[4])
{
    const typename V::Int isTurned = colourIndex[0] > 1;
    const typename V::Int isAlphaTurned = alphaIndex[0] > 1;
    for (auto& channel : colour)
        swapWhere<V>(isTurned, channel[0], channel[1]);
    swapWhere<V>(isAlphaTurned, alpha[0], alpha[1]);
    for (int i = 0; i < 16; ++i) {
        colourIndex[i] ^= isTurned & 3;
        alphaIndex[i] ^= isAlphaTurned & 3;
    }
    putBits<V>(words, 0, 6, V::all(1 << 5));
    for (int c = 0; c < 3; ++c) {
        putBits<V>(words, 8 + 14 * c, 7, colour[c][0]);
        putBits<V>(words, 15 + 14 * c, 7, colour[c][1]);
    }
    putBits<V>(words, 50, 8, alpha[0]);
    putBits<V>(words, 58, 8, alpha[1]);
    putIndices<V, 2>(words, 66, colourIndex);
    putIndices<V, 2>(words, 97, alphaIndex);
}

template <class V>
REELOUT_INLINE Bc7Candidate<V> encodeMode5(const Points<V, 4>& points)
{
    using Int = typename V::Int;
    Members<V> members;
    setAll<V>(members);
    Points<V, 3> colours;
    Points<V, 1> alphas;
    for (int i = 0; i < 16; ++i) {
        for (int c = 0; c < 3; ++c)
            colours[c][i] = points[c][i];
        alphas[0][i] = points[3][i];
    }
    Line<V, 1> alphaLine{{alphas[0][0]}, {alphas[0][0]}};
    for (const typename V::Float& alpha : alphas[0]) {
        alphaLine.from[0] = V::min(alphaLine.from[0], alpha);
        alphaLine.to[0] = V::max(alphaLine.to[0], alpha);
    }
    Steps<V> alphaSteps = nearestSteps<V, 1, 2>(alphas, members, alphaLine);
    Int alphaCode[2] = {V::toInt(alphaLine.from[0]), V::toInt(alphaLine.to[0])};

    Line<V, 3> line = lineThrough<V, 3>(colours, members);
    const Steps<V> rough = nearestSteps<V, 3, 2>(colours, members, line);
    leastSquares<V, 3, 2>(colours, members, rough, line);
    Int code[3][2];
    for (int c = 0; c < 3; ++c) {
        code[c][0] = quantiseMode5<V>(line.from[c]);
        code[c][1] = quantiseMode5<V>(line.to[c]);
    }
    Steps<V> steps = nearestSteps<V, 3, 2>(colours, members, line);
    Bc7Candidate<V> result;
    result.error = steps.error + alphaSteps.error;
    packMode5<V>(code, alphaCode, steps.index, alphaSteps.index, result.words);
    return result;
}

/// Blocks of one colour, exactly.
template <class V>
REELOUT_INLINE Bc7Candidate<V> encodeFlat(typename V::Int pixel, int red)
{
    using Int = typename V::Int;
    Int code[3][2] = {};
    const Int opacity = (Int)((typename V::Unsigned)pixel >> 24);
    for (int lane = 0; lane < V::kCount; ++lane) {
        for (int c = 0; c < 3; ++c) {
            const int value = (pixel[lane] >> (c == 1 ? 8 : c == 0 ? 8 * red : 16 - 8 * red)) & 0xFF;
            code[c][0][lane] = kExact.near[value];
            code[c][1][lane] = kExact.far[value];
        }
    }
    Int alpha[2] = {opacity, opacity};
    Int colourIndex[16];
    Int alphaIndex[16] = {};
    for (Int& index : colourIndex)
        index = V::all(1);
    Bc7Candidate<V> result;
    result.error = V::all(-1.0F);
    packMode5<V>(code, alpha, colourIndex, alphaIndex, result.words);
    return result;
}

template <class V>
void encodeBc7(const BlockRow& row)
{
    using Int = typename V::Int;
    const int red = row.isBgra ? 2 : 0;
    forEachGroup<V, 16>(row, [&](Int(&pixels)[16], std::uint8_t* target) {
        Points<V, 4> points;
        Int isOpaque = V::all(-1);
        Int isFlat = V::all(-1);
        for (int i = 0; i < 16; ++i) {
            pixels[i] |= static_cast<std::int32_t>(row.alphaFill);
            isFlat &= pixels[i] == pixels[0];
            const Int alpha = (Int)((typename V::Unsigned)pixels[i] >> 24);
            isOpaque &= alpha == 255;
            points[0][i] = V::toFloat((pixels[i] >> (8 * red)) & 0xFF);
            points[1][i] = V::toFloat((pixels[i] >> 8) & 0xFF);
            points[2][i] = V::toFloat((pixels[i] >> (16 - 8 * red)) & 0xFF);
            points[3][i] = V::toFloat(alpha);
        }
        Bc7Candidate<V> best;
        best.error = V::all(1e30F);
        if (V::isAny(isOpaque & ~isFlat)) {
            const auto& colours = reinterpret_cast<const Points<V, 3>&>(points);
            const Bc7Candidate<V> candidate = encodeMode6<V, 3>(colours);
            replaceWhere<V>(isOpaque, best, candidate);
            encodeMode1<V>(colours, isOpaque, best);
        }
        if (V::isAny(~isOpaque)) {
            replaceWhere<V>(~isOpaque, best, encodeMode6<V, 4>(points));
            const Bc7Candidate<V> separate = encodeMode5<V>(points);
            replaceWhere<V>(~isOpaque & (separate.error < best.error), best, separate);
        }
        if (V::isAny(isFlat))
            replaceWhere<V>(isFlat, best, encodeFlat<V>(pixels[0], red));
        storeBlocks16<V>(target, best.words);
    });
}

} // namespace
} // namespace reelout
