// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "container/byte_reader.h"

#include <string_view>
#include <vector>

namespace reelout {

enum class ByteOrder { Little, Big };

/// A number of `count` bytes (at most 8) at `at`; 0 when they are not all there.
constexpr std::uint64_t numberAt(ByteSpan bytes, std::size_t at, std::size_t count, ByteOrder order)
{
    if (at > bytes.size() || count > bytes.size() - at)
        return 0;
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t place = order == ByteOrder::Big ? i : count - 1 - i;
        value = value << 8 | std::to_integer<std::uint64_t>(bytes[at + place]);
    }
    return value;
}

/// The lower `count` bytes of a number.
inline std::vector<std::byte> numberBytes(std::uint64_t value, std::size_t count, ByteOrder order)
{
    std::vector<std::byte> bytes(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t place = order == ByteOrder::Little ? i : count - 1 - i;
        bytes[place] = static_cast<std::byte>(i < 8 ? value >> (8 * i) : 0);
    }
    return bytes;
}

inline void append(std::vector<std::byte>& bytes, ByteSpan more)
{
    bytes.insert(bytes.end(), more.begin(), more.end());
}

/// Whether these letters stand at `at`.
constexpr bool hasLetters(ByteSpan bytes, std::size_t at, std::string_view letters)
{
    if (at > bytes.size() || letters.size() > bytes.size() - at)
        return false;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        if (bytes[at + i] != static_cast<std::byte>(letters[i]))
            return false;
    }
    return true;
}

} // namespace reelout
