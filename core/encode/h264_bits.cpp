// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/h264_bits.h"

#include <bit>

namespace reelout {

namespace {

constexpr std::uint8_t kPrevention = 3;
constexpr int kZerosBefore = 2; // of a byte of prevention, and of what it prevents

/// Counts zero bytes in a row, as far as they matter.
class ZeroRun {
public:
    bool isFull() const { return m_zeros >= kZerosBefore; }
    void pass(std::uint8_t byte) { m_zeros = byte == 0 ? m_zeros + 1 : 0; }
    void clear() { m_zeros = 0; }
    friend bool operator==(const ZeroRun&, const ZeroRun&) = default;

private:
    int m_zeros = 0;
};

void put(std::uint8_t byte, ZeroRun& zeros, std::vector<std::uint8_t>& to)
{
    if (zeros.isFull() && byte <= kPrevention) {
        to.push_back(kPrevention);
        zeros.clear();
    }
    to.push_back(byte);
    zeros.pass(byte);
}

} // namespace

std::uint32_t H264BitReader::bits(int count)
{
    std::uint32_t value = 0;
    for (int i = 0; i < count; ++i) {
        const std::size_t byte = m_position / 8;
        std::uint32_t bit = 0;
        if (byte < m_bytes.size())
            bit = (m_bytes[byte] >> (7 - m_position % 8)) & 1U;
        else
            m_hasFailed = true;
        value = value << 1 | bit;
        ++m_position;
    }
    return value;
}

std::uint32_t H264BitReader::ue()
{
    int zeros = 0;
    while (!m_hasFailed && !flag())
        ++zeros;
    if (zeros > 31)
        m_hasFailed = true;
    return m_hasFailed ? 0 : (1U << zeros) - 1 + bits(zeros);
}

std::int32_t H264BitReader::se()
{
    const std::uint32_t code = ue();
    const auto size = static_cast<std::int32_t>(code / 2 + code % 2);
    return code % 2 == 0 ? -size : size;
}

void H264BitWriter::bits(std::uint32_t value, int count)
{
    for (int i = count - 1; i >= 0; --i) {
        if (m_free == 0) {
            m_bytes.push_back(0);
            m_free = 8;
        }
        --m_free;
        m_bytes.back() = static_cast<std::uint8_t>(m_bytes.back() | ((value >> i) & 1U) << m_free);
    }
}

void H264BitWriter::ue(std::uint32_t value)
{
    const std::uint32_t code = value + 1;
    const int length = static_cast<int>(std::bit_width(code));
    bits(0, length - 1);
    bits(code, length);
}

void H264BitWriter::se(std::int32_t value)
{
    ue(value > 0 ? 2 * static_cast<std::uint32_t>(value) - 1 : 2 * static_cast<std::uint32_t>(-value));
}

void H264BitWriter::copy(std::span<const std::uint8_t> bytes, std::size_t begin, std::size_t end)
{
    for (std::size_t i = begin; i < end; ++i)
        flag(((bytes[i / 8] >> (7 - i % 8)) & 1U) != 0);
}

void H264BitWriter::align(bool value)
{
    while (m_free > 0)
        flag(value);
}

std::vector<std::uint8_t> h264Unescaped(std::span<const std::uint8_t> unit, std::size_t most)
{
    std::vector<std::uint8_t> bytes;
    ZeroRun zeros;
    for (const std::uint8_t byte : unit) {
        if (bytes.size() >= most)
            break;
        if (zeros.isFull() && byte == kPrevention) {
            zeros.clear();
            continue;
        }
        bytes.push_back(byte);
        zeros.pass(byte);
    }
    return bytes;
}

void appendH264Escaped(std::span<const std::uint8_t> bytes, std::vector<std::uint8_t>& to)
{
    ZeroRun zeros;
    for (const std::uint8_t byte : bytes)
        put(byte, zeros, to);
}

void appendH264WithFront(std::span<const std::uint8_t> unit, std::size_t replaced,
                         std::span<const std::uint8_t> front, std::vector<std::uint8_t>& to)
{
    ZeroRun before; // in the unit
    ZeroRun after;  // in what is written
    for (const std::uint8_t byte : front)
        put(byte, after, to);
    std::size_t count = 0;
    for (std::size_t i = 0; i < unit.size(); ++i) {
        if (count >= replaced && before == after) {
            // From here on the same bytes need the same prevention.
            to.insert(to.end(), unit.begin() + static_cast<std::ptrdiff_t>(i), unit.end());
            return;
        }
        const std::uint8_t byte = unit[i];
        if (before.isFull() && byte == kPrevention) {
            before.clear();
            continue;
        }
        before.pass(byte);
        if (count >= replaced)
            put(byte, after, to);
        ++count;
    }
}

} // namespace reelout
