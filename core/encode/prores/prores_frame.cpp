// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/prores/prores_frame.h"

#include <algorithm>
#include <cstring>

namespace reelout {

namespace {

// RDD 36, 5.1: frame_size, frame_identifier, then the frame header with its own size in front.
constexpr std::size_t kFrameHeaderAt = 8;
constexpr std::size_t kVersionAt = kFrameHeaderAt + 3;
constexpr std::size_t kHeightAt = kFrameHeaderAt + 10;
constexpr std::size_t kChromaAt = kFrameHeaderAt + 12; // in the upper two bits; 3: 4:4:4
constexpr std::size_t kAlphaAt = kFrameHeaderAt + 17;  // in the lower four bits; 0: none
constexpr std::size_t kShortestFrameHeader = 20;
// 5.2.1: the picture header's size in its upper five bits, picture_size, deprecated_number_of_slices.
constexpr std::size_t kPictureSizeAt = 1;
constexpr std::size_t kSliceCountAt = 5;
constexpr std::size_t kShortestPictureHeader = 8;
// 5.3.1: the slice header's size likewise, the quantiser, and the sizes of luma, Cb and with alpha Cr.
constexpr std::size_t kShortestSliceHeader = 6;
constexpr std::size_t kSliceHeaderWithAlpha = 8;

std::uint32_t read16(std::span<const std::uint8_t> bytes, std::size_t at)
{
    return static_cast<std::uint32_t>(bytes[at] << 8 | bytes[at + 1]);
}

std::uint32_t read32(std::span<const std::uint8_t> bytes, std::size_t at)
{
    return read16(bytes, at) << 16 | read16(bytes, at + 2);
}

void write16(std::uint8_t* target, std::size_t value)
{
    target[0] = static_cast<std::uint8_t>(value >> 8);
    target[1] = static_cast<std::uint8_t>(value);
}

void write32(std::uint8_t* target, std::size_t value)
{
    write16(target, value >> 16);
    write16(target + 2, value);
}

std::size_t headerSizeAt(std::span<const std::uint8_t> bytes)
{
    return bytes[0] >> 3U;
}

Error notAFrame(const char* why)
{
    return makeError(ErrorCode::Internal, QStringLiteral("take a ProRes frame apart"),
                     QString::fromLatin1(why));
}

std::uint8_t* append(std::uint8_t* target, std::span<const std::uint8_t> bytes)
{
    std::memcpy(target, bytes.data(), bytes.size());
    return target + bytes.size();
}

/// Bytes of the picture: its header, the slice table and the slices.
std::size_t pictureSize(std::span<const ProResFrame> bands)
{
    std::size_t bytes = bands.front().pictureHeader.size();
    for (const ProResFrame& band : bands)
        bytes += band.sliceSizes.size() + band.slices.size();
    return bytes;
}

} // namespace

Result<ProResFrame> parseProResFrame(std::span<const std::uint8_t> frame)
{
    if (frame.size() < kFrameHeaderAt + kShortestFrameHeader || std::memcmp(frame.data() + 4, "icpf", 4) != 0)
        return notAFrame("no frame header");
    const std::size_t size = read32(frame, 0);
    const std::size_t pictureAt = kFrameHeaderAt + read16(frame, kFrameHeaderAt);
    if (size > frame.size() || pictureAt < kFrameHeaderAt + kShortestFrameHeader ||
        size < pictureAt + kShortestPictureHeader)
        return notAFrame("the frame header is too large");
    ProResFrame parts;
    parts.header = frame.first(pictureAt);
    const std::span<const std::uint8_t> picture = frame.first(size).subspan(pictureAt);
    const std::size_t headerSize = headerSizeAt(picture);
    const std::size_t pictureBytes = read32(picture, kPictureSizeAt);
    const std::size_t tableSize = 2 * static_cast<std::size_t>(read16(picture, kSliceCountAt));
    if (headerSize < kShortestPictureHeader || pictureBytes > picture.size() ||
        headerSize + tableSize > pictureBytes)
        return notAFrame("the picture header is too large");
    parts.pictureHeader = picture.first(headerSize);
    parts.sliceSizes = picture.subspan(headerSize, tableSize);
    parts.slices = picture.first(pictureBytes).subspan(headerSize + tableSize);
    std::size_t bytes = 0;
    for (std::size_t at = 0; at < tableSize; at += 2) {
        const std::size_t slice = read16(parts.sliceSizes, at);
        if (slice < kShortestSliceHeader)
            return notAFrame("a slice is too short");
        bytes += slice;
    }
    if (bytes != parts.slices.size())
        return notAFrame("the slices are not as long as their table says");
    return parts;
}

std::size_t proResColourBytes(const ProResFrame& frame)
{
    std::size_t colour = 0;
    std::size_t at = 0;
    for (std::size_t index = 0; index < frame.sliceCount(); ++index) {
        const std::size_t size = read16(frame.sliceSizes, 2 * index);
        const std::span<const std::uint8_t> slice = frame.slices.subspan(at, size);
        const std::size_t rest = size - std::min(headerSizeAt(slice), size);
        const bool hasAlpha = headerSizeAt(slice) >= kSliceHeaderWithAlpha && size >= kSliceHeaderWithAlpha;
        const std::size_t told = hasAlpha ? read16(slice, 2) + read16(slice, 4) + read16(slice, 6) : rest;
        colour += std::min(told, rest);
        at += size;
    }
    return colour;
}

std::size_t joinedProResSize(std::span<const ProResFrame> bands)
{
    return bands.front().header.size() + pictureSize(bands);
}

void joinProResFrame(std::span<const ProResFrame> bands, int height, std::uint8_t* target)
{
    std::size_t slices = 0;
    for (const ProResFrame& band : bands)
        slices += band.sliceCount();
    std::uint8_t* at = append(target, bands.front().header);
    write32(target, joinedProResSize(bands));
    write16(target + kHeightAt, static_cast<std::size_t>(height));
    // FFmpeg up to 5.1 says 0 of all, and sets a bit above the alpha's that is reserved (5.1.1.2, 5.1.1.4).
    target[kAlphaAt] &= 0x0F;
    target[kVersionAt] = target[kChromaAt] >> 6U == 3 || target[kAlphaAt] != 0 ? 1 : 0;
    std::uint8_t* const picture = at;
    at = append(at, bands.front().pictureHeader);
    write32(picture + kPictureSizeAt, pictureSize(bands));
    write16(picture + kSliceCountAt, slices <= 0xFFFF ? slices : 0); // which is then worked out
    for (const ProResFrame& band : bands)
        at = append(at, band.sliceSizes);
    for (const ProResFrame& band : bands)
        at = append(at, band.slices);
}

} // namespace reelout
