// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace reelout {

// The second compression of Hap chunks: a writer of the Snappy format (Google, format_description.txt) made
// for texture blocks. Blocks are 8 or 16 bytes of 4-byte parts, so matches are looked for at multiples of 4
// and from 8 bytes on, which takes half the time of a search byte by byte. Any Snappy reader takes the
// result; the same bytes come out everywhere. Pure, any thread.

/// Room snappyCompress() may need for `size` bytes.
std::size_t snappyBound(std::size_t size);

/// Compresses `blocks`, below 4 GiB, to `target`, which has room for snappyBound(). Returns the bytes
/// written.
std::size_t snappyCompress(std::span<const std::uint8_t> blocks, std::uint8_t* target);

} // namespace reelout
