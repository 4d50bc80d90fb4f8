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
/// The finest first.
inline constexpr Bc6hMode kBc6hModes[] = {{0x0F, 16, 4}, {0x0B, 12, 8}, {0x07, 11, 9}, {0x03, 10, 10}};

template <class V>
struct Bc6hBlock {
    typename V::Int words[4] = {};
    typename V::Float error;
};

template <class V>
REELOUT_INLINE void replaceWhere(typename V::Int mask, Bc6hBlock<V>& target, const Bc6hBlock<V>& source)
{
    target.error = V::select(mask, source.error, target.error);
    for (int word = 0; word < 4; ++word)
        target.words[word] = V::select(mask, source.words[word], target.words[word]);
}

/// The middle of the end point values that a decoder, which multiplies them by 31/64, turns into the half
/// nearest to `value`. What is below 0 or no number becomes 0, what is too great the greatest half.
template <class V>
REELOUT_INLINE typename V::Float endPointOf(typename V::Float value)
{
    using Int = typename V::Int;
    const typename V::Float clamped = clamp<V>(value, 0.0F, 65504.0F);
    const Int bits = (Int)clamped;
    // Rounded to even; see floatToHalf().
    const Int normal = (bits - (112 << 23) + 0xFFF + ((bits >> 13) & 1)) >> 13;
    const Int denormal = (Int)(clamped + 0.5F) - 0x3F000000;
    const Int half = V::select(bits < 0x38800000, denormal, normal);
    const typename V::Float middle = (V::toFloat(half) * 64.0F + 32.0F) / 31.0F;
    return V::select(half == 0, V::all(0.0F), middle);
}

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
REELOUT_INLINE void packBc6h(const Bc6hMode& mode, typename V::Int (&code)[3][2], Steps<V>& steps,
                             typename V::Int (&words)[4])
{
    using Int = typename V::Int;
    const Int isTurned = steps.index[0] > 7;
    for (Int& index : steps.index)
        index ^= isTurned & 15;
    putBits<V>(words, 0, 5, V::all(mode.number));
    for (int c = 0; c < 3; ++c) {
        swapWhere<V>(isTurned, code[c][0], code[c][1]);
        const Int second = mode.bits > 10 ? code[c][1] - code[c][0] : code[c][1];
        putBits<V>(words, 5 + 10 * c, 10, code[c][0] & 0x3FF);
        putBits<V>(words, 35 + 10 * c, mode.deltaBits, second & ((1 << mode.deltaBits) - 1));
        putHighBits<V>(words, 35 + 10 * c + mode.deltaBits, 10 - mode.deltaBits, code[c][0]);
    }
    putIndices<V, 4>(words, 65, steps.index);
}

/// The line in the finest mode that each block's end points are close enough for.
template <class V>
REELOUT_INLINE Bc6hBlock<V> encodeBc6hLine(const Points<V, 3>& points, const Members<V>& members,
                                           const Line<V, 3>& wanted)
{
    using Int = typename V::Int;
    Bc6hBlock<V> result;
    result.error = V::all(0.0F);
    Int isMissing = V::all(-1);
    for (const Bc6hMode& mode : kBc6hModes) {
        Line<V, 3> line = wanted;
        Int code[3][2];
        Int isPossible = isMissing;
        // Turning the line round must stay possible, so the least difference is not used.
        const int greatest = (1 << (mode.deltaBits - 1)) - 1;
        for (int c = 0; c < 3; ++c) {
            code[c][0] = quantiseBc6h<V>(line.from[c], mode.bits);
            code[c][1] = quantiseBc6h<V>(line.to[c], mode.bits);
            const Int delta = code[c][1] - code[c][0];
            if (mode.bits > 10)
                isPossible &= (delta <= greatest) & (delta >= -greatest);
        }
        if (!V::isAny(isPossible))
            continue;
        Bc6hBlock<V> block;
        Steps<V> steps = nearestSteps<V, 3, 4>(points, members, line);
        block.error = steps.error;
        packBc6h<V>(mode, code, steps, block.words);
        replaceWhere<V>(isPossible, result, block);
        isMissing &= ~isPossible;
    }
    return result;
}

template <class V>
REELOUT_INLINE Bc6hBlock<V> encodeBc6hBlock(const Points<V, 3>& points)
{
    Members<V> members;
    setAll<V>(members);
    const Line<V, 3> first = lineThrough<V, 3>(points, members);
    Line<V, 3> second = first;
    const Steps<V> rough = nearestSteps<V, 3, 4>(points, members, first);
    leastSquares<V, 3, 4>(points, members, rough, second);
    Bc6hBlock<V> best = encodeBc6hLine<V>(points, members, first);
    const Bc6hBlock<V> other = encodeBc6hLine<V>(points, members, second);
    replaceWhere<V>(other.error < best.error, best, other);
    return best;
}

template <class V>
void encodeBc6h(const FloatBlockRow& row)
{
    for (int block = 0; block < row.blocks; block += V::kCount) {
        Points<V, 3> points;
        const float* source = row.values + static_cast<std::ptrdiff_t>(48) * block;
        for (int c = 0; c < 3; ++c) {
            for (int i = 0; i < 16; ++i) {
                points[c][i] = endPointOf<V>(V::template load<typename V::Float>(
                    source + static_cast<std::ptrdiff_t>(16 * c + i) * V::kCount));
            }
        }
        const Bc6hBlock<V> best = encodeBc6hBlock<V>(points);
        alignas(64) std::int32_t words[4][V::kCount];
        for (int word = 0; word < 4; ++word)
            V::store(words[word], best.words[word]);
        std::uint8_t* target = row.target + static_cast<std::ptrdiff_t>(16) * block;
        for (int lane = 0; lane < V::kCount; ++lane) {
            for (const auto& word : words) {
                __builtin_memcpy(target, &word[lane], 4);
                target += 4;
            }
        }
    }
}

} // namespace
} // namespace reelout
