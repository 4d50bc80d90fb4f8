// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/still/deflate_block.h"

#include "encode/still/huffman_code.h"

#include <algorithm>
#include <bit>

namespace reelout {

namespace {

// Section numbers are those of RFC 1951.

constexpr int kDynamicCodes = 2; // 3.2.3
constexpr std::size_t kFewestLiterals = 257;

/// A symbol and the bits that follow it.
struct Symbol {
    std::uint32_t symbol = 0;
    std::uint32_t extra = 0;
    int extraBits = 0;
};

/// 3.2.5: four symbols for each power of two.
Symbol lengthSymbol(std::uint32_t length)
{
    if (length == 258)
        return {285, 0, 0};
    const std::uint32_t beyond = length - 3;
    if (beyond < 8)
        return {257 + beyond, 0, 0};
    const int extraBits = std::bit_width(beyond) - 3;
    const auto group = static_cast<std::uint32_t>(extraBits);
    return {257 + 4 * (group + 1) + ((beyond >> extraBits) & 3U), beyond & ((1U << extraBits) - 1),
            extraBits};
}

/// 3.2.5: two symbols for each power of two.
Symbol distanceSymbol(std::uint32_t distance)
{
    const std::uint32_t beyond = distance - 1;
    if (beyond < 4)
        return {beyond, 0, 0};
    const int extraBits = std::bit_width(beyond) - 2;
    const auto group = static_cast<std::uint32_t>(extraBits);
    return {2 * (group + 1) + ((beyond >> extraBits) & 1U), beyond & ((1U << extraBits) - 1), extraBits};
}

/// 3.2.7: runs of equal lengths; symbols 16 to 18 stand for several.
std::vector<Symbol> packedLengths(std::span<const std::uint8_t> lengths)
{
    std::vector<Symbol> packed;
    for (std::size_t i = 0; i < lengths.size();) {
        std::size_t run = 1;
        while (i + run < lengths.size() && lengths[i + run] == lengths[i])
            ++run;
        i += run;
        const std::uint8_t length = lengths[i - 1];
        if (length != 0) {
            packed.push_back({length, 0, 0});
            --run;
        }
        const std::size_t most = length == 0 ? 138 : 6;
        while (run >= 3) {
            const auto part = static_cast<std::uint32_t>(std::min(run, most));
            if (length != 0)
                packed.push_back({16, part - 3, 2});
            else if (part <= 10)
                packed.push_back({17, part - 3, 3});
            else
                packed.push_back({18, part - 11, 7});
            run -= part;
        }
        packed.insert(packed.end(), run, {length, 0, 0});
    }
    return packed;
}

/// Without the symbols at the end that don't occur.
std::size_t usedSymbols(std::span<const std::uint8_t> lengths, std::size_t fewest)
{
    std::size_t used = lengths.size();
    while (used > fewest && lengths[used - 1] == 0)
        --used;
    return used;
}

} // namespace

DeflateBlockWriter::DeflateBlockWriter()
{
    m_tokens.reserve(kMostTokens + 1);
}

void DeflateBlockWriter::addLiteral(std::uint8_t byte)
{
    m_tokens.push_back(byte);
    ++m_literalCounts[byte];
}

void DeflateBlockWriter::addMatch(std::size_t length, std::size_t distance)
{
    const auto shortLength = static_cast<std::uint32_t>(length);
    const auto shortDistance = static_cast<std::uint32_t>(distance);
    m_tokens.push_back((shortDistance << 16) | shortLength);
    ++m_literalCounts[lengthSymbol(shortLength).symbol];
    ++m_distanceCounts[distanceSymbol(shortDistance).symbol];
}

void DeflateBlockWriter::endBlock(bool isLast)
{
    m_literalCounts[kEndOfBlock] = 1;
    if (std::all_of(m_distanceCounts.begin(), m_distanceCounts.end(), [](auto count) { return count == 0; }))
        m_distanceCounts[0] = 1; // one there must be
    const HuffmanCode literals = HuffmanCode::forCounts(m_literalCounts, 15);
    const HuffmanCode distances = HuffmanCode::forCounts(m_distanceCounts, 15);
    put(isLast ? 1 : 0, 1);
    put(kDynamicCodes, 2);
    putCode(literals.lengths, distances.lengths);
    for (const std::uint32_t token : m_tokens) {
        const std::uint32_t distance = token >> 16;
        if (distance == 0) {
            put(literals.words[token], literals.lengths[token]);
            continue;
        }
        const Symbol length = lengthSymbol(token & 0xFFFFU);
        put(literals.words[length.symbol], literals.lengths[length.symbol]);
        put(length.extra, length.extraBits);
        const Symbol back = distanceSymbol(distance);
        put(distances.words[back.symbol], distances.lengths[back.symbol]);
        put(back.extra, back.extraBits);
    }
    put(literals.words[kEndOfBlock], literals.lengths[kEndOfBlock]);
    m_tokens.clear();
    m_literalCounts.fill(0);
    m_distanceCounts.fill(0);
}

// 3.2.7: how many lengths, the code they are written in, and they themselves.
void DeflateBlockWriter::putCode(std::span<const std::uint8_t> literalLengths,
                                 std::span<const std::uint8_t> distanceLengths)
{
    static constexpr std::size_t kOrder[] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                             11, 4,  12, 3, 13, 2, 14, 1, 15};
    const std::size_t literals = usedSymbols(literalLengths, kFewestLiterals);
    const std::size_t distances = usedSymbols(distanceLengths, 1);
    std::vector<std::uint8_t> lengths(literalLengths.begin(),
                                      literalLengths.begin() + static_cast<std::ptrdiff_t>(literals));
    lengths.insert(lengths.end(), distanceLengths.begin(),
                   distanceLengths.begin() + static_cast<std::ptrdiff_t>(distances));
    const std::vector<Symbol> packed = packedLengths(lengths);
    std::array<std::uint32_t, 19> counts{};
    for (const Symbol& symbol : packed)
        ++counts[symbol.symbol];
    const HuffmanCode code = HuffmanCode::forCounts(counts, 7);
    std::size_t used = std::size(kOrder);
    while (used > 4 && code.lengths[kOrder[used - 1]] == 0)
        --used;
    put(static_cast<std::uint32_t>(literals - kFewestLiterals), 5);
    put(static_cast<std::uint32_t>(distances - 1), 5);
    put(static_cast<std::uint32_t>(used - 4), 4);
    for (std::size_t i = 0; i < used; ++i)
        put(code.lengths[kOrder[i]], 3);
    for (const Symbol& symbol : packed) {
        put(code.words[symbol.symbol], code.lengths[symbol.symbol]);
        put(symbol.extra, symbol.extraBits);
    }
}

void DeflateBlockWriter::put(std::uint32_t bits, int count)
{
    m_bits |= std::uint64_t{bits} << m_bitCount;
    m_bitCount += count;
    while (m_bitCount >= 8) {
        m_out.push_back(static_cast<std::uint8_t>(m_bits));
        m_bits >>= 8;
        m_bitCount -= 8;
    }
}

void DeflateBlockWriter::alignToByte()
{
    if (m_bitCount > 0)
        put(0, 8 - m_bitCount);
}

} // namespace reelout
