// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/x11/x_cursor.h"

#include <algorithm>

namespace reelout {

namespace {

// Exact round(value * factor / 255) for both up to 255.
std::uint32_t scale(std::uint32_t value, std::uint32_t factor)
{
    const std::uint32_t product = value * factor + 128;
    return (product + (product >> 8)) >> 8;
}

void blendPixel(std::uint32_t source, std::uint8_t* to)
{
    const std::uint32_t rest = 255 - (source >> 24);
    for (int channel = 0; channel < 3; ++channel) {
        const std::uint32_t over = source >> (8 * channel) & 255;
        to[channel] =
            static_cast<std::uint8_t>(std::min<std::uint32_t>(255, over + scale(to[channel], rest)));
    }
}

} // namespace

void blendCursor(const CursorImage& cursor, int x, int y, const Rect& clip, Picture& picture)
{
    const Rect whole{0, 0, picture.size.width, picture.size.height};
    const Rect part = Rect{x, y, cursor.size.width, cursor.size.height}.intersected(clip.intersected(whole));
    for (int row = part.y; row < part.bottom(); ++row) {
        const std::uint32_t* from =
            cursor.pixels.data() +
            static_cast<std::size_t>(row - y) * static_cast<std::size_t>(cursor.size.width) + (part.x - x);
        std::uint8_t* to = picture.row(0, row) + static_cast<std::ptrdiff_t>(part.x) * 4;
        for (int column = 0; column < part.width; ++column, ++from, to += 4)
            blendPixel(*from, to);
    }
}

} // namespace reelout
