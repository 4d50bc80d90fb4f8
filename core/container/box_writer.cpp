// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/box_writer.h"

#include <limits>

namespace reelout {

BoxWriter::Scope BoxWriter::box(BoxType type)
{
    const std::size_t start = m_bytes.size();
    u32(0);
    u32(type);
    return {*this, start};
}

BoxWriter::Scope BoxWriter::fullBox(BoxType type, int version, std::uint32_t flags)
{
    const std::size_t start = m_bytes.size();
    u32(0);
    u32(type);
    u32(static_cast<std::uint32_t>(version) << 24 | flags);
    return {*this, start};
}

void BoxWriter::close(std::size_t start)
{
    const std::size_t size = m_bytes.size() - start;
    m_ok = m_ok && size <= std::numeric_limits<std::uint32_t>::max();
    for (std::size_t i = 0; i < 4; ++i)
        m_bytes[start + i] = static_cast<std::byte>(size >> (24 - 8 * i));
}

} // namespace reelout
