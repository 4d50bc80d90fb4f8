// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/generators/pattern_painter.h"

#include "capture/generators/bitmap_font.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <numbers>

namespace reelout {

namespace {

constexpr std::uint32_t kWhite = 0xFFFFFFFFU;
constexpr std::uint32_t kBlack = 0xFF000000U;

std::uint32_t rgb(int red, int green, int blue)
{
    return 0xFF000000U | (static_cast<std::uint32_t>(red) << 16U) |
           (static_cast<std::uint32_t>(green) << 8U) | static_cast<std::uint32_t>(blue);
}

/// Part `index` of `count` equal parts of `length`.
int part(int length, int index, int count)
{
    return static_cast<int>(static_cast<std::int64_t>(length) * index / count);
}

template <std::size_t Count>
void paintBars(Picture& picture, int top, int bottom, const std::array<std::uint32_t, Count>& colours)
{
    for (std::size_t i = 0; i < Count; ++i) {
        const int left = part(picture.size.width, static_cast<int>(i), Count);
        const int right = part(picture.size.width, static_cast<int>(i) + 1, Count);
        fillRect(picture, {left, top, right - left, bottom - top}, colours[i]);
    }
}

void paintSmpteBars(Picture& picture)
{
    const std::uint32_t grey = rgb(191, 191, 191);
    const std::uint32_t yellow = rgb(191, 191, 0);
    const std::uint32_t cyan = rgb(0, 191, 191);
    const std::uint32_t green = rgb(0, 191, 0);
    const std::uint32_t magenta = rgb(191, 0, 191);
    const std::uint32_t red = rgb(191, 0, 0);
    const std::uint32_t blue = rgb(0, 0, 191);
    const int height = picture.size.height;
    const int upper = part(height, 2, 3);
    const int lower = part(height, 3, 4);
    paintBars<7>(picture, 0, upper, {grey, yellow, cyan, green, magenta, red, blue});
    paintBars<7>(picture, upper, lower, {blue, kBlack, magenta, kBlack, cyan, kBlack, grey});
    // -I, white, +Q, black, then steps just above black in place of the signal's superblack.
    paintBars<6>(picture, lower, height,
                 {rgb(0, 33, 76), kWhite, rgb(50, 0, 106), kBlack, rgb(10, 10, 10), kBlack});
}

void paintRamp(Picture& picture)
{
    const int last = std::max(picture.size.width - 1, 1);
    const std::array<std::uint32_t, 4> masks{0x00FFFFFFU, 0x00FF0000U, 0x0000FF00U, 0x000000FFU};
    for (int y = 0; y < picture.size.height; ++y) {
        // The upper half is grey, below it one ramp each of red, green and blue.
        const int row = y < picture.size.height / 2 ? 0 : 1 + (y * 6 / std::max(picture.size.height, 1) - 3);
        const std::uint32_t mask = masks[static_cast<std::size_t>(std::clamp(row, 0, 3))];
        std::uint8_t* pixel = picture.row(0, y);
        for (int x = 0; x < picture.size.width; ++x, pixel += 4) {
            const int level = static_cast<int>((static_cast<std::int64_t>(x) * 255 + last / 2) / last);
            const std::uint32_t colour = (rgb(level, level, level) & mask) | kBlack;
            std::memcpy(pixel, &colour, 4);
        }
    }
}

void paintNoise(Picture& picture)
{
    std::uint64_t state = 0x9E3779B97F4A7C15U;
    for (int y = 0; y < picture.size.height; ++y) {
        std::uint8_t* pixel = picture.row(0, y);
        for (int x = 0; x < picture.size.width; ++x, pixel += 4) {
            state ^= state << 13U;
            state ^= state >> 7U;
            state ^= state << 17U;
            const std::uint32_t colour = static_cast<std::uint32_t>(state >> 32U) | kBlack;
            std::memcpy(pixel, &colour, 4);
        }
    }
}

void paintChecker(Picture& picture)
{
    const int side = std::max(picture.size.height / 16, 1);
    for (int y = 0; y < picture.size.height; y += side) {
        for (int x = 0; x < picture.size.width; x += side) {
            const bool isLight = (x / side + y / side) % 2 == 0;
            fillRect(picture, {x, y, side, side}, isLight ? rgb(191, 191, 191) : rgb(64, 64, 64));
        }
    }
}

void paintZonePlate(Picture& picture)
{
    for (int y = 0; y < picture.size.height; ++y) {
        std::uint8_t* pixel = picture.row(0, y);
        for (int x = 0; x < picture.size.width; ++x, pixel += 4) {
            const int level = static_cast<int>(std::lround(255.0 * zonePlateLevel(picture.size, x, y)));
            const std::uint32_t colour = rgb(level, level, level);
            std::memcpy(pixel, &colour, 4);
        }
    }
}

} // namespace

double zonePlateLevel(Size size, int x, int y)
{
    // The phase grows with the square of the radius and reaches half a cycle a pixel at the far side.
    const double centreX = (size.width - 1) / 2.0;
    const double centreY = (size.height - 1) / 2.0;
    const double scale = std::numbers::pi / (2.0 * std::max({centreX, centreY, 1.0}));
    const double square = (x - centreX) * (x - centreX) + (y - centreY) * (y - centreY);
    return 0.5 + 0.5 * std::cos(square * scale);
}

void paintPattern(Picture& picture, TestPatternSpec::Pattern pattern)
{
    const Rect whole{0, 0, picture.size.width, picture.size.height};
    switch (pattern) {
    case TestPatternSpec::Pattern::Bars:
        return paintSmpteBars(picture);
    case TestPatternSpec::Pattern::Ramp:
        return paintRamp(picture);
    case TestPatternSpec::Pattern::Noise:
        return paintNoise(picture);
    case TestPatternSpec::Pattern::Checker:
        return paintChecker(picture);
    case TestPatternSpec::Pattern::ZonePlate:
        return paintZonePlate(picture);
    case TestPatternSpec::Pattern::Black:
        return fillRect(picture, whole, kBlack);
    case TestPatternSpec::Pattern::White:
        return fillRect(picture, whole, kWhite);
    }
}

} // namespace reelout
