// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace reelout {

/// Writes literals and matches as deflate's blocks with codes of their own (RFC 1951, 3.2.7). Value type.
class DeflateBlockWriter {
public:
    DeflateBlockWriter();

    void addLiteral(std::uint8_t byte);
    /// `length` 3 to 258, `distance` 1 to 32768.
    void addMatch(std::size_t length, std::size_t distance);
    /// True when it is time for the next block.
    bool isFull() const { return m_tokens.size() >= kMostTokens; }
    void endBlock(bool isLast);
    /// After the last block the stream is filled up to whole bytes.
    void alignToByte();
    /// Appended as they are; between whole bytes only.
    void addByte(std::uint8_t byte) { m_out.push_back(byte); }

    /// What has been written so far and was not taken before.
    std::span<const std::uint8_t> written() const { return m_out; }
    void forgetWritten() { m_out.clear(); }

private:
    static constexpr std::size_t kMostTokens = 32768;
    static constexpr std::uint32_t kEndOfBlock = 256;

    void putCode(std::span<const std::uint8_t> literalLengths, std::span<const std::uint8_t> distanceLengths);
    void put(std::uint32_t bits, int count);

    std::vector<std::uint32_t> m_tokens; ///< distance in the upper half, length or literal in the lower
    std::array<std::uint32_t, 286> m_literalCounts{};
    std::array<std::uint32_t, 30> m_distanceCounts{};
    std::vector<std::uint8_t> m_out;
    std::uint64_t m_bits = 0;
    int m_bitCount = 0;
};

} // namespace reelout
