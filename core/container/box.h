// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "container/byte_reader.h"

#include <initializer_list>
#include <optional>

namespace reelout {

/// A box type as the number its four letters make (ISO/IEC 14496-12, 4.2).
using BoxType = std::uint32_t;

consteval BoxType boxType(const char (&letters)[5])
{
    BoxType type = 0;
    for (int i = 0; i < 4; ++i)
        type = type << 8 | static_cast<unsigned char>(letters[i]);
    return type;
}

/// The first 8 or 16 bytes of a box.
struct BoxHeader {
    BoxType type = 0;
    std::uint64_t size = 0; ///< with header; 0 = to the end of the file
    int headerSize = 8;
};

/// Nothing when 16 bytes (8 for small boxes) are not there or the size is smaller than the header.
std::optional<BoxHeader> parseBoxHeader(ByteSpan bytes);

/// A box inside another one.
struct Box {
    BoxType type = 0;
    ByteSpan whole;
    ByteSpan payload;
};

/// Walks the boxes of a payload, stopping at the first that does not fit into it.
class BoxWalk {
public:
    explicit BoxWalk(ByteSpan payload) : m_rest(payload) {}
    std::optional<Box> next();

private:
    ByteSpan m_rest;
};

std::optional<Box> findBox(ByteSpan payload, BoxType type);
/// Finds a box by its way down, payload to payload.
std::optional<Box> findBox(ByteSpan payload, std::initializer_list<BoxType> path);

/// Version and flags at the start of a full box.
struct FullBox {
    std::uint8_t version = 0;
    std::uint32_t flags = 0;
};
FullBox readFullBox(ByteReader& reader);

} // namespace reelout
