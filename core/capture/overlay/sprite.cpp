// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/overlay/sprite.h"

#include <algorithm>
#include <cmath>

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

struct Place {
    int x = 0;
    int y = 0;
};

// `row` of the part of a picture that a sprite covers.
void invertRow(const Sprite& sprite, const Place& place, const Rect& part, int row, Picture& picture)
{
    const std::uint32_t* from =
        sprite.inverted.data() +
        static_cast<std::size_t>(row - place.y) * static_cast<std::size_t>(sprite.size.width) +
        (part.x - place.x);
    std::uint8_t* to = picture.row(0, row) + static_cast<std::ptrdiff_t>(part.x) * 4;
    for (int column = 0; column < part.width; ++column, ++from, to += 4) {
        for (int channel = 0; channel < 3; ++channel)
            to[channel] = static_cast<std::uint8_t>(to[channel] ^ (*from >> (8 * channel) & 255));
    }
}

} // namespace

void blendSprite(const Sprite& sprite, int x, int y, const Rect& clip, Picture& picture)
{
    const Rect whole{0, 0, picture.size.width, picture.size.height};
    const Rect part = Rect{x, y, sprite.size.width, sprite.size.height}.intersected(clip.intersected(whole));
    for (int row = part.y; row < part.bottom(); ++row) {
        const std::uint32_t* from =
            sprite.pixels.data() +
            static_cast<std::size_t>(row - y) * static_cast<std::size_t>(sprite.size.width) + (part.x - x);
        std::uint8_t* to = picture.row(0, row) + static_cast<std::ptrdiff_t>(part.x) * 4;
        for (int column = 0; column < part.width; ++column, ++from, to += 4)
            blendPixel(*from, to);
        if (!sprite.inverted.empty())
            invertRow(sprite, {x, y}, part, row, picture);
    }
}

Sprite scaledSprite(const Sprite& sprite, double factor)
{
    constexpr double kLongest = 512.0;
    const int longest = std::max(sprite.size.width, sprite.size.height);
    if (sprite.size.isEmpty() || factor <= 0.0 || factor == 1.0)
        return sprite;
    factor = std::min(factor, kLongest / longest);
    Sprite scaled;
    const auto side = [&](int length) { return std::max(1, static_cast<int>(std::lround(length * factor))); };
    scaled.size = {side(sprite.size.width), side(sprite.size.height)};
    scaled.hotX = static_cast<int>((sprite.hotX + 0.5) * factor);
    scaled.hotY = static_cast<int>((sprite.hotY + 0.5) * factor);
    scaled.pixels.reserve(static_cast<std::size_t>(scaled.size.width) *
                          static_cast<std::size_t>(scaled.size.height));
    const auto pixel = [&](int x, int y) -> std::uint32_t {
        x = std::clamp(x, 0, sprite.size.width - 1);
        y = std::clamp(y, 0, sprite.size.height - 1);
        return sprite.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(sprite.size.width) +
                             static_cast<std::size_t>(x)];
    };
    // Colour is multiplied by alpha, so that all four channels mix alike.
    const auto mix = [](std::uint32_t left, std::uint32_t right, double part) {
        std::uint32_t mixed = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            const double from = left >> shift & 255;
            const double to = right >> shift & 255;
            mixed |= static_cast<std::uint32_t>(std::lround(from + (to - from) * part)) << shift;
        }
        return mixed;
    };
    for (int row = 0; row < scaled.size.height; ++row) {
        const double y = (row + 0.5) / factor - 0.5;
        const int top = static_cast<int>(std::floor(y));
        for (int column = 0; column < scaled.size.width; ++column) {
            const double x = (column + 0.5) / factor - 0.5;
            const int left = static_cast<int>(std::floor(x));
            scaled.pixels.push_back(mix(mix(pixel(left, top), pixel(left + 1, top), x - left),
                                        mix(pixel(left, top + 1), pixel(left + 1, top + 1), x - left),
                                        y - top));
            if (!sprite.inverted.empty()) {
                // Half an inversion would be grey on any ground.
                const int nearestX =
                    std::min(static_cast<int>((column + 0.5) / factor), sprite.size.width - 1);
                const int nearestY = std::min(static_cast<int>((row + 0.5) / factor), sprite.size.height - 1);
                scaled.inverted.push_back(sprite.inverted[static_cast<std::size_t>(nearestY) *
                                                              static_cast<std::size_t>(sprite.size.width) +
                                                          static_cast<std::size_t>(nearestX)]);
            }
        }
    }
    return scaled;
}

} // namespace reelout
