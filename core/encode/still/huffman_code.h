// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace reelout {

/// A prefix code of deflate (RFC 1951, 3.2.2), as what is written: bit-reversed words and their lengths.
/// Value type.
struct HuffmanCode {
    std::vector<std::uint16_t> words;
    std::vector<std::uint8_t> lengths; ///< bits; 0 for symbols that don't occur

    /// The shortest code for symbols that occur `counts` times with no word longer than `longest` bits (at
    /// most 15, and enough for the symbols there are); a single symbol has a word of one bit.
    static HuffmanCode forCounts(std::span<const std::uint32_t> counts, int longest);
};

} // namespace reelout
