// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/hap/colour_fit.h"

// Fitting a line with many steps through points of three or four values, for BC6H and BC7: exact where
// colour_fit.h is fast.

namespace reelout {
namespace {

template <class V, int kChannels>
using Points = typename V::Float[kChannels][16];

template <class V, int kChannels>
using Point = typename V::Float[kChannels];

/// Which of the 16 points belong to a line, all bits or none.
template <class V>
using Members = typename V::Int[16];

template <class V>
REELOUT_INLINE void setAll(Members<V>& members)
{
    for (typename V::Int& member : members)
        member = V::all(-1);
}

template <class V>
REELOUT_INLINE typename V::Float keep(typename V::Float value, typename V::Int mask)
{
    return (typename V::Float)((typename V::Int)value & mask);
}

/// The weights of n of 2^kBits steps in 1/64 (ARB_texture_compression_bptc).
template <class V, int kBits>
REELOUT_INLINE typename V::Int stepWeight(typename V::Int n)
{
    if constexpr (kBits == 2)
        return (n * 85 + 2) >> 2;
    else if constexpr (kBits == 3)
        return (n * 73 + 4) >> 3;
    else
        return (n * 68 + 8) >> 4;
}

template <class V, int kChannels>
struct Line {
    Point<V, kChannels> from;
    Point<V, kChannels> to;
};

/// A line's steps and what they cost.
template <class V>
struct Steps {
    typename V::Int index[16];
    typename V::Float error; ///< sum of squared differences
};

/// The line of least squared distance to the members, as long as their shadows on it.
template <class V, int kChannels>
REELOUT_INLINE Line<V, kChannels> lineThrough(const Points<V, kChannels>& points, const Members<V>& members)
{
    using Float = typename V::Float;
    Float count = V::all(0.0F);
    Float mean[kChannels];
    for (int i = 0; i < 16; ++i)
        count += keep<V>(V::all(1.0F), members[i]);
    const Float share = 1.0F / V::max(count, V::all(1.0F));
    for (int c = 0; c < kChannels; ++c) {
        mean[c] = V::all(0.0F);
        for (int i = 0; i < 16; ++i)
            mean[c] += keep<V>(points[c][i], members[i]);
        mean[c] *= share;
    }
    Float covariance[kChannels][kChannels] = {};
    for (int i = 0; i < 16; ++i) {
        Float off[kChannels];
        for (int c = 0; c < kChannels; ++c)
            off[c] = keep<V>(points[c][i] - mean[c], members[i]);
        for (int a = 0; a < kChannels; ++a) {
            for (int b = a; b < kChannels; ++b)
                covariance[a][b] += off[a] * off[b];
        }
    }
    // The power method multiplies four times: keep that in range.
    Float trace = V::all(1e-12F);
    for (int c = 0; c < kChannels; ++c)
        trace += covariance[c][c];
    const Float unit = 1.0F / trace;
    for (auto& row : covariance) {
        for (Float& entry : row)
            entry *= unit;
    }
    Float axis[kChannels];
    principalAxis<V, kChannels>(covariance, axis);
    Float square = V::all(1e-12F);
    for (int c = 0; c < kChannels; ++c)
        square += axis[c] * axis[c];
    Float low = V::all(0.0F); // the mean is between the ends
    Float high = V::all(0.0F);
    for (int i = 0; i < 16; ++i) {
        Float shadow = (points[0][i] - mean[0]) * axis[0];
        for (int c = 1; c < kChannels; ++c)
            shadow += (points[c][i] - mean[c]) * axis[c];
        shadow = keep<V>(shadow, members[i]);
        low = V::min(low, shadow);
        high = V::max(high, shadow);
    }
    const Float scale = 1.0F / square;
    Line<V, kChannels> line;
    for (int c = 0; c < kChannels; ++c) {
        line.from[c] = mean[c] + axis[c] * (low * scale);
        line.to[c] = mean[c] + axis[c] * (high * scale);
    }
    return line;
}

/// The nearest of 2^kBits steps of every point, and the error of the members.
template <class V, int kChannels, int kBits>
REELOUT_INLINE Steps<V> nearestSteps(const Points<V, kChannels>& points, const Members<V>& members,
                                     const Line<V, kChannels>& line)
{
    using Float = typename V::Float;
    constexpr float kLast = (1 << kBits) - 1;
    Float direction[kChannels];
    Float slope[kChannels];
    Float length = V::all(0.0F);
    for (int c = 0; c < kChannels; ++c) {
        direction[c] = line.to[c] - line.from[c];
        length += direction[c] * direction[c];
    }
    const Float scale = kLast / V::max(length, V::all(1e-6F));
    Float offset = V::all(0.5F);
    for (int c = 0; c < kChannels; ++c) {
        slope[c] = direction[c] * scale;
        offset -= slope[c] * line.from[c];
    }
    Steps<V> steps;
    steps.error = V::all(0.0F);
    for (int i = 0; i < 16; ++i) {
        Float n = offset;
        for (int c = 0; c < kChannels; ++c)
            n += points[c][i] * slope[c];
        steps.index[i] = V::toInt(clamp<V>(n, 0.0F, kLast));
        const Float weight = V::toFloat(stepWeight<V, kBits>(steps.index[i])) * (1.0F / 64.0F);
        Float error = V::all(0.0F);
        for (int c = 0; c < kChannels; ++c) {
            const Float off = line.from[c] + direction[c] * weight - points[c][i];
            error += off * off;
        }
        steps.error += keep<V>(error, members[i]);
    }
    return steps;
}

/// The line that suits the members' steps best; `line` stays where they all have the same.
template <class V, int kChannels, int kBits>
REELOUT_INLINE void leastSquares(const Points<V, kChannels>& points, const Members<V>& members,
                                 const Steps<V>& steps, Line<V, kChannels>& line)
{
    using Float = typename V::Float;
    Float nearFrom = V::all(0.0F);
    Float nearTo = V::all(0.0F);
    Float mixed = V::all(0.0F);
    Point<V, kChannels> toFrom = {};
    Point<V, kChannels> toTo = {};
    for (int i = 0; i < 16; ++i) {
        const Float share = V::toFloat(stepWeight<V, kBits>(steps.index[i])) * (1.0F / 64.0F);
        const Float weight = keep<V>(share, members[i]);
        const Float rest = keep<V>(1.0F - share, members[i]);
        nearFrom += rest * rest;
        nearTo += weight * weight;
        mixed += weight * rest;
        for (int c = 0; c < kChannels; ++c) {
            toFrom[c] += rest * points[c][i];
            toTo[c] += weight * points[c][i];
        }
    }
    const Float determinant = nearFrom * nearTo - mixed * mixed;
    const typename V::Int isSolvable = determinant > 1e-3F;
    const Float scale = 1.0F / V::max(determinant, V::all(1e-3F));
    for (int c = 0; c < kChannels; ++c) {
        line.from[c] = V::select(isSolvable, (toFrom[c] * nearTo - toTo[c] * mixed) * scale, line.from[c]);
        line.to[c] = V::select(isSolvable, (toTo[c] * nearFrom - toFrom[c] * mixed) * scale, line.to[c]);
    }
}

template <class V>
REELOUT_INLINE void swapWhere(typename V::Int mask, typename V::Int& a, typename V::Int& b)
{
    const typename V::Int old = a;
    a = V::select(mask, b, a);
    b = V::select(mask, old, b);
}

/// Puts `bits` low bits of `value` at bit `position` of a block of 128. What would go beyond the block is 0.
template <class V>
REELOUT_INLINE void putBits(typename V::Int (&words)[4], int position, int bits, typename V::Int value)
{
    const int word = position / 32;
    const int shift = position % 32;
    words[word] |= value << shift;
    if (shift + bits > 32 && word < 3)
        words[word + 1] |= (typename V::Int)((typename V::Unsigned)value >> (32 - shift));
}

/// Indices of kBits from bit `position` to the block's end; the first pixel's has one bit less, because
/// turning the line round can always make it small.
template <class V, int kBits>
REELOUT_INLINE void putIndices(typename V::Int (&words)[4], int position, const typename V::Int (&index)[16])
{
    putBits<V>(words, position, kBits - 1, index[0]);
    for (int i = 1; i < 16; ++i)
        putBits<V>(words, position + kBits * i - 1, kBits, index[i]);
}

} // namespace
} // namespace reelout
