// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/x11/x_connection.h"
#include "capture/x11/x_pixels.h"
#include "media/geometry.h"
#include "media/specs.h"

#include <memory>

namespace reelout {

/// Where a subject is to be had at this moment.
struct XSight {
    enum class State {
        There,
        Hidden, ///< it comes back by itself: a minimised window
        Gone,   ///< a monitor unplugged, a window closed
    };
    State state = State::Gone;
    QString why;                        ///< Hidden, Gone: for people
    xcb_drawable_t drawable = XCB_NONE; ///< what is grabbed from
    xcb_drawable_t damaged = XCB_NONE;  ///< what to watch for changes
    int damageX = 0;                    ///< of the damage's origin in the drawable
    int damageY = 0;
    XPixelFormat format;
    Size bounds;   ///< of the drawable
    Rect area;     ///< what of it is the picture; may reach beyond
    int rootX = 0; ///< of the drawable's left upper corner on the root window
    int rootY = 0;
};

/// What a session captures of its server: a part of the screen, or a window. Capture thread.
class XSubject {
public:
    virtual ~XSubject() = default;

    /// Asks to be told of what concerns it. Before anything else.
    virtual void watch() = 0;
    /// True when the event means that look() may say something else now.
    virtual bool handleEvent(const xcb_generic_event_t& event) = 0;
    /// Looks where it is. DeviceLost, TimedOut, Cancelled; others are for good until something changes.
    virtual Result<XSight> look() = 0;
    /// True when it is worth looking though no event said so (something that is gone may be back).
    virtual bool wantsLook(Timestamp) { return false; }
    /// Moves the area of `sight` after the pointer at x, y on the root window.
    virtual void follow(int, int, Timestamp, XSight&) {}
    /// Whether the pointer over this child of the root window points into the subject.
    virtual bool isPointedAt(xcb_window_t) const { return true; }
    /// Whether what is on the drawable may be empty until its owner has drawn it anew.
    virtual bool mayBeBlank() const { return false; }
};

} // namespace reelout
