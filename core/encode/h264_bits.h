// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace reelout {

/// Bits of an H.264 bit stream (ITU-T H.264, 7.2 and 9.1), from the first one on. Behind the end there are
/// zeros, and hasFailed() is true. Value type.
class H264BitReader {
public:
    /// `bytes` without emulation prevention.
    explicit H264BitReader(std::span<const std::uint8_t> bytes) : m_bytes(bytes) {}

    /// u(count), 0 <= count <= 32.
    std::uint32_t bits(int count);
    bool flag() { return bits(1) != 0; }
    std::uint32_t ue();
    std::int32_t se();
    std::size_t position() const { return m_position; } ///< bits read
    bool hasFailed() const { return m_hasFailed; }

private:
    std::span<const std::uint8_t> m_bytes;
    std::size_t m_position = 0;
    bool m_hasFailed = false;
};

class H264BitWriter {
public:
    /// u(count), 0 <= count <= 32.
    void bits(std::uint32_t value, int count);
    void flag(bool value) { bits(value ? 1 : 0, 1); }
    void ue(std::uint32_t value);
    void se(std::int32_t value);
    /// The bits from `begin` to `end` of other bytes.
    void copy(std::span<const std::uint8_t> bytes, std::size_t begin, std::size_t end);
    /// Bits of that value up to the next whole byte.
    void align(bool value);
    const std::vector<std::uint8_t>& bytes() const { return m_bytes; }

private:
    std::vector<std::uint8_t> m_bytes;
    int m_free = 0; ///< bits of the last byte that are not written yet
};

/// The first `most` bytes of a NAL unit without emulation_prevention_three_byte (7.3.1).
std::vector<std::uint8_t> h264Unescaped(std::span<const std::uint8_t> unit, std::size_t most);

/// Appends the bytes with emulation prevention.
void appendH264Escaped(std::span<const std::uint8_t> bytes, std::vector<std::uint8_t>& to);

/// Appends `unit`, a NAL unit with emulation prevention, to `to` with `front`, which has none, in place of
/// its first bytes: as many as `replaced`, prevention not counted. Prevention is put right where the two
/// meet.
void appendH264WithFront(std::span<const std::uint8_t> unit, std::size_t replaced,
                         std::span<const std::uint8_t> front, std::vector<std::uint8_t>& to);

} // namespace reelout
