// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/ebml.h"

#include "container/checksum.h"

#include <bit>
#include <limits>

namespace reelout {

namespace {

// Bytes of a variable-size integer, told by the zeros in front of its first byte; 9 = no integer.
std::size_t lengthOf(std::byte first)
{
    return static_cast<std::size_t>(std::countl_zero(std::to_integer<std::uint8_t>(first))) + 1;
}

std::size_t idLength(std::uint32_t id)
{
    return id > 0xFFFFFF ? 4 : id > 0xFFFF ? 3 : id > 0xFF ? 2 : 1;
}

} // namespace

std::optional<EbmlNumber> parseEbmlNumber(ByteSpan bytes)
{
    if (bytes.empty() || lengthOf(bytes[0]) > 8 || lengthOf(bytes[0]) > bytes.size())
        return {};
    const std::size_t length = lengthOf(bytes[0]);
    const std::uint64_t mask = (std::uint64_t{1} << (7 * length)) - 1;
    return EbmlNumber{numberAt(bytes, 0, length, ByteOrder::Big) & mask, length};
}

std::optional<EbmlHeader> parseEbmlHeader(ByteSpan bytes)
{
    if (bytes.empty() || lengthOf(bytes[0]) > 4 || lengthOf(bytes[0]) > bytes.size())
        return {};
    EbmlHeader header;
    header.idLength = lengthOf(bytes[0]);
    header.id = static_cast<std::uint32_t>(numberAt(bytes, 0, header.idLength, ByteOrder::Big));
    const auto size = parseEbmlNumber(bytes.subspan(header.idLength));
    if (!size)
        return {};
    header.sizeLength = size->length;
    header.isUnknown = size->value == (std::uint64_t{1} << (7 * size->length)) - 1;
    header.size = header.isUnknown ? 0 : size->value;
    return header;
}

std::uint64_t EbmlElement::number() const
{
    return content.size() > 8 ? 0 : numberAt(content, 0, content.size(), ByteOrder::Big);
}

std::optional<EbmlElement> EbmlWalk::next()
{
    const ByteSpan rest = m_content.subspan(m_position);
    const auto header = parseEbmlHeader(rest);
    if (!header || header->isUnknown || header->size > rest.size() - header->length())
        return {};
    const std::size_t length = header->length() + static_cast<std::size_t>(header->size);
    EbmlElement element{header->id, m_position, rest.first(length),
                        rest.first(length).subspan(header->length())};
    m_position += length;
    return element;
}

bool fitsEbmlSize(std::uint64_t size, std::size_t length)
{
    return size < (std::uint64_t{1} << (7 * length)) - 1;
}

std::vector<std::byte> ebmlSize(std::uint64_t size, std::size_t length)
{
    return numberBytes(size | std::uint64_t{1} << (7 * length), length, ByteOrder::Big);
}

std::vector<std::byte> ebmlElement(std::uint32_t id, ByteSpan content)
{
    std::vector<std::byte> bytes = numberBytes(id, idLength(id), ByteOrder::Big);
    std::size_t length = 1;
    while (!fitsEbmlSize(content.size(), length))
        ++length;
    append(bytes, ebmlSize(content.size(), length));
    append(bytes, content);
    return bytes;
}

std::vector<std::byte> ebmlNumber(std::uint32_t id, std::uint64_t value)
{
    std::size_t length = 1;
    while (length < 8 && value >> (8 * length) != 0)
        ++length;
    return ebmlElement(id, numberBytes(value, length, ByteOrder::Big));
}

std::vector<std::byte> ebmlCheckedMaster(std::uint32_t id, ByteSpan content)
{
    std::vector<std::byte> whole =
        ebmlElement(ebml::kCrc32, numberBytes(ebmlCrc32(content), 4, ByteOrder::Little));
    append(whole, content);
    return ebmlElement(id, whole);
}

std::vector<std::byte> ebmlVoidHeader(std::uint64_t length)
{
    const std::size_t sizeLength = length <= 128 ? 1 : 8;
    std::vector<std::byte> bytes = numberBytes(ebml::kVoid, 1, ByteOrder::Big);
    append(bytes, ebmlSize(length - 1 - sizeLength, sizeLength));
    return bytes;
}

} // namespace reelout
