// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "container/byte_reader.h"

namespace reelout {

/// As EBML's CRC-32 element has it, stored little-endian (RFC 8794, 11.3.1; ISO 3309).
std::uint32_t ebmlCrc32(ByteSpan bytes);
/// Of an Ogg page whose own checksum field is zero (RFC 3533, 6).
std::uint32_t oggCrc32(ByteSpan bytes);
/// Of a FLAC frame header without it (RFC 9639, 9.1.8).
std::uint8_t flacCrc8(ByteSpan bytes);
/// Of a FLAC frame (RFC 9639, 9.3), going on from `start`. A whole frame with its own checksum gives 0.
std::uint16_t flacCrc16(ByteSpan bytes, std::uint16_t start = 0);

} // namespace reelout
