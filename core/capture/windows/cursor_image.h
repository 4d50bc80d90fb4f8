// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/overlay/sprite.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace reelout {

/// The bits of a Windows pointer, from the top. `screen` is its AND mask: what is set there stays of the
/// screen, and the colour is XORed onto it; what is not is the colour itself. Pure.
struct CursorBits {
    Size size;
    int hotX = 0;
    int hotY = 0;
    std::vector<std::uint8_t> screen;  ///< 0 or 1 a pixel
    std::vector<std::uint32_t> colour; ///< 0xAARRGGBB a pixel; where any alpha is set, it counts (straight)
};

/// As it is drawn: opaque, transparent, blended or inverting, pixel by pixel. Empty when the numbers of
/// pixels are not those of `size`.
Sprite cursorSprite(const CursorBits& bits);

/// Pixels of a bitmap of one bit each, highest first, in rows of `stride` bytes: 0 or 1 each. Empty when
/// there are not that many.
std::vector<std::uint8_t> unpackBits(std::span<const std::uint8_t> bytes, std::size_t stride, Size size);

/// A pointer of two colours: `masks` has the AND mask above the XOR mask, as one bitmap twice as high.
CursorBits twoColourCursor(std::vector<std::uint8_t> masks, Size bitmap);

} // namespace reelout
