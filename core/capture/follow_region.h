// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "media/specs.h"

#include <optional>
#include <vector>

namespace reelout {

/// The place of a region of fixed size that comes after the mouse pointer, smoothly, and stays inside the
/// monitor the pointer is on. Pure.
class FollowRegion {
public:
    /// `seconds`: the time in which it covers 95 % of a distance; 0 = at once.
    FollowRegion(Size size, ScreenSpec::Follow mode, double seconds);

    /// Physical pixels. The region goes on to the nearest place when it lies in none of them any more.
    void setMonitors(std::vector<Rect> monitors) { m_monitors = std::move(monitors); }
    /// Where the region is at `now`, with the pointer at x, y. The first call places it.
    Rect follow(int x, int y, Timestamp now);
    /// True while it has not come to rest.
    bool isMoving() const { return m_isMoving; }

private:
    struct Place {
        double x = 0.0; ///< of the left upper corner
        double y = 0.0;
    };
    Place wantedFor(int x, int y) const;
    Rect monitorAt(int x, int y) const;
    Rect rect() const;

    const Size m_size;
    const ScreenSpec::Follow m_mode;
    const double m_seconds;
    std::vector<Rect> m_monitors;
    std::optional<Place> m_place;
    Timestamp m_last;
    bool m_isMoving = false;
};

} // namespace reelout
