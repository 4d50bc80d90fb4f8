// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/overlay/click_rings.h"

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {

constexpr double kRadius = 22.0;
constexpr double kThickness = 4.0;
constexpr double kGrowth = 0.5;
constexpr int kPhases = 10; ///< of fading; 0 = down
constexpr Duration kFading = std::chrono::milliseconds(350);
constexpr Duration kShortestShow = std::chrono::milliseconds(120); // a click is quicker than an eye
constexpr std::array<std::uint32_t, 3> kColours{0xFFD21E, 0x3CD25A, 0x46A0FF};

// How much of a pixel lies inside a circle's edge at `radius`.
double coverage(double distance, double radius)
{
    return std::clamp(radius - distance + 0.5, 0.0, 1.0);
}

Sprite drawRing(double scale, std::uint32_t colour, double fading)
{
    const double radius = kRadius * scale * (1.0 + kGrowth * fading);
    const double inner = radius - kThickness * scale;
    const int half = static_cast<int>(std::ceil(radius)) + 1;
    const int side = 2 * half + 1;
    Sprite sprite;
    sprite.size = {side, side};
    sprite.hotX = half;
    sprite.hotY = half;
    sprite.pixels.reserve(static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
    for (int y = -half; y <= half; ++y) {
        for (int x = -half; x <= half; ++x) {
            const double distance = std::hypot(x, y);
            const double disc = coverage(distance, radius);
            const double hole = coverage(distance, inner);
            const double alpha = (0.9 * (disc - hole) + 0.3 * hole) * (1.0 - fading);
            std::uint32_t pixel = static_cast<std::uint32_t>(std::lround(alpha * 255)) << 24;
            for (int shift = 0; shift < 24; shift += 8)
                pixel |= static_cast<std::uint32_t>(std::lround(alpha * (colour >> shift & 255))) << shift;
            sprite.pixels.push_back(pixel);
        }
    }
    return sprite;
}

} // namespace

void ClickRings::press(Button button, Timestamp now)
{
    m_rings[static_cast<std::size_t>(button)] = {true, true, now, m_x, m_y};
}

void ClickRings::release(Button button, Timestamp now)
{
    Ring& ring = m_rings[static_cast<std::size_t>(button)];
    if (!ring.isDown)
        return;
    ring.isDown = false;
    ring.since = std::max(now, ring.since + kShortestShow);
}

void ClickRings::moveTo(int x, int y)
{
    m_x = x;
    m_y = y;
    for (Ring& ring : m_rings) {
        if (ring.isDown) {
            ring.x = x;
            ring.y = y;
        }
    }
}

SpritePtr ClickRings::ring(std::size_t button, int phase)
{
    SpritePtr& drawn = m_drawn[{button, phase}];
    if (!drawn)
        drawn = std::make_shared<Sprite>(
            drawRing(m_scale, kColours[button], static_cast<double>(phase) / kPhases));
    return drawn;
}

std::vector<PlacedSprite> ClickRings::sprites(Timestamp now)
{
    std::vector<PlacedSprite> shown;
    for (std::size_t button = 0; button < m_rings.size(); ++button) {
        Ring& each = m_rings[button];
        if (!each.isShown)
            continue;
        int phase = 0;
        if (!each.isDown && now > each.since)
            phase = static_cast<int>((now - each.since) * kPhases / kFading);
        if (phase >= kPhases) {
            each.isShown = false;
            continue;
        }
        const SpritePtr sprite = ring(button, phase);
        shown.push_back({sprite, each.x - sprite->hotX, each.y - sprite->hotY});
    }
    return shown;
}

} // namespace reelout
