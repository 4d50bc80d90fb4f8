// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/x11/x_connection.h"
#include "capture/x11/x_cursor.h"

namespace reelout {

/// The mouse pointer: where it is, asked for once a tick, and what it looks like, fetched only when XFIXES
/// says that it changed. Capture thread.
class XPointer {
public:
    XPointer(XConnection& connection, bool isWanted);

    /// True when the event was about the pointer's look.
    bool handleEvent(const xcb_generic_event_t& event);
    /// Sends the question; the answer also proves that all earlier events have arrived.
    void request();
    Status collect();

    /// False when the pointer is not wanted, hidden, on another screen, or can't be seen (no XFIXES).
    bool isVisible() const { return m_isOnScreen && !m_image.size.isEmpty(); }
    /// Place of its picture on the root window.
    Rect place() const;
    /// Rises whenever the look changes.
    std::uint64_t look() const { return m_look; }
    const CursorImage& image() const { return m_image; }

private:
    Status fetchImage();

    XConnection& m_connection;
    const bool m_isWatched;
    bool m_hasNewLook = true;
    bool m_isOnScreen = false;
    int m_x = 0;
    int m_y = 0;
    std::uint64_t m_look = 0;
    CursorImage m_image;
    xcb_query_pointer_cookie_t m_cookie{};
};

} // namespace reelout
