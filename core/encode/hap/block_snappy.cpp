// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/hap/block_snappy.h"

#include <array>
#include <bit>
#include <cstring>

namespace reelout {

namespace {

static_assert(std::endian::native == std::endian::little);

constexpr std::size_t kPart = 4;            // blocks are made of such
constexpr std::size_t kProbe = 8;           // bytes that must be alike
constexpr std::size_t kLongestWay = 0xFFFF; // back: copies of two bytes of offset
constexpr int kTableBits = 13;              // 32 KiB, the fastest cache
constexpr int kPatience = 5;                // after 2^5 misses the steps grow

enum Tag : std::uint8_t { kLiteral = 0, kShortCopy = 1, kCopy = 2 };

std::uint64_t loadProbe(const std::uint8_t* bytes)
{
    std::uint64_t value = 0;
    std::memcpy(&value, bytes, kProbe);
    return value;
}

std::size_t slotOf(std::uint64_t probe)
{
    constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15; // Knuth, volume 3, 6.4: multiplicative hashing
    return static_cast<std::size_t>((probe * kGolden) >> (64 - kTableBits));
}

std::uint8_t* putBytes(std::uint8_t* out, std::size_t value, int count)
{
    for (int i = 0; i < count; ++i)
        *out++ = static_cast<std::uint8_t>(value >> (8 * i));
    return out;
}

std::uint8_t* putLength(std::uint8_t* out, std::size_t length)
{
    for (; length >= 0x80; length >>= 7)
        *out++ = static_cast<std::uint8_t>(length | 0x80);
    *out++ = static_cast<std::uint8_t>(length);
    return out;
}

std::uint8_t* putLiteral(std::uint8_t* out, const std::uint8_t* bytes, std::size_t length)
{
    if (length == 0)
        return out;
    // Up to 60 the tag says the length; 60 to 63 say how many bytes do.
    constexpr std::size_t kInTag = 60;
    const std::size_t coded = length - 1;
    if (coded < kInTag) {
        *out++ = static_cast<std::uint8_t>(coded << 2 | kLiteral);
    } else {
        const int count = (static_cast<int>(std::bit_width(coded)) + 7) / 8;
        *out++ = static_cast<std::uint8_t>((kInTag - 1 + static_cast<std::size_t>(count)) << 2 | kLiteral);
        out = putBytes(out, coded, count);
    }
    std::memcpy(out, bytes, length);
    return out + length;
}

std::uint8_t* putLongCopy(std::uint8_t* out, std::size_t way, std::size_t length)
{
    *out++ = static_cast<std::uint8_t>((length - 1) << 2 | kCopy);
    return putBytes(out, way, 2);
}

std::uint8_t* putCopy(std::uint8_t* out, std::size_t way, std::size_t length)
{
    // At most 64 at once, and never a rest below the 4 that a short copy begins with.
    for (; length >= 68; length -= 64)
        out = putLongCopy(out, way, 64);
    if (length > 64) {
        out = putLongCopy(out, way, 60);
        length -= 60;
    }
    if (length >= 12 || way >= 2048)
        return putLongCopy(out, way, length);
    *out++ = static_cast<std::uint8_t>((way >> 8) << 5 | (length - 4) << 2 | kShortCopy);
    return putBytes(out, way, 1);
}

/// Where bytes from `later` on, which is above `earlier`, stop being alike. At least the first 8 are.
std::size_t endOfMatch(std::span<const std::uint8_t> bytes, std::size_t earlier, std::size_t later)
{
    earlier += kProbe;
    later += kProbe;
    for (; later + kProbe <= bytes.size(); later += kProbe, earlier += kProbe) {
        const std::uint64_t difference = loadProbe(&bytes[later]) ^ loadProbe(&bytes[earlier]);
        if (difference != 0)
            return later + static_cast<std::size_t>(std::countr_zero(difference)) / 8;
    }
    while (later < bytes.size() && bytes[later] == bytes[earlier]) {
        ++later;
        ++earlier;
    }
    return later;
}

} // namespace

std::size_t snappyBound(std::size_t size)
{
    // The longest length, and the longest header of a literal: every other literal's is saved by the copy
    // before it, which stands for 8 bytes at least.
    return size + 5 + 5;
}

std::size_t snappyCompress(std::span<const std::uint8_t> blocks, std::uint8_t* target)
{
    std::array<std::uint32_t, std::size_t{1} << kTableBits> lastSeen{};
    std::uint8_t* out = putLength(target, blocks.size());
    std::size_t written = 0; // of `blocks`
    std::size_t misses = 0;
    std::size_t position = kPart;
    while (position + kProbe <= blocks.size()) {
        const std::uint64_t probe = loadProbe(&blocks[position]);
        std::uint32_t& seen = lastSeen[slotOf(probe)];
        std::size_t earlier = seen;
        seen = static_cast<std::uint32_t>(position);
        if (loadProbe(&blocks[earlier]) != probe || position - earlier > kLongestWay) {
            position += kPart * (1 + (misses++ >> kPatience));
            continue;
        }
        misses = 0;
        const std::size_t end = endOfMatch(blocks, earlier, position);
        std::size_t start = position;
        while (start > written && earlier > 0 && blocks[start - 1] == blocks[earlier - 1]) {
            --start;
            --earlier;
        }
        out = putLiteral(out, &blocks[written], start - written);
        out = putCopy(out, start - earlier, end - start);
        // The other half of a block of two parts is what blocks beside it share most often.
        if (const std::size_t half = position + kPart; half < end && half + kProbe <= blocks.size())
            lastSeen[slotOf(loadProbe(&blocks[half]))] = static_cast<std::uint32_t>(half);
        written = end;
        position = (end + kPart - 1) / kPart * kPart;
    }
    out = putLiteral(out, blocks.data() + written, blocks.size() - written);
    return static_cast<std::size_t>(out - target);
}

} // namespace reelout
