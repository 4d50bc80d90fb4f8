// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/hap/block_kernels.h"
#include "encode/hap/line_fit.h"

// Unsigned BC6H (ARB_texture_compression_bptc) with one line of 16 steps, modes 11 to 14: the more alike the
// end points are, the more bits they have (10, 11, 12 or 16).

namespace reelout {
namespace {

/// One of the modes: bits of the first end point, bits of the difference to the second, the mode's number.
struct Bc6hMode {
    int number;
    int bits;
    int deltaBits;
};
inline constexpr Bc6hMode kBc6hModes[] = {{0x03, 10, 10}, {0x07, 11, 9}, {0x0B, 12, 8}, {0x0F, 16, 4}};

template <class V>
struct Bc6hCandidate {
    typename V::Int words[4] = {};
    typename V::Float error;
    typename V::Int isPossible;
};

template <class V>
REELOUT_INLINE typename V::Int quantiseBc6h(typename V::Float& value, int bits)
{
    using Int = typename V::Int;
    const Int whole = V::toInt(clamp<V>(value, 0.0F, 65535.0F) + 0.5F);
    const Int clamped = V::min(whole, V::all(65535));
    const int dropped = 16 - bits;
    const Int code = clamped >> dropped;
    // The middle of what the code stands for, but for the first and last, which reach the very ends.
    Int middle = dropped == 0 ? code : (code << dropped) | (1 << (dropped - 1 + (dropped == 0)));
    if (dropped != 0) {
        middle = V::select(code == 0, Int{}, middle);
        middle = V::select(code == (1 << bits) - 1, V::all(65535), middle);
    }
    value = V::toFloat(middle);
    return code;
}

/// The bits of an end point above the tenth follow its channel's difference; modes 13 and 14 have them
/// the other way round.
template <class V>
REELOUT_INLINE void putHighBits(typename V::Int (&words)[4], int position, int count, typename V::Int code)
{
    for (int bit = 0; bit < count; ++bit)
        putBits<V>(words, position + count - 1 - bit, 1, (code >> (10 + bit)) & 1);
}

template <class V>
REELOUT_INLINE Bc6hCandidate<V> encodeBc6hMode(const Bc6hMode& mode, const Points<V, 3>& points,
                                               const Members<V>& members, Line<V, 3> line)
{
    using Int = typename V::Int;
    Int code[3][2];
    for (int c = 0; c < 3; ++c) {
        code[c][0] = quantiseBc6h<V>(line.from[c], mode.bits);
        code[c][1] = quantiseBc6h<V>(line.to[c], mode.bits);
    }
    Steps<V> steps = nearestSteps<V, 3, 4>(points, members, line);
    const Int isTurned = steps.index[0] > 7;
    for (Int& index : steps.index)
        index ^= isTurned & 15;

    Bc6hCandidate<V> result;
    result.error = steps.error;
    result.isPossible = V::all(-1);
    putBits<V>(result.words, 0, 5, V::all(mode.number));
    const int greatest = (1 << (mode.deltaBits - 1)) - 1;
    for (int c = 0; c < 3; ++c) {
        swapWhere<V>(isTurned, code[c][0], code[c][1]);
        Int second = code[c][1];
        if (mode.bits > 10) {
            second -= code[c][0];
            // Turning the line round must stay possible, so the least difference is not used.
            result.isPossible &= (second <= greatest) & (second >= -greatest);
        }
        putBits<V>(result.words, 5 + 10 * c, 10, code[c][0] & 0x3FF);
        putBits<V>(result.words, 35 + 10 * c, mode.deltaBits, second & ((1 << mode.deltaBits) - 1));
        putHighBits<V>(result.words, 35 + 10 * c + mode.deltaBits, 10 - mode.deltaBits, code[c][0]);
    }
    putIndices<V, 4>(result.words, 65, steps.index);
    return result;
}

template <class V>
void encodeBc6h(const FloatBlockRow& row)
{
    Members<V> members;
    setAll<V>(members);
    for (int block = 0; block < row.blocks; block += V::kCount) {
        Points<V, 3> points;
        const float* source = row.values + static_cast<std::ptrdiff_t>(48) * block;
        for (int c = 0; c < 3; ++c) {
            for (int i = 0; i < 16; ++i) {
                points[c][i] = V::template load<typename V::Float>(
                    source + static_cast<std::ptrdiff_t>(16 * c + i) * V::kCount);
            }
        }
        const Line<V, 3> first = lineThrough<V, 3>(points, members);
        Line<V, 3> second = first;
        const Steps<V> rough = nearestSteps<V, 3, 4>(points, members, first);
        leastSquares<V, 3, 4>(points, members, rough, second);
        Bc6hCandidate<V> best;
        best.error = V::all(1e30F);
        for (const Line<V, 3>& line : {first, second}) {
            for (const Bc6hMode& mode : kBc6hModes) {
                const Bc6hCandidate<V> candidate = encodeBc6hMode<V>(mode, points, members, line);
                const typename V::Int isBetter = candidate.isPossible & (candidate.error < best.error);
                best.error = V::select(isBetter, candidate.error, best.error);
                for (int word = 0; word < 4; ++word)
                    best.words[word] = V::select(isBetter, candidate.words[word], best.words[word]);
            }
        }
        alignas(64) std::int32_t words[4][V::kCount];
        for (int word = 0; word < 4; ++word)
            V::store(words[word], best.words[word]);
        for (int lane = 0; lane < V::kCount; ++lane) {
            for (int word = 0; word < 4; ++word) {
                __builtin_memcpy(row.target + static_cast<std::ptrdiff_t>(16) * (block + lane) +
                                     static_cast<std::ptrdiff_t>(4) * word,
                                 &words[word][lane], 4);
            }
        }
    }
}

} // namespace
} // namespace reelout
