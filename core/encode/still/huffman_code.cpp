// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/still/huffman_code.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace reelout {

namespace {

constexpr std::size_t kMostBits = 15;

/// Package-merge (Larmore and Hirschberg 1990): in each round the cheapest pairs of the last one compete with
/// the single symbols. Of the cheapest 2n - 2 of the last round, going back through the pairs, each time a
/// symbol is met makes its word a bit longer; symbols come in the order of their weight, so a number says
/// which.
std::vector<std::uint8_t> lengthsFor(std::span<const std::uint32_t> counts, int longest)
{
    std::vector<std::uint8_t> lengths(counts.size());
    std::vector<std::pair<std::uint64_t, std::size_t>> singles; // how often, and which
    for (std::size_t symbol = 0; symbol < counts.size(); ++symbol) {
        if (counts[symbol] > 0)
            singles.emplace_back(counts[symbol], symbol);
    }
    if (singles.size() < 2) {
        for (const auto& [count, symbol] : singles)
            lengths[symbol] = 1;
        return lengths;
    }
    std::sort(singles.begin(), singles.end());

    std::vector<std::uint64_t> weights;
    std::vector<std::vector<bool>> isPair; // of each round, for its items in order of their weight
    for (int round = 0; round < longest; ++round) {
        const std::vector<std::uint64_t> last = std::exchange(weights, {});
        isPair.emplace_back();
        std::size_t single = 0;
        std::size_t pair = 0;
        while (single < singles.size() || 2 * pair + 1 < last.size()) {
            const bool hasPair = 2 * pair + 1 < last.size();
            const std::uint64_t ofPair = hasPair ? last[2 * pair] + last[2 * pair + 1] : 0;
            const bool takesPair = hasPair && (single == singles.size() || ofPair < singles[single].first);
            weights.push_back(takesPair ? ofPair : singles[single].first);
            isPair.back().push_back(takesPair);
            ++(takesPair ? pair : single);
        }
    }

    std::size_t taken = 2 * singles.size() - 2;
    for (std::size_t round = isPair.size(); round-- > 0;) {
        const auto pairs = static_cast<std::size_t>(std::count(
            isPair[round].begin(), isPair[round].begin() + static_cast<std::ptrdiff_t>(taken), true));
        for (std::size_t single = 0; single < taken - pairs; ++single)
            ++lengths[singles[single].second];
        taken = 2 * pairs;
    }
    return lengths;
}

std::uint16_t reversed(std::uint32_t word, int bits)
{
    std::uint32_t result = 0;
    for (int i = 0; i < bits; ++i)
        result |= ((word >> i) & 1U) << (bits - 1 - i);
    return static_cast<std::uint16_t>(result);
}

} // namespace

HuffmanCode HuffmanCode::forCounts(std::span<const std::uint32_t> counts, int longest)
{
    HuffmanCode code;
    code.lengths = lengthsFor(counts, longest);
    code.words.resize(counts.size());
    std::array<std::uint32_t, kMostBits + 1> ofLength{};
    for (const std::uint8_t length : code.lengths)
        ++ofLength[length];
    ofLength[0] = 0;
    std::array<std::uint32_t, kMostBits + 1> next{};
    for (std::size_t bits = 1; bits <= kMostBits; ++bits)
        next[bits] = (next[bits - 1] + ofLength[bits - 1]) << 1;
    for (std::size_t symbol = 0; symbol < counts.size(); ++symbol) {
        if (const int bits = code.lengths[symbol]; bits > 0)
            code.words[symbol] = reversed(next[static_cast<std::size_t>(bits)]++, bits);
    }
    return code;
}

} // namespace reelout
