// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/still/deflate_block.h"

#include <functional>

namespace reelout {

/// A zlib stream (RFC 1950) of PNG rows of drawn pictures, which are mostly runs once filtered. General
/// compressors look for the last place where the same bytes stood: inside a run that is a match's length
/// back. Here a run goes on from the byte or pixel before it, which takes a third of the bits. Half the
/// size of ISA-L on windows at two to three times its time, and no good for natural pictures. The same bytes
/// on every processor. One thread.
class FlatDeflate {
public:
    using Sink = std::function<void(std::span<const std::uint8_t>)>;

    /// How far back a match may reach.
    static constexpr std::size_t kWindow = 32768;

    /// `pixelBytes`: 1 to 8. `sink` gets the stream in pieces.
    FlatDeflate(int pixelBytes, Sink sink);

    /// Those added before, up to kWindow of them, still lie right in front of `bytes`.
    void add(std::span<const std::uint8_t> bytes, bool isLast);

private:
    struct Match {
        std::size_t length = 0;
        std::size_t distance = 0;
    };
    std::size_t remember(const std::uint8_t* at, std::size_t position);
    Match runAt(const std::uint8_t* at, const std::uint8_t* end, std::size_t position) const;
    Match matchAt(const std::uint8_t* at, const std::uint8_t* end, std::size_t position);
    void tokenise(std::span<const std::uint8_t> bytes);
    void addMatch(Match match);
    void flush();

    std::size_t m_step;
    Sink m_sink;
    DeflateBlockWriter m_writer;
    std::vector<std::size_t> m_newest; ///< for a hash of four bytes, one above where it was met last
    std::vector<std::size_t> m_older;  ///< for a place, the one before it
    std::size_t m_position = 0;        ///< bytes added before
    std::uint32_t m_adler = 1;
};

} // namespace reelout
