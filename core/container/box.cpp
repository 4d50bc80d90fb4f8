// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/box.h"

namespace reelout {

std::optional<BoxHeader> parseBoxHeader(ByteSpan bytes)
{
    ByteReader reader(bytes);
    BoxHeader header;
    header.size = reader.u32();
    header.type = reader.u32();
    if (header.size == 1) {
        header.size = reader.u64();
        header.headerSize = 16;
        if (header.size < 16)
            return std::nullopt;
    } else if (header.size != 0 && header.size < 8) {
        return std::nullopt;
    }
    if (!reader.isOk())
        return std::nullopt;
    return header;
}

std::optional<Box> BoxWalk::next()
{
    const std::optional<BoxHeader> header = parseBoxHeader(m_rest);
    if (!header)
        return std::nullopt;
    const std::uint64_t size = header->size == 0 ? m_rest.size() : header->size;
    const auto headerSize = static_cast<std::size_t>(header->headerSize);
    if (size > m_rest.size() || size < headerSize)
        return std::nullopt;
    const ByteSpan whole = m_rest.first(static_cast<std::size_t>(size));
    m_rest = m_rest.subspan(whole.size());
    return Box{header->type, whole, whole.subspan(headerSize)};
}

std::optional<Box> findBox(ByteSpan payload, BoxType type)
{
    BoxWalk walk(payload);
    while (const std::optional<Box> box = walk.next()) {
        if (box->type == type)
            return box;
    }
    return std::nullopt;
}

std::optional<Box> findBox(ByteSpan payload, std::initializer_list<BoxType> path)
{
    std::optional<Box> box;
    for (const BoxType type : path) {
        box = findBox(box ? box->payload : payload, type);
        if (!box)
            return std::nullopt;
    }
    return box;
}

FullBox readFullBox(ByteReader& reader)
{
    FullBox box;
    box.version = reader.u8();
    box.flags = reader.u24();
    return box;
}

} // namespace reelout
