// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace reelout {

/// A zlib stream (RFC 1950) made piece by piece, by ISA-L at the level that a sequence of stills can keep up
/// with. One thread.
class QuickDeflate {
public:
    using Sink = std::function<void(std::span<const std::uint8_t>)>;

    /// `sink` gets the stream in pieces of up to 256 KiB.
    explicit QuickDeflate(Sink sink);
    ~QuickDeflate();
    QuickDeflate(const QuickDeflate&) = delete;
    QuickDeflate& operator=(const QuickDeflate&) = delete;

    /// EncoderRejected with the library's code when it fails.
    Status add(std::span<const std::uint8_t> bytes, bool isLast);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// The same for bytes that are all there and a still that may take its time, by libdeflate.
Result<std::vector<std::uint8_t>> smallDeflate(std::span<const std::uint8_t> bytes);

/// CRC-32 of the PNG specification (5.5), continued from the result for the bytes before; 0 = none before.
std::uint32_t crc32(std::uint32_t before, std::span<const std::uint8_t> bytes);

} // namespace reelout
