// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace reelout {

/// What the code values of a picture mean, with the meanings of ITU-T H.273. Screens are sRGB, full range;
/// movies of ours are BT.709, but for Motion JPEG and VP8.
enum class ColourMatrix { Rgb, Bt709, Bt601 };
enum class ColourTransfer { Srgb, Bt709, Linear };
enum class ColourRange { Full, Limited };

struct ColourSpec {
    ColourMatrix matrix = ColourMatrix::Rgb;
    ColourTransfer transfer = ColourTransfer::Srgb;
    ColourRange range = ColourRange::Full;

    friend bool operator==(const ColourSpec&, const ColourSpec&) = default;
};

inline constexpr ColourSpec kScreenColour{};
inline constexpr ColourSpec kBt709Limited{ColourMatrix::Bt709, ColourTransfer::Bt709, ColourRange::Limited};
inline constexpr ColourSpec kBt709Full{ColourMatrix::Bt709, ColourTransfer::Bt709, ColourRange::Full};
/// VP8's own (RFC 6386 section 9.2).
inline constexpr ColourSpec kVp8Colour{ColourMatrix::Bt601, ColourTransfer::Bt709, ColourRange::Limited};
/// JPEG's own (JFIF 1.02): decoders know no other, whatever a container says.
inline constexpr ColourSpec kJfifColour{ColourMatrix::Bt601, ColourTransfer::Bt709, ColourRange::Full};

} // namespace reelout
