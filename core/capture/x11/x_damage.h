// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/x11/x_connection.h"
#include "media/geometry.h"

#include <xcb/damage.h>
#include <xcb/xfixes.h>

#include <optional>
#include <vector>

namespace reelout {

/// What changed on a window, by the DAMAGE extension. The server says once that something did; request()
/// and collect() then fetch and forget what, in one round trip. Without XFIXES it is known only that
/// something changed. Capture thread.
class XDamage {
public:
    explicit XDamage(XConnection& connection);
    ~XDamage();
    XDamage(const XDamage&) = delete;
    XDamage& operator=(const XDamage&) = delete;

    /// Starts watching a window, and no other any more, when the server can.
    void watch(xcb_drawable_t window);

    /// False: the server has no DAMAGE, and only a grab shows what changed.
    bool isAvailable() const { return m_damage != XCB_NONE; }
    /// True when the event was of this extension.
    bool handleEvent(const xcb_generic_event_t& event);
    bool hasNews() const { return m_hasNews; }

    struct Change {
        bool whole = false;       ///< anything may have changed
        std::vector<Rect> places; ///< on the window
    };
    /// Sends the requests. What is drawn after them is new damage.
    void request();
    /// Waits for what request() asked for; empty when nothing was asked for.
    Result<Change> collect();

private:
    XConnection& m_connection;
    xcb_drawable_t m_window = XCB_NONE;
    xcb_damage_damage_t m_damage = XCB_NONE;
    xcb_xfixes_region_t m_region = XCB_NONE;
    bool m_hasNews = false;
    bool m_isAsking = false;
    xcb_xfixes_fetch_region_cookie_t m_cookie{};
};

} // namespace reelout
