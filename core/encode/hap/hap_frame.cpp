// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/hap/hap_frame.h"

#include <cstring>

namespace reelout {

namespace {

constexpr std::size_t kLongSection = 1U << 24;
constexpr std::uint8_t kDecodeInstructions = 0x01;
constexpr std::uint8_t kCompressorTable = 0x02;
constexpr std::uint8_t kSizeTable = 0x03;
constexpr std::uint8_t kImages = 0x0D;
constexpr std::uint8_t kConsultInstructions = 0xC; // in the place of a compressor

std::uint8_t* writeNumber(std::uint8_t* target, std::size_t value, int bytes)
{
    for (int byte = 0; byte < bytes; ++byte)
        *target++ = static_cast<std::uint8_t>(value >> (8 * byte));
    return target;
}

std::uint8_t* writeHeader(std::uint8_t* target, std::size_t content, std::uint8_t type)
{
    // Three zero bytes say that the size follows, so an empty section needs the long form too.
    if (content > 0 && content < kLongSection) {
        target = writeNumber(target, content, 3);
        *target++ = type;
        return target;
    }
    target = writeNumber(target, 0, 3);
    *target++ = type;
    return writeNumber(target, content, 4);
}

std::size_t instructionsSize(std::size_t chunks)
{
    return hapSectionSize(chunks) + hapSectionSize(4 * chunks);
}

std::size_t bytesOf(std::span<const HapChunk> chunks)
{
    std::size_t bytes = 0;
    for (const HapChunk& chunk : chunks)
        bytes += chunk.bytes.size();
    return bytes;
}

std::size_t contentSize(std::span<const HapChunk> chunks)
{
    return bytesOf(chunks) + (chunks.size() > 1 ? hapSectionSize(instructionsSize(chunks.size())) : 0);
}

std::uint8_t* writeInstructions(std::uint8_t* target, std::span<const HapChunk> chunks)
{
    target = writeHeader(target, instructionsSize(chunks.size()), kDecodeInstructions);
    target = writeHeader(target, chunks.size(), kCompressorTable);
    for (const HapChunk& chunk : chunks)
        *target++ = static_cast<std::uint8_t>(chunk.compressor);
    target = writeHeader(target, 4 * chunks.size(), kSizeTable);
    for (const HapChunk& chunk : chunks)
        target = writeNumber(target, chunk.bytes.size(), 4);
    return target;
}

} // namespace

std::size_t hapSectionSize(std::size_t content)
{
    return content + (content > 0 && content < kLongSection ? 4 : 8);
}

std::size_t hapTextureSize(std::span<const HapChunk> chunks)
{
    return hapSectionSize(contentSize(chunks));
}

std::size_t mostOfHapTextureHeader(std::size_t chunks)
{
    return 2 * kLongestHapHeader + instructionsSize(chunks);
}

std::size_t hapTextureHeaderSize(std::span<const HapChunk> chunks)
{
    return hapTextureSize(chunks) - bytesOf(chunks);
}

std::uint8_t* writeHapTexture(std::uint8_t* target, HapTexture texture, std::span<const HapChunk> chunks)
{
    const std::uint8_t compressor =
        chunks.size() > 1 ? kConsultInstructions : static_cast<std::uint8_t>(chunks.front().compressor);
    const auto type = static_cast<std::uint8_t>(compressor << 4 | static_cast<std::uint8_t>(texture));
    target = writeHeader(target, contentSize(chunks), type);
    if (chunks.size() > 1)
        target = writeInstructions(target, chunks);
    for (const HapChunk& chunk : chunks) {
        if (target != chunk.bytes.data())
            std::memmove(target, chunk.bytes.data(), chunk.bytes.size());
        target += chunk.bytes.size();
    }
    return target;
}

std::uint8_t* writeHapImagesHeader(std::uint8_t* target, std::size_t content)
{
    return writeHeader(target, content, kImages);
}

} // namespace reelout
