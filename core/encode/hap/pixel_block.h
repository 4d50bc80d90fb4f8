// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/hap/block_kernels.h"
#include "encode/hap/lanes.h"

namespace reelout {
namespace {

/// The 16 pixels of V::kCount blocks as they lie in memory, one block a lane.
template <class V>
REELOUT_INLINE void loadPixels(const BlockRow& row, int block, typename V::Int (&pixels)[16])
{
    for (int y = 0; y < 4; ++y) {
        const std::uint8_t* source = row.rows[y] + static_cast<std::ptrdiff_t>(16) * block;
        typename V::Int v[4];
        for (int part = 0; part < 4; ++part) {
            v[part] =
                V::template load<typename V::Int>(source + static_cast<std::ptrdiff_t>(part) * V::kBytes);
        }
        transposeFours<V>(v);
        for (int x = 0; x < 4; ++x)
            pixels[4 * y + x] = v[x];
    }
}

/// One byte of pixel `index` in the low halves and of pixel `index` + 8 in the high ones.
template <class V>
REELOUT_INLINE typename V::Pair bytePair(const typename V::Int (&pixels)[16], int index, int byte)
{
    using Unsigned = typename V::Unsigned;
    const Unsigned low = (Unsigned)pixels[index] >> (8 * byte);
    const Unsigned high = byte >= 2 ? (Unsigned)pixels[index + 8] >> (8 * (byte - 2))
                                    : (Unsigned)pixels[index + 8] << (8 * (2 - byte));
    return (typename V::Pair)((low & 0xFF) | (high & 0xFF0000));
}

/// Runs `encode(pixels, target)` over the groups of a row.
template <class V, int kBlockBytes, class Encode>
REELOUT_INLINE void forEachGroup(const BlockRow& row, Encode encode)
{
    for (int block = 0; block < row.blocks; block += V::kCount) {
        typename V::Int pixels[16];
        loadPixels<V>(row, block, pixels);
        encode(pixels, row.target + static_cast<std::ptrdiff_t>(kBlockBytes) * block);
    }
}

} // namespace
} // namespace reelout
