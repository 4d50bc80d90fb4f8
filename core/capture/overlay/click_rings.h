// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "capture/overlay/sprite.h"

#include <array>
#include <map>
#include <utility>

namespace reelout {

/// Rings around the mouse pointer while a button is down, growing and fading when it is let go. Fed by a back
/// end; coordinates are its own. Capture thread.
class ClickRings {
public:
    enum class Button { Left, Middle, Right };

    /// `scale`: 1 = a ring 48 pixels wide.
    explicit ClickRings(double scale = 1.0) : m_scale(scale) {}

    void press(Button button, Timestamp now);
    void release(Button button, Timestamp now);
    /// Rings of buttons that are down go with the pointer.
    void moveTo(int x, int y);
    /// What is to be seen at `now`.
    std::vector<PlacedSprite> sprites(Timestamp now);

private:
    struct Ring {
        bool isShown = false;
        bool isDown = false;
        Timestamp since; ///< it went down, or up
        int x = 0;
        int y = 0;
    };
    SpritePtr ring(std::size_t button, int phase);

    const double m_scale;
    int m_x = 0;
    int m_y = 0;
    std::array<Ring, 3> m_rings;
    std::map<std::pair<std::size_t, int>, SpritePtr> m_drawn;
};

} // namespace reelout
