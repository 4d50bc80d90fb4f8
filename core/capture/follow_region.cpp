// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/follow_region.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace reelout {

namespace {

// The pointer comes this near to an edge, in parts of the side, before the region moves.
constexpr double kMargin = 0.15;
constexpr double kAtRest = 0.5;        // pixels
constexpr double kTimeConstants = 3.0; // of an exponential, until 95 %

double inside(double place, int length, int from, int to)
{
    const double last = to - length;
    // What is longer than the monitor is centred on it.
    return last < from ? (from + last) / 2.0 : std::clamp(place, static_cast<double>(from), last);
}

double distance(const Rect& rect, int x, int y)
{
    const double dx = std::max({rect.x - x, 0, x - rect.right() + 1});
    const double dy = std::max({rect.y - y, 0, y - rect.bottom() + 1});
    return std::hypot(dx, dy);
}

// The nearest place at which the pointer is not too near to an edge.
double away(double place, int length, int pointer)
{
    const double margin = length * kMargin;
    return std::clamp(place, pointer - length + margin, pointer - margin);
}

} // namespace

FollowRegion::FollowRegion(Size size, ScreenSpec::Follow mode, double seconds)
    : m_size(size),
      m_mode(mode),
      m_seconds(seconds)
{}

Rect FollowRegion::monitorAt(int x, int y) const
{
    Rect nearest{0, 0, std::numeric_limits<short>::max(), std::numeric_limits<short>::max()};
    double least = std::numeric_limits<double>::max();
    for (const Rect& monitor : m_monitors) {
        if (const double far = distance(monitor, x, y); far < least) {
            least = far;
            nearest = monitor;
        }
    }
    return nearest;
}

FollowRegion::Place FollowRegion::wantedFor(int x, int y) const
{
    Place wanted{x - m_size.width / 2.0, y - m_size.height / 2.0};
    if (m_mode == ScreenSpec::Follow::Edge && m_place)
        wanted = {away(m_place->x, m_size.width, x), away(m_place->y, m_size.height, y)};
    const Rect monitor = monitorAt(x, y);
    return {inside(wanted.x, m_size.width, monitor.x, monitor.right()),
            inside(wanted.y, m_size.height, monitor.y, monitor.bottom())};
}

Rect FollowRegion::follow(int x, int y, Timestamp now)
{
    const Place wanted = wantedFor(x, y);
    if (!m_place || m_seconds <= 0.0) {
        m_place = wanted;
    } else {
        const double passed = toSeconds(now - m_last);
        const double part = 1.0 - std::exp(-kTimeConstants * passed / m_seconds);
        m_place->x += (wanted.x - m_place->x) * part;
        m_place->y += (wanted.y - m_place->y) * part;
        if (std::hypot(wanted.x - m_place->x, wanted.y - m_place->y) < kAtRest)
            m_place = wanted;
    }
    m_last = now;
    m_isMoving = m_place->x != wanted.x || m_place->y != wanted.y;
    return rect();
}

Rect FollowRegion::rect() const
{
    return {static_cast<int>(std::lround(m_place->x)), static_cast<int>(std::lround(m_place->y)),
            m_size.width, m_size.height};
}

} // namespace reelout
