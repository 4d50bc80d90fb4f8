// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/picture.h"

#include <cstdint>
#include <optional>

namespace reelout {

// A 32-bit number as black and white cells at the top left of a picture, for programs to read back after
// encoding, scaling and cropping from the right or bottom to no more than the code needs. The code is a grid
// of 10 × 6 cells, each 1/48 of the picture's width and 1/30 of its height, so it scales with the picture.
// Row by row: six pairs of a white and a black reference cell share their rows with the bits, most
// significant first, of the number and of its CRC-16/CCITT-FALSE; white is 1.

inline constexpr int kFrameCodeColumns = 10;
inline constexpr int kFrameCodeRows = 6;

/// The area the code takes in a picture of `size`; empty when the picture is smaller than 48 × 30 pixels and
/// has no code. From 160 × 100 on it survives lossy 4:2:0 coding.
Rect frameCodeArea(Size size);

/// Draws the code of `number` into a Bgra8 or Bgrx8 picture; does nothing where there is no room.
void drawFrameCode(Picture& picture, std::uint32_t number);

/// Pixels of 8 bits a component to read a code from: 1 byte a pixel is luma or grey, 3 or 4 are RGB in any
/// order with the fourth byte left out.
struct FrameCodeView {
    const std::uint8_t* data = nullptr;
    std::ptrdiff_t stride = 0;
    Size size;
    int bytesPerPixel = 4;
};

/// The number, or nothing when there is no whole code (contrast of the reference cells below 40 of 255, wrong
/// check sum, no room).
std::optional<std::uint32_t> readFrameCode(const FrameCodeView& view);
/// The same for Bgra8, Bgrx8, Rgba8, Rgb8, Gray8 and every 8-bit format with a luma plane; nothing for
/// others.
std::optional<std::uint32_t> readFrameCode(const Picture& picture);

} // namespace reelout
