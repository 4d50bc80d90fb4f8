// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace reelout {

using ByteSpan = std::span<const std::byte>;

/// Big-endian numbers from a span that may be anything. Reading past the end gives 0 and makes the reader
/// bad for good, so a parser asks once at the end.
class ByteReader {
public:
    explicit ByteReader(ByteSpan bytes) : m_bytes(bytes) {}

    std::uint64_t u64() { return take(8); }
    std::uint32_t u32() { return static_cast<std::uint32_t>(take(4)); }
    std::int32_t i32() { return static_cast<std::int32_t>(u32()); }
    std::uint32_t u24() { return static_cast<std::uint32_t>(take(3)); }
    std::uint16_t u16() { return static_cast<std::uint16_t>(take(2)); }
    std::uint8_t u8() { return static_cast<std::uint8_t>(take(1)); }
    /// 32 or 64 bits, as boxes of version 0 and 1 have them.
    std::uint64_t u32or64(bool wide) { return wide ? u64() : u32(); }

    void skip(std::size_t count)
    {
        if (count > remaining())
            m_ok = false;
        m_position = m_ok ? m_position + count : m_bytes.size();
    }
    /// Empty when there are not so many.
    ByteSpan bytes(std::size_t count)
    {
        const std::size_t from = m_position;
        skip(count);
        return m_ok ? m_bytes.subspan(from, count) : ByteSpan();
    }

    ByteSpan rest() const { return m_bytes.subspan(m_position); }
    std::size_t remaining() const { return m_bytes.size() - m_position; }
    std::size_t position() const { return m_position; }
    bool isOk() const { return m_ok; }

private:
    std::uint64_t take(std::size_t count)
    {
        const ByteSpan part = bytes(count);
        std::uint64_t value = 0;
        for (const std::byte byte : part)
            value = value << 8 | std::to_integer<std::uint64_t>(byte);
        return value;
    }

    ByteSpan m_bytes;
    std::size_t m_position = 0;
    bool m_ok = true;
};

} // namespace reelout
