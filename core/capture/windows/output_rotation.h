// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/geometry.h"

#include <cstddef>
#include <cstdint>

namespace reelout {

/// How far the picture of a monitor is turned clockwise before it is sent there, so that a monitor that
/// stands on its side shows it upright. What is sent is not turned in memory: that is what desktop
/// duplication hands over.
enum class OutputRotation { None, Quarter, Half, ThreeQuarters };

/// The size on the desktop of what is `sent`.
Size turned(Size sent, OutputRotation rotation);
/// Where a part of what is sent lies in the monitor's area of the desktop.
Rect turned(const Rect& part, Size sent, OutputRotation rotation);
/// The way back, from the monitor's area of the desktop to what is sent.
Rect turnedBack(const Rect& part, Size sent, OutputRotation rotation);

/// 32-bit pixels in memory; strides in bytes.
struct PixelSource {
    const std::uint8_t* data = nullptr;
    std::ptrdiff_t stride = 0;
};
struct PixelTarget {
    std::uint8_t* data = nullptr;
    std::ptrdiff_t stride = 0;
};

/// Copies `part` of what is sent, of which `from` is the first pixel of the whole, to its place on the
/// desktop, of which `to` is the first pixel of the monitor's area. `part` lies inside `sent`.
void copyTurned(PixelSource from, Size sent, const Rect& part, OutputRotation rotation, PixelTarget to);

} // namespace reelout
