// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/hap/bc7_candidate.h"
#include "encode/hap/bc7_partitions.h"

namespace reelout {
namespace {

/// One of the two lines of a mode 1 block: 6 bits a channel and a lowest bit for both ends.
template <class V>
struct Mode1Line {
    typename V::Int code[2][3];
    typename V::Int bit;
};

template <class V>
REELOUT_INLINE typename V::Float quantiseMode1(const Line<V, 3>& line, int bit, Mode1Line<V>& result,
                                               Line<V, 3>& value)
{
    using Float = typename V::Float;
    Float error = V::all(0.0F);
    for (int end = 0; end < 2; ++end) {
        const Point<V, 3>& colour = end == 0 ? line.from : line.to;
        Point<V, 3>& rounded = end == 0 ? value.from : value.to;
        for (int c = 0; c < 3; ++c) {
            const Float wanted = clamp<V>(colour[c], 0.0F, 255.0F) * (127.0F / 255.0F);
            const Float code = clamp<V>((wanted - static_cast<float>(bit)) * 0.5F + 0.5F, 0.0F, 63.0F);
            result.code[end][c] = V::toInt(code);
            const typename V::Int seven = (result.code[end][c] << 1) | bit;
            rounded[c] = V::toFloat((seven << 1) | (seven >> 6));
            const Float off = rounded[c] - colour[c];
            error += off * off;
        }
    }
    result.bit = V::all(bit);
    return error;
}

/// The better lowest bit; `line` becomes what a decoder has.
template <class V>
REELOUT_INLINE Mode1Line<V> quantiseMode1(Line<V, 3>& line)
{
    Mode1Line<V> even;
    Mode1Line<V> odd;
    Line<V, 3> evenValue;
    Line<V, 3> oddValue;
    const typename V::Float evenError = quantiseMode1<V>(line, 0, even, evenValue);
    const typename V::Int isOdd = quantiseMode1<V>(line, 1, odd, oddValue) < evenError;
    for (int c = 0; c < 3; ++c) {
        line.from[c] = V::select(isOdd, oddValue.from[c], evenValue.from[c]);
        line.to[c] = V::select(isOdd, oddValue.to[c], evenValue.to[c]);
        for (int end = 0; end < 2; ++end)
            even.code[end][c] = V::select(isOdd, odd.code[end][c], even.code[end][c]);
    }
    even.bit = V::select(isOdd, odd.bit, even.bit);
    return even;
}

/// Fits and rounds the line of one part.
template <class V>
REELOUT_INLINE Mode1Line<V> fitMode1(const Points<V, 3>& points, const Members<V>& members, Steps<V>& steps)
{
    Line<V, 3> line = lineThrough<V, 3>(points, members);
    const Steps<V> rough = nearestSteps<V, 3, 3>(points, members, line);
    leastSquares<V, 3, 3>(points, members, rough, line);
    const Mode1Line<V> result = quantiseMode1<V>(line);
    steps = nearestSteps<V, 3, 3>(points, members, line);
    return result;
}

/// The index of pixel 0 and that of the anchor have a bit less, so what follows the anchor moves down.
template <class V>
REELOUT_INLINE void putMode1Indices(typename V::Int (&words)[4], typename V::Int anchor,
                                    const typename V::Int (&index)[16])
{
    putBits<V>(words, 82, 2, index[0]);
    for (int i = 1; i < 16; ++i) {
        const typename V::Int isAfter = i > anchor;
        putBits<V>(words, 81 + 3 * i, 3, index[i] & ~isAfter);
        putBits<V>(words, 80 + 3 * i, 3, index[i] & isAfter);
    }
}

/// Replaces `best` where mode 1 does better on blocks of `isOpaque`.
template <class V>
REELOUT_INLINE void encodeMode1(const Points<V, 3>& points, typename V::Int isOpaque, Bc7Candidate<V>& best)
{
    using Int = typename V::Int;
    const Int number = bestPartition<V>(points);
    Int pattern;
    Int anchor;
    lookUpPartition<V>(number, pattern, anchor);
    Members<V> members[2];
    for (int i = 0; i < 16; ++i) {
        members[1][i] = (pattern & (1 << i)) != 0;
        members[0][i] = ~members[1][i];
    }
    Steps<V> steps[2];
    Mode1Line<V> lines[2];
    for (int part = 0; part < 2; ++part)
        lines[part] = fitMode1<V>(points, members[part], steps[part]);

    Int anchorIndex[2] = {steps[0].index[0], Int{}};
    for (int i = 1; i < 16; ++i)
        anchorIndex[1] = V::select(anchor == i, steps[1].index[i], anchorIndex[1]);
    Int index[16] = {};
    Bc7Candidate<V> candidate;
    candidate.error = steps[0].error + steps[1].error;
    for (int part = 0; part < 2; ++part) {
        const Int isTurned = anchorIndex[part] > 3;
        for (int c = 0; c < 3; ++c)
            swapWhere<V>(isTurned, lines[part].code[0][c], lines[part].code[1][c]);
        for (int i = 0; i < 16; ++i)
            index[i] |= (steps[part].index[i] ^ (isTurned & 7)) & members[part][i];
        for (int c = 0; c < 3; ++c) {
            for (int end = 0; end < 2; ++end)
                putBits<V>(candidate.words, 8 + 24 * c + 12 * part + 6 * end, 6, lines[part].code[end][c]);
        }
        putBits<V>(candidate.words, 80 + part, 1, lines[part].bit);
    }
    putBits<V>(candidate.words, 0, 2, V::all(1 << 1));
    putBits<V>(candidate.words, 2, 6, number);
    putMode1Indices<V>(candidate.words, anchor, index);
    replaceWhere<V>(isOpaque & (candidate.error < best.error), best, candidate);
}

} // namespace
} // namespace reelout
