// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/hap/line_fit.h"

namespace reelout {
namespace {

/// Table "Partition set for 2 subsets" of ARB_texture_compression_bptc: bit i tells whether pixel i is in the
/// second part; the anchor is the pixel of that part whose index is a bit shorter.
struct Partition {
    std::uint16_t pattern;
    std::uint8_t anchor;
};
/// The first half of the table, which has nearly all shapes pictures need.
inline constexpr Partition kPartitions[] = {
    {0xCCCC, 15}, {0x8888, 15}, {0xEEEE, 15}, {0xECC8, 15}, {0xC880, 15}, {0xFEEC, 15}, {0xFEC8, 15},
    {0xEC80, 15}, {0xC800, 15}, {0xFFEC, 15}, {0xFE80, 15}, {0xE800, 15}, {0xFFE8, 15}, {0xFF00, 15},
    {0xFFF0, 15}, {0xF000, 15}, {0xF710, 15}, {0x008E, 2},  {0x7100, 8},  {0x08CE, 2},  {0x008C, 2},
    {0x7310, 8},  {0x3100, 8},  {0x8CCE, 15}, {0x088C, 2},  {0x3110, 8},  {0x6666, 2},  {0x366C, 2},
    {0x17E8, 8},  {0x0FF0, 8},  {0x718E, 2},  {0x399C, 2}};
inline constexpr int kPartitionCount = 32;

/// The squared distance of a part's points to the line through them, from their count, sums and the sums of
/// their products (xx, xy, xz, yy, yz, zz). `hint` is a direction that is not quite wrong.
template <class V>
REELOUT_INLINE typename V::Float distanceToLine(float count, const typename V::Float (&sums)[9],
                                                const Point<V, 3>& hint)
{
    using Float = typename V::Float;
    const Float x = sums[0] * (1.0F / count);
    const Float y = sums[1] * (1.0F / count);
    const Float xx = sums[3] - sums[0] * x;
    const Float xy = sums[4] - sums[1] * x;
    const Float xz = sums[5] - sums[2] * x;
    const Float yy = sums[6] - sums[1] * y;
    const Float yz = sums[7] - sums[2] * y;
    const Float zz = sums[8] - sums[2] * sums[2] * (1.0F / count);
    const Float a = xx * hint[0] + xy * hint[1] + xz * hint[2];
    const Float b = xy * hint[0] + yy * hint[1] + yz * hint[2];
    const Float c = xz * hint[0] + yz * hint[1] + zz * hint[2];
    const Float along =
        a * (xx * a + xy * b + xz * c) + b * (xy * a + yy * b + yz * c) + c * (xz * a + yz * b + zz * c);
    return xx + yy + zz - along / (a * a + b * b + c * c + 1e-6F);
}

/// The number of the partition whose two parts lie closest to a line each.
template <class V>
REELOUT_INLINE typename V::Int bestPartition(const Points<V, 3>& points)
{
    using Float = typename V::Float;
    alignas(64) Float terms[9][16];
    Float total[9] = {};
    Float mean[3] = {};
    for (int c = 0; c < 3; ++c) {
        for (int i = 0; i < 16; ++i)
            mean[c] += points[c][i];
        mean[c] *= 1.0F / 16.0F;
    }
    for (int i = 0; i < 16; ++i) {
        for (int c = 0; c < 3; ++c)
            terms[c][i] = points[c][i] - mean[c];
        int product = 3;
        for (int a = 0; a < 3; ++a) {
            for (int b = a; b < 3; ++b)
                terms[product++][i] = terms[a][i] * terms[b][i];
        }
        for (int term = 0; term < 9; ++term)
            total[term] += terms[term][i];
    }
    const Float covariance[3][3] = {
        {total[3], total[4], total[5]}, {total[4], total[6], total[7]}, {total[5], total[7], total[8]}};
    Float hint[3];
    const Float unit = 1.0F / (total[3] + total[6] + total[8] + 1e-6F);
    Float scaled[3][3];
    for (int a = 0; a < 3; ++a) {
        for (int b = 0; b < 3; ++b)
            scaled[a][b] = covariance[a][b] * unit;
    }
    principalAxis<V, 3>(scaled, hint);

    typename V::Int best{};
    Float least = V::all(1e30F);
    for (int number = 0; number < kPartitionCount; ++number) {
        const unsigned pattern = kPartitions[number].pattern;
        Float second[9] = {};
        float count = 0.0F;
        for (unsigned rest = pattern; rest != 0; rest &= rest - 1) {
            const int i = __builtin_ctz(rest);
            for (int term = 0; term < 9; ++term)
                second[term] += terms[term][i];
            count += 1.0F;
        }
        Float first[9];
        for (int term = 0; term < 9; ++term)
            first[term] = total[term] - second[term];
        const Float error =
            distanceToLine<V>(16.0F - count, first, hint) + distanceToLine<V>(count, second, hint);
        const typename V::Int isBetter = error < least;
        least = V::select(isBetter, error, least);
        best = V::select(isBetter, V::all(number), best);
    }
    return best;
}

/// Columns of kPartitions for a number in each lane.
template <class V>
REELOUT_INLINE void lookUpPartition(typename V::Int number, typename V::Int& pattern, typename V::Int& anchor)
{
    for (int lane = 0; lane < V::kCount; ++lane) {
        pattern[lane] = kPartitions[number[lane]].pattern;
        anchor[lane] = kPartitions[number[lane]].anchor;
    }
}

} // namespace
} // namespace reelout
