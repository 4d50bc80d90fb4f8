// SPDX-License-Identifier: GPL-3.0-or-later
#include "hap_pictures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <vector>

namespace reelout::test {

namespace {

using Field = std::vector<float>;

void put(Picture& picture, int x, int y, const std::array<float, 4>& colour)
{
    std::uint8_t* pixel = picture.row(0, y) + 4 * static_cast<std::ptrdiff_t>(x);
    const bool isRgba = picture.format == PixelFormat::Rgba8;
    for (std::size_t c = 0; c < 4; ++c) {
        const std::size_t byte = c == 3 || c == 1 || isRgba ? c : 2 - c;
        pixel[byte] = static_cast<std::uint8_t>(std::clamp(colour[c], 0.0F, 255.0F) + 0.5F);
    }
}

template <class Shade>
void paint(Picture& picture, Shade shade)
{
    for (int y = 0; y < picture.size.height; ++y) {
        for (int x = 0; x < picture.size.width; ++x)
            put(picture, x, y, shade(x, y));
    }
}

/// Adds noise whose grains are `cell` pixels wide and blend into each other.
void addOctave(Field& field, Size size, int cell, float strength, std::minstd_rand& random)
{
    const int across = size.width / cell + 2;
    const int down = size.height / cell + 2;
    Field grid(static_cast<std::size_t>(across) * static_cast<std::size_t>(down));
    for (float& value : grid)
        value = static_cast<float>(random()) / static_cast<float>(std::minstd_rand::max()) * 2.0F - 1.0F;
    const auto ease = [](float t) { return t * t * (3.0F - 2.0F * t); };
    for (int y = 0; y < size.height; ++y) {
        const float v = ease(static_cast<float>(y % cell) / static_cast<float>(cell));
        for (int x = 0; x < size.width; ++x) {
            const float u = ease(static_cast<float>(x % cell) / static_cast<float>(cell));
            const std::size_t corner = static_cast<std::size_t>(y / cell) * static_cast<std::size_t>(across) +
                                       static_cast<std::size_t>(x / cell);
            const std::size_t below = corner + static_cast<std::size_t>(across);
            const float upper = grid[corner] * (1.0F - u) + grid[corner + 1] * u;
            const float lower = grid[below] * (1.0F - u) + grid[below + 1] * u;
            field[static_cast<std::size_t>(y) * static_cast<std::size_t>(size.width) +
                  static_cast<std::size_t>(x)] += strength * (upper * (1.0F - v) + lower * v);
        }
    }
}

Field noiseField(Size size, float smallest, float greatest, int step, std::minstd_rand& random)
{
    Field field(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height), 0.0F);
    for (int cell = 256; cell >= 2; cell /= step) {
        const float share = std::pow(static_cast<float>(cell) / 256.0F, 0.7F);
        addOctave(field, size, cell, smallest + (greatest - smallest) * share, random);
    }
    addOctave(field, size, 1, smallest * 0.3F, random);
    return field;
}

/// Strokes one or two pixels wide, as small text has.
bool isInk(int x, int y)
{
    const unsigned glyph =
        (static_cast<unsigned>(x / 7) * 2654435761U) ^ (static_cast<unsigned>(y / 11) * 40503U);
    const int column = x % 7;
    const int row = y % 11;
    if (column > 4 || row > 7)
        return false;
    return ((glyph >> (column + 2 * (row % 4))) & 1U) != 0 || (column == 0 && (glyph & 64U) != 0);
}

void paintNatural(Picture& picture)
{
    std::minstd_rand random(5);
    const Size size = picture.size;
    const Field light = noiseField(size, 6.0F, 60.0F, 2, random);
    std::array<Field, 3> tint;
    for (Field& field : tint)
        field = noiseField(size, 2.5F, 34.0F, 4, random);
    paint(picture, [&](int x, int y) -> std::array<float, 4> {
        const std::size_t at =
            static_cast<std::size_t>(y) * static_cast<std::size_t>(size.width) + static_cast<std::size_t>(x);
        // Things before a background: every now and then the colours jump.
        const float edge = tint[0][at] > 12.0F ? 45.0F : tint[1][at] < -15.0F ? -40.0F : 0.0F;
        if (y > size.height * 7 / 8 && isInk(x, y))
            return {235, 235, 220, 255};
        const float base = 118.0F + light[at] + edge;
        return {base + tint[0][at], base + tint[1][at], base + tint[2][at] - edge, 255};
    });
}

void paintBars(Picture& picture)
{
    paint(picture, [&](int x, int y) -> std::array<float, 4> {
        const int bar = x * 8 / picture.size.width;
        const float level = y * 2 < picture.size.height ? 255.0F : 191.0F;
        return {(bar & 1) != 0 ? level : 0.0F, (bar & 2) != 0 ? level : 0.0F, (bar & 4) != 0 ? level : 0.0F,
                255};
    });
}

void paintRamps(Picture& picture)
{
    paint(picture, [&](int x, int y) -> std::array<float, 4> {
        const float level =
            255.0F * static_cast<float>(x) / static_cast<float>(std::max(1, picture.size.width - 1));
        const int band = y * 4 / picture.size.height;
        return {band == 1 || band == 2 || band == 3 ? 0.0F : level, band == 0 || band == 2 ? level : 0.0F,
                band == 0 || band == 3 ? level : 0.0F, 255};
    });
}

void paintAlphaRamp(Picture& picture)
{
    paint(picture, [&](int x, int y) -> std::array<float, 4> {
        const auto across = static_cast<float>(x) / static_cast<float>(std::max(1, picture.size.width - 1));
        const auto down = static_cast<float>(y) / static_cast<float>(std::max(1, picture.size.height - 1));
        return {255.0F * down, 128.0F, 255.0F * (1.0F - down), 255.0F * across};
    });
}

} // namespace

