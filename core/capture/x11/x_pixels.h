// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>

namespace reelout {

class XConnection;

/// How the pixels of a window come from the server. Bgrx8 needs no conversion.
enum class XPixelLayout {
    Bgrx8,
    Rgb565, ///< depth 16
    Rgb555, ///< depth 15
    Rgb30,  ///< depth 30: 10 bits each in a 32-bit word, red highest
};

struct XPixelFormat {
    XPixelLayout layout = XPixelLayout::Bgrx8;
    std::size_t bytesPerPixel = 4;
    friend bool operator==(const XPixelFormat&, const XPixelFormat&) = default;

    /// Bytes of a row `width` pixels wide; the protocol pads rows to 32 bits.
    std::size_t rowBytes(int width) const
    {
        return (static_cast<std::size_t>(width) * bytesPerPixel + 3) / 4 * 4;
    }
};

/// The format of the root window. Unsupported, naming the depth, for what can't be converted: palettes, other
/// channel orders, pixels with the highest byte first.
Result<XPixelFormat> rootPixelFormat(const XConnection& connection);
/// The same of windows of a depth and visual.
Result<XPixelFormat> pixelFormatOf(const XConnection& connection, int depth, std::uint32_t visualId);

/// Makes Bgrx8 of one row of `width` pixels. `to` and `from` do not overlap.
void convertRow(XPixelLayout layout, const std::uint8_t* from, std::uint8_t* to, int width);

} // namespace reelout
