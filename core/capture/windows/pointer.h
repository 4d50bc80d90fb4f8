// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/windows_api.h"
#include "capture/overlay/sprite.h"

namespace reelout {

/// The mouse pointer: where it is, and what it looks like, fetched when it is another one. Capture thread,
/// which holds PhysicalPixels.
class WindowsPointer {
public:
    /// `isWanted`: it is to be drawn, `scale` times as big as it is.
    WindowsPointer(bool isWanted, double scale) : m_isWanted(isWanted), m_scale(scale) {}

    /// Where Windows does not tell (its secure desktop), there is none.
    void look();
    /// On the desktop; no sprite when it is not wanted or hidden.
    PlacedSprite placed() const;
    /// Where it points on the desktop.
    int x() const { return m_x; }
    int y() const { return m_y; }

private:
    const bool m_isWanted;
    const double m_scale;
    int m_x = 0;
    int m_y = 0;
    bool m_isShown = false;
    HCURSOR m_cursor = nullptr;
    SpritePtr m_sprite;
};

} // namespace reelout
