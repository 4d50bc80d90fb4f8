// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "encode/hap/block_kernels.h"
#include "image/cpu_level.h"
#include "media/picture.h"

#include <cstddef>

namespace reelout {

/// Texture formats there are encoders for. YCoCg is scaled YCoCg in BC3, Bc6h the unsigned kind.
enum class BlockFormat { Bc1, Bc3, Bc4, YCoCg, Bc7, Bc6h };

/// Bytes of one block of 4 x 4 pixels.
int blockBytes(BlockFormat format);
/// Blocks of a picture: sides are rounded up to whole blocks.
Size blockCount(Size size);
std::size_t textureBytes(BlockFormat format, Size size);

/// The kernels of `level`, or the best there are for other processors.
const BlockKernels& blockKernels(CpuLevel level);

/// Bc6h takes RgbaF16 and RgbaF32, the others Bgra8, Bgrx8 and Rgba8; sides are 1 to 16384.
Status checkBlockPicture(BlockFormat format, PixelFormat pixels, Size size);

/// Encodes block rows `firstRow` to `firstRow` + `rows` of a picture that passes checkBlockPicture(); alpha
/// is straight, Bgrx8 counts as opaque. The edge is repeated to fill the last blocks. Bc4 encodes the
/// pixels' byte number `channel`. `target` gets textureBytes() / blockCount().height bytes a row. Allocates
/// nothing; any thread.
void encodeBlockRows(const BlockKernels& kernels, BlockFormat format, const Picture& picture, int firstRow,
                     int rows, std::uint8_t* target, int channel = 3);

} // namespace reelout
