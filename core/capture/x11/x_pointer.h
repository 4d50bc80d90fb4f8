// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/overlay/sprite.h"
#include "capture/x11/x_connection.h"

namespace reelout {

/// The mouse pointer: where it is, asked for once a tick, and what it looks like, fetched only when XFIXES
/// says that it changed. Capture thread.
class XPointer {
public:
    /// `isWanted`: it is to be drawn, `scale` times as big as it is.
    XPointer(XConnection& connection, bool isWanted, double scale);

    /// True when the event was about the pointer's look.
    bool handleEvent(const xcb_generic_event_t& event);
    /// Sends the question; the answer also proves that all earlier events have arrived.
    void request();
    Status collect();

    /// On the root window; no sprite when the pointer is not wanted, hidden, on another screen, or can't be
    /// seen (no XFIXES).
    PlacedSprite placed() const;
    /// Where it points on the root window.
    int x() const { return m_x; }
    int y() const { return m_y; }
    /// The child of the root window it is over.
    xcb_window_t over() const { return m_over; }
    /// The keys that change others, as the core protocol's KEY_BUT_MASK and XKB's group.
    std::uint16_t modifiers() const { return m_modifiers; }

private:
    Status fetchImage();

    XConnection& m_connection;
    const bool m_isWatched;
    const double m_scale;
    bool m_hasNewLook = true;
    bool m_isOnScreen = false;
    int m_x = 0;
    int m_y = 0;
    xcb_window_t m_over = XCB_NONE;
    std::uint16_t m_modifiers = 0;
    SpritePtr m_sprite;
    xcb_query_pointer_cookie_t m_cookie{};
};

} // namespace reelout
