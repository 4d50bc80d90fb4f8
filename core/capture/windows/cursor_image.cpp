// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/windows/cursor_image.h"

#include <algorithm>

namespace reelout {

namespace {

constexpr std::uint32_t kColour = 0x00FFFFFF;
constexpr std::uint32_t kOpaque = 0xFF000000;

std::uint32_t multipliedByAlpha(std::uint32_t pixel)
{
    const std::uint32_t alpha = pixel >> 24;
    std::uint32_t result = alpha << 24;
    for (int shift = 0; shift < 24; shift += 8)
        result |= ((pixel >> shift & 255) * alpha + 127) / 255 << shift;
    return result;
}

std::size_t area(Size size)
{
    return size.isEmpty() ? 0 : static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height);
}

} // namespace

Sprite cursorSprite(const CursorBits& bits)
{
    Sprite sprite;
    const std::size_t count = area(bits.size);
    const bool hasAlpha = std::any_of(bits.colour.begin(), bits.colour.end(),
                                      [](std::uint32_t pixel) { return (pixel & kOpaque) != 0; });
    if (count == 0 || bits.colour.size() != count || (!hasAlpha && bits.screen.size() != count))
        return sprite;
    sprite.size = bits.size;
    sprite.hotX = bits.hotX;
    sprite.hotY = bits.hotY;
    sprite.pixels.reserve(count);
    if (hasAlpha) {
        // Windows looks at the mask only where nothing has alpha.
        std::transform(bits.colour.begin(), bits.colour.end(), std::back_inserter(sprite.pixels),
                       multipliedByAlpha);
        return sprite;
    }
    sprite.inverted.resize(count);
    bool inverts = false;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t colour = bits.colour[i] & kColour;
        const bool isScreen = bits.screen[i] != 0;
        sprite.pixels.push_back(isScreen ? 0 : kOpaque | colour);
        sprite.inverted[i] = isScreen ? colour : 0;
        inverts = inverts || sprite.inverted[i] != 0;
    }
    if (!inverts)
        sprite.inverted.clear();
    return sprite;
}

std::vector<std::uint8_t> unpackBits(std::span<const std::uint8_t> bytes, std::size_t stride, Size size)
{
    std::vector<std::uint8_t> pixels;
    const std::size_t width = size.isEmpty() ? 0 : static_cast<std::size_t>(size.width);
    const std::size_t height = size.isEmpty() ? 0 : static_cast<std::size_t>(size.height);
    if (width == 0 || stride * 8 < width || bytes.size() < stride * height)
        return pixels;
    pixels.reserve(width * height);
    for (std::size_t y = 0; y < height; ++y) {
        for (std::size_t x = 0; x < width; ++x)
            pixels.push_back(static_cast<std::uint8_t>(bytes[y * stride + x / 8] >> (7 - x % 8) & 1));
    }
    return pixels;
}

CursorBits twoColourCursor(std::vector<std::uint8_t> masks, Size bitmap)
{
    CursorBits bits;
    const Size half{bitmap.width, bitmap.height / 2};
    const std::size_t count = area(half);
    if (count == 0 || bitmap.height % 2 != 0 || masks.size() != 2 * count)
        return bits;
    bits.size = half;
    bits.colour.reserve(count);
    std::transform(masks.begin() + static_cast<std::ptrdiff_t>(count), masks.end(),
                   std::back_inserter(bits.colour), [](std::uint8_t bit) { return bit != 0 ? kColour : 0; });
    masks.resize(count);
    bits.screen = std::move(masks);
    return bits;
}

} // namespace reelout