std::shared_ptr<Picture> makePacked(PixelFormat format, Size size)
{
    auto picture = std::make_shared<Picture>();
    const std::size_t stride = planeRowBytes(format, size, 0);
    const auto memory =
        std::make_shared<std::vector<std::uint8_t>>(stride * static_cast<std::size_t>(size.height));
    picture->format = format;
    picture->size = size;
    picture->planes[0] = {memory->data(), static_cast<std::ptrdiff_t>(stride)};
    picture->owner = memory;
    return picture;
}

std::shared_ptr<Picture> makeSolid(Size size, PixelFormat format, std::uint8_t red, std::uint8_t green,
                                   std::uint8_t blue, std::uint8_t alpha)
{
    auto picture = makePacked(format, size);
    const std::array<float, 4> colour{static_cast<float>(red), static_cast<float>(green),
                                      static_cast<float>(blue), static_cast<float>(alpha)};
    paint(*picture, [&](int, int) { return colour; });
    return picture;
}

std::shared_ptr<Picture> makeContent(Content content, Size size, PixelFormat format)
{
    auto picture = makePacked(format, size);
    std::minstd_rand random(7);
    const auto level = [&] { return static_cast<float>(random() % 256); };
    switch (content) {
    case Content::Natural:
        paintNatural(*picture);
        break;
    case Content::Ramps:
        paintRamps(*picture);
        break;
    case Content::Bars:
        paintBars(*picture);
        break;
    case Content::Text:
        paint(*picture, [](int x, int y) -> std::array<float, 4> {
            return isInk(x, y) ? std::array<float, 4>{30, 30, 35, 255}
                               : std::array<float, 4>{250, 250, 245, 255};
        });
        break;
    case Content::AlphaRamp:
        paintAlphaRamp(*picture);
        break;
    case Content::Noise:
        paint(*picture, [&](int, int) -> std::array<float, 4> {
            return {level(), level(), level(), level()};
        });
        break;
    }
    return picture;
}

} // namespace reelout::test
