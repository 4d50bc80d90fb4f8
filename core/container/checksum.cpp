// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/checksum.h"

#include <array>

namespace reelout {

namespace {

template <typename Number>
constexpr std::array<Number, 256> tableFor(Number polynomial)
{
    constexpr Number kTop = static_cast<Number>(Number{1} << (8 * sizeof(Number) - 1));
    std::array<Number, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
        auto value = static_cast<Number>(i << (8 * (sizeof(Number) - 1)));
        for (int bit = 0; bit < 8; ++bit)
            value = static_cast<Number>((value & kTop) != 0 ? (value << 1) ^ polynomial : value << 1);
        table[i] = value;
    }
    return table;
}

template <typename Number>
Number checksum(const std::array<Number, 256>& table, ByteSpan bytes, Number value)
{
    for (const std::byte byte : bytes) {
        const auto top = static_cast<std::size_t>(value >> (8 * (sizeof(Number) - 1)));
        const Number next = table[(top ^ std::to_integer<std::size_t>(byte)) & 0xFFU];
        if constexpr (sizeof(Number) == 1)
            value = next;
        else
            value = static_cast<Number>((value << 8) ^ next);
    }
    return value;
}

constexpr std::array<std::uint32_t, 256> reflectedTable()
{
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < table.size(); ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = (value & 1U) != 0 ? (value >> 1) ^ 0xEDB88320U : value >> 1;
        table[i] = value;
    }
    return table;
}

constexpr auto kEbml = reflectedTable();
constexpr auto kOgg = tableFor<std::uint32_t>(0x04C11DB7);
constexpr auto kFlac8 = tableFor<std::uint8_t>(0x07);
constexpr auto kFlac16 = tableFor<std::uint16_t>(0x8005);

} // namespace

std::uint32_t ebmlCrc32(ByteSpan bytes)
{
    std::uint32_t value = ~0U;
    for (const std::byte byte : bytes)
        value = (value >> 8) ^ kEbml[(value ^ std::to_integer<std::uint32_t>(byte)) & 0xFFU];
    return ~value;
}

std::uint32_t oggCrc32(ByteSpan bytes)
{
    return checksum<std::uint32_t>(kOgg, bytes, 0);
}

std::uint8_t flacCrc8(ByteSpan bytes)
{
    return checksum<std::uint8_t>(kFlac8, bytes, 0);
}

std::uint16_t flacCrc16(ByteSpan bytes, std::uint16_t start)
{
    return checksum(kFlac16, bytes, start);
}

} // namespace reelout
