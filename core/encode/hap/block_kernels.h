// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace reelout {

// Texture block encoders, one set per instruction set. All sets give the same bytes: they are one source
// compiled for different widths, without contraction of multiplications and additions and without
// approximate instructions. A block is 4 x 4 pixels; blocks lie in the order of reading.

/// Four rows of 8-bit pixels of four bytes, and where their blocks go.
struct BlockRow {
    const std::uint8_t* rows[4] = {};
    int blocks = 0;              ///< a multiple of BlockKernels::lanes; each reads 16 bytes of each row
    bool isBgra = true;          ///< else the bytes are R, G, B, A
    int channel = 3;             ///< bc4: the byte of the pixel to encode
    std::uint32_t alphaFill = 0; ///< 0xFF000000 makes every pixel opaque
    std::uint8_t* target = nullptr;
};

/// Blocks of floating point pixels: groups of BlockKernels::lanes blocks, each group as [channel R, G, B]
/// [pixel 0..15][block].
struct FloatBlockRow {
    const float* values = nullptr; ///< aligned to 64 bytes
    int blocks = 0;                ///< a multiple of BlockKernels::lanes
    std::uint8_t* target = nullptr;
};

using BlockKernel = void (*)(const BlockRow&);
using FloatBlockKernel = void (*)(const FloatBlockRow&);

/// What one instruction set has. Values of the formats: BC1 to BC5 in EXT_texture_compression_s3tc and
/// EXT_texture_compression_rgtc, BC6H and BC7 in ARB_texture_compression_bptc.
struct BlockKernels {
    int lanes;             ///< blocks encoded at a time
    BlockKernel bc1;       ///< RGB in four-colour mode, 8 bytes a block
    BlockKernel bc3;       ///< RGB and alpha, 16 bytes
    BlockKernel bc4;       ///< one channel, 8 bytes
    BlockKernel ycocg;     ///< scaled YCoCg in BC3, 16 bytes
    BlockKernel bc7;       ///< RGBA, 16 bytes
    FloatBlockKernel bc6h; ///< unsigned floating point RGB, 16 bytes
};

extern const BlockKernels kBlockKernelsScalar;
extern const BlockKernels kBlockKernelsSse41;
extern const BlockKernels kBlockKernelsAvx2;
extern const BlockKernels kBlockKernelsAvx512;
extern const BlockKernels kBlockKernelsNeon;

} // namespace reelout
