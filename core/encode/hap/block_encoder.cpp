// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/hap/block_encoder.h"

#include "media/half_float.h"

#include <algorithm>
#include <cstring>
#include <iterator>

namespace reelout {

namespace {

constexpr int kGreatestSide = 16384;
constexpr int kMostLanes = 16;

BlockKernel kernelOf(const BlockKernels& kernels, BlockFormat format)
{
    switch (format) {
    case BlockFormat::Bc1:
        return kernels.bc1;
    case BlockFormat::Bc3:
        return kernels.bc3;
    case BlockFormat::Bc4:
        return kernels.bc4;
    case BlockFormat::YCoCg:
        return kernels.ycocg;
    case BlockFormat::Bc7:
        return kernels.bc7;
    case BlockFormat::Bc6h:
        break;
    }
    return nullptr;
}

/// Blocks that don't fill a group or stick out of the picture, through a copy with the edge repeated.
void encodeRightEdge(BlockKernel kernel, BlockRow row, int lanes, int firstColumn, int width, int blockSize,
                     std::uint8_t* target)
{
    alignas(64) std::uint8_t pixels[4][16 * kMostLanes];
    alignas(64) std::uint8_t encoded[16 * kMostLanes];
    const int columns = width - firstColumn;
    const int blocks = (columns + 3) / 4;
    for (int y = 0; y < 4; ++y) {
        const std::uint8_t* source = row.rows[y] + static_cast<std::ptrdiff_t>(4) * firstColumn;
        std::memcpy(pixels[y], source, static_cast<std::size_t>(4) * static_cast<std::size_t>(columns));
        for (int x = columns; x < 4 * lanes; ++x)
            std::memcpy(pixels[y] + static_cast<std::ptrdiff_t>(4) * x, source + 4 * (columns - 1), 4);
        row.rows[y] = pixels[y];
    }
    row.blocks = lanes;
    row.target = encoded;
    kernel(row);
    std::memcpy(target, encoded, static_cast<std::size_t>(blocks) * static_cast<std::size_t>(blockSize));
}

void encodeByteRow(const BlockKernels& kernels, BlockFormat format, const Picture& picture, int blockRow,
                   std::uint8_t* target, int channel)
{
    const BlockKernel kernel = kernelOf(kernels, format);
    const int blockSize = blockBytes(format);
    BlockRow row;
    for (int y = 0; y < 4; ++y)
        row.rows[y] = picture.row(0, std::min(4 * blockRow + y, picture.size.height - 1));
    row.isBgra = picture.format != PixelFormat::Rgba8;
    row.channel = channel;
    row.alphaFill = picture.format == PixelFormat::Bgrx8 ? 0xFF000000U : 0U;
    row.blocks = picture.size.width / 4 / kernels.lanes * kernels.lanes;
    row.target = target;
    if (row.blocks > 0)
        kernel(row);
    for (int block = row.blocks; 4 * block < picture.size.width; block += kernels.lanes) {
        const int width = std::min(picture.size.width, 4 * (block + kernels.lanes));
        encodeRightEdge(kernel, row, kernels.lanes, 4 * block, width, blockSize,
                        target + static_cast<std::ptrdiff_t>(blockSize) * block);
    }
}

/// R, G and B of one pixel; outside the picture its edge's.
void readFloats(const Picture& picture, int x, int y, float (&colour)[3])
{
    const std::uint8_t* row = picture.row(0, std::min(y, picture.size.height - 1));
    const std::ptrdiff_t column = std::min(x, picture.size.width - 1);
    if (picture.format == PixelFormat::RgbaF32) {
        std::memcpy(colour, row + 16 * column, sizeof colour);
        return;
    }
    std::uint16_t halves[3];
    std::memcpy(halves, row + 8 * column, sizeof halves);
    std::transform(std::begin(halves), std::end(halves), colour, halfToFloat);
}

/// A group of blocks as the kernels want it.
void gatherFloats(const Picture& picture, int blockRow, int firstBlock, int lanes, float* values)
{
    for (int lane = 0; lane < lanes; ++lane) {
        for (int pixel = 0; pixel < 16; ++pixel) {
            float colour[3];
            readFloats(picture, 4 * (firstBlock + lane) + pixel % 4, 4 * blockRow + pixel / 4, colour);
            for (int channel = 0; channel < 3; ++channel)
                values[(16 * channel + pixel) * lanes + lane] = colour[channel];
        }
    }
}

void encodeFloatRow(const BlockKernels& kernels, const Picture& picture, int blockRow, std::uint8_t* target)
{
    alignas(64) float values[48 * kMostLanes];
    alignas(64) std::uint8_t encoded[16 * kMostLanes];
    const int blocks = blockCount(picture.size).width;
    for (int first = 0; first < blocks; first += kernels.lanes) {
        gatherFloats(picture, blockRow, first, kernels.lanes, values);
        kernels.bc6h({values, kernels.lanes, encoded});
        const int count = std::min(kernels.lanes, blocks - first);
        std::memcpy(target + static_cast<std::ptrdiff_t>(16) * first, encoded,
                    static_cast<std::size_t>(16) * static_cast<std::size_t>(count));
    }
}

} // namespace

int blockBytes(BlockFormat format)
{
    return format == BlockFormat::Bc1 || format == BlockFormat::Bc4 ? 8 : 16;
}

Size blockCount(Size size)
{
    return {(size.width + 3) / 4, (size.height + 3) / 4};
}

std::size_t textureBytes(BlockFormat format, Size size)
{
    const Size blocks = blockCount(size);
    return static_cast<std::size_t>(blocks.width) * static_cast<std::size_t>(blocks.height) *
           static_cast<std::size_t>(blockBytes(format));
}

const BlockKernels& blockKernels(CpuLevel level)
{
#if defined(__x86_64__) || defined(__i386__)
    switch (level) {
    case CpuLevel::Scalar:
        return kBlockKernelsScalar;
    case CpuLevel::Sse41:
        return kBlockKernelsSse41;
    case CpuLevel::Avx2:
        return kBlockKernelsAvx2;
    case CpuLevel::Avx512:
        return kBlockKernelsAvx512;
    }
#elif defined(__aarch64__)
    static_cast<void>(level);
    return kBlockKernelsNeon; // every 64-bit ARM has it
#endif
    static_cast<void>(level);
    return kBlockKernelsScalar;
}

Status checkBlockPicture(BlockFormat format, PixelFormat pixels, Size size)
{
    const QString step = QStringLiteral("encode texture");
    if (size.isEmpty() || size.width > kGreatestSide || size.height > kGreatestSide) {
        return makeError(ErrorCode::InvalidParameter, step,
                         QStringLiteral("a texture has 1 to %1 pixels a side, not %2x%3")
                             .arg(kGreatestSide)
                             .arg(size.width)
                             .arg(size.height));
    }
    const bool isFloat = pixels == PixelFormat::RgbaF16 || pixels == PixelFormat::RgbaF32;
    const bool isBytes =
        pixels == PixelFormat::Bgra8 || pixels == PixelFormat::Bgrx8 || pixels == PixelFormat::Rgba8;
    if (format == BlockFormat::Bc6h ? !isFloat : !isBytes) {
        return makeError(ErrorCode::Unsupported, step,
                         QStringLiteral("the texture can't be made from %1").arg(pixelFormatName(pixels)));
    }
    return {};
}

void encodeBlockRows(const BlockKernels& kernels, BlockFormat format, const Picture& picture, int firstRow,
                     int rows, std::uint8_t* target, int channel)
{
    const std::size_t rowBytes = textureBytes(format, {picture.size.width, 1});
    for (int row = firstRow; row < firstRow + rows; ++row, target += rowBytes) {
        if (format == BlockFormat::Bc6h)
            encodeFloatRow(kernels, picture, row, target);
        else
            encodeByteRow(kernels, format, picture, row, target, channel);
    }
}

} // namespace reelout
