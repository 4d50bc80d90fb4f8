// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/still/dds_header.h"
#include "encode/still/mip_chain.h"
#include "encode/still/still_encoders.h"
#include "encode/still/still_rows.h"
#include "image/convert_float.h"

#include <algorithm>
#include <cstring>

namespace reelout {

namespace {

std::uint16_t sampleAt(const std::uint8_t* row, std::size_t index)
{
    std::uint16_t sample = 0;
    std::memcpy(&sample, row + 2 * index, sizeof sample);
    return sample;
}

void put32(std::uint8_t* to, std::uint32_t value)
{
    for (int i = 0; i < 4; ++i)
        to[i] = static_cast<std::uint8_t>(value >> (8 * i));
}

/// R10G10B10A2 from 16-bit codes; red in the lowest bits.
void packTenBits(const std::uint8_t* row, int width, std::uint8_t* out)
{
    const auto scaled = [](std::uint16_t code, std::uint32_t most) {
        return (code * most + 32767U) / 65535U;
    };
    for (std::size_t x = 0; x < static_cast<std::size_t>(width); ++x) {
        const std::uint32_t pixel =
            scaled(sampleAt(row, 4 * x), 1023) | scaled(sampleAt(row, 4 * x + 1), 1023) << 10 |
            scaled(sampleAt(row, 4 * x + 2), 1023) << 20 | scaled(sampleAt(row, 4 * x + 3), 3) << 30;
        put32(out + 4 * x, pixel);
    }
}

/// A half without its sign and with `bits` less of fraction, rounded to even; negatives are 0, and only what
/// was infinite becomes so.
std::uint32_t smallFloat(std::uint16_t half, int bits)
{
    const bool isNan = (half & 0x7FFFU) > 0x7C00U;
    if ((half & 0x8000U) != 0 && !isNan)
        return 0;
    const std::uint32_t magnitude = half & 0x7FFFU;
    if (isNan)
        return (0x7C00U >> bits) | 1U;
    const std::uint32_t halfway = (1U << (bits - 1)) - 1U + ((magnitude >> bits) & 1U);
    const std::uint32_t greatest = (0x7C00U >> bits) - (magnitude < 0x7C00U ? 1U : 0U);
    return std::min((magnitude + halfway) >> bits, greatest);
}

/// R11G11B10_FLOAT from halfs; red in the lowest bits.
void packElevenBits(const std::uint8_t* row, int width, std::uint8_t* out)
{
    for (std::size_t x = 0; x < static_cast<std::size_t>(width); ++x)
        put32(out + 4 * x, smallFloat(sampleAt(row, 3 * x), 4) |
                               smallFloat(sampleAt(row, 3 * x + 1), 4) << 11 |
                               smallFloat(sampleAt(row, 3 * x + 2), 5) << 22);
}

void writePlain(const Picture& picture, const StillLayout& layout, const DdsFormat& format, std::uint8_t* out)
{
    const StillRows rows(picture, layout);
    std::vector<std::uint8_t> row(rows.rowBytes() + 64);
    const std::size_t outBytes = ddsLevelBytes(format, {picture.size.width, 1});
    for (int y = 0; y < picture.size.height; ++y, out += outBytes) {
        rows.read(y, row.data());
        if (layout.sample == StillSample::Bits10)
            packTenBits(row.data(), picture.size.width, out);
        else if (layout.sample == StillSample::Float11)
            packElevenBits(row.data(), picture.size.width, out);
        else
            std::memcpy(out, row.data(), outBytes);
    }
}

/// The byte of a pixel that a one-channel block takes.
int channelByte(PixelFormat format, int channel)
{
    const bool isBgr = format == PixelFormat::Bgra8 || format == PixelFormat::Bgrx8;
    return isBgr && channel < 3 ? 2 - channel : channel;
}

/// Two BC4 textures, block by block.
void writePair(const Picture& picture, const StillLayout& layout, std::uint8_t* out)
{
    const BlockKernels& kernels = blockKernels(cpuLevel());
    const int rows = blockCount(picture.size).height;
    const std::size_t bytes = textureBytes(BlockFormat::Bc4, picture.size);
    const int second = layout.channels == StillChannels::MonoAlpha ? 3 : 1;
    std::vector<std::uint8_t> single(bytes);
    for (const int channel : {0, second}) {
        encodeBlockRows(kernels, BlockFormat::Bc4, picture, 0, rows, single.data(),
                        channelByte(picture.format, channel));
        for (std::size_t at = 0; at < bytes; at += 8)
            std::memcpy(out + 2 * at + (channel == 0 ? 0 : 8), single.data() + at, 8);
    }
}

void writeLevel(const Picture& picture, const StillLayout& layout, const DdsFormat& format, std::uint8_t* out)
{
    if (!format.block)
        return writePlain(picture, layout, format, out);
    if (format.isPair)
        return writePair(picture, layout, out);
    encodeBlockRows(blockKernels(cpuLevel()), *format.block, picture, 0, blockCount(picture.size).height, out,
                    channelByte(picture.format, 0));
}

} // namespace

Result<StillBytes> encodeDds(const StillJob& job)
{
    const DdsFormat format = ddsFormat(job.spec.ddsCompression, job.layout);
    Picture picture = job.picture;
    if (format.block && picture.format == PixelFormat::Rgb8) {
        PicturePool pool;
        const std::shared_ptr<Picture> wide = pool.acquire(PixelFormat::Bgrx8, picture.size);
        if (!wide)
            return stillError(QStringLiteral("no memory"));
        wide->colour = picture.colour;
        convertFloat(picture, 0xF, std::nullopt, *wide);
        picture = *wide;
    }
    std::vector<PicturePtr> levels;
    if (job.spec.mipMaps) {
        levels = mipChain(picture);
        if (static_cast<int>(levels.size()) + 1 != mipLevels(picture.size))
            return stillError(QStringLiteral("no memory for the mip maps"));
    }
    if (format.block)
        REELOUT_TRY(checkBlockPicture(*format.block, picture.format, picture.size));

    const auto header =
        ddsHeader(format, picture.size, static_cast<int>(levels.size()) + 1, job.layout.hasAlpha());
    std::size_t total = header.size() + ddsLevelBytes(format, picture.size);
    for (const PicturePtr& level : levels)
        total += ddsLevelBytes(format, level->size);
    StillBytes bytes(total);
    std::copy(header.begin(), header.end(), bytes.begin());
    auto* out = reinterpret_cast<std::uint8_t*>(bytes.data() + header.size());
    writeLevel(picture, job.layout, format, out);
    Size above = picture.size;
    for (const PicturePtr& level : levels) {
        out += ddsLevelBytes(format, above);
        writeLevel(*level, job.layout, format, out);
        above = level->size;
    }
    return bytes;
}

} // namespace reelout
