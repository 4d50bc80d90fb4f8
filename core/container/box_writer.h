// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "container/box.h"

#include <array>
#include <cstring>
#include <vector>

namespace reelout {

/// Builds boxes in memory. A Scope is a box that is open; its size is written when the scope ends.
class BoxWriter {
public:
    class Scope {
    public:
        Scope(BoxWriter& writer, std::size_t start) : m_writer(writer), m_start(start) {}
        Scope(const Scope&) = delete;
        Scope& operator=(const Scope&) = delete;
        ~Scope() { m_writer.close(m_start); }

    private:
        BoxWriter& m_writer;
        std::size_t m_start;
    };

    [[nodiscard]] Scope box(BoxType type);
    [[nodiscard]] Scope fullBox(BoxType type, int version, std::uint32_t flags = 0);

    void u16(std::uint16_t value) { put<2>(value); }
    void u32(std::uint64_t value) { put<4>(value); }
    void u64(std::uint64_t value) { put<8>(value); }
    void u32or64(bool wide, std::uint64_t value) { wide ? put<8>(value) : put<4>(value); }
    void bytes(ByteSpan bytes) { m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end()); }

    /// The bytes so far. A box above 4 GiB can't be written: isOk() is then false.
    const std::vector<std::byte>& data() const { return m_bytes; }
    std::vector<std::byte> take() { return std::move(m_bytes); }
    bool isOk() const { return m_ok; }

private:
    // Inline, and by stores of whole numbers: an hour's tables are a million of them.
    template <std::size_t Count>
    void put(std::uint64_t value)
    {
        std::array<std::byte, Count> bigEndian;
        for (std::size_t i = 0; i < Count; ++i)
            bigEndian[i] = static_cast<std::byte>(value >> (8 * (Count - 1 - i)));
        const std::size_t at = m_bytes.size();
        m_bytes.resize(at + Count);
        std::memcpy(m_bytes.data() + at, bigEndian.data(), Count);
    }
    void close(std::size_t start);

    std::vector<std::byte> m_bytes;
    bool m_ok = true;
};

} // namespace reelout
