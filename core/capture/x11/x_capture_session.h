// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/x11/screen_feed.h"
#include "capture/x11/x_connection.h"
#include "capture/x11/x_damage.h"
#include "capture/x11/x_grabber.h"
#include "capture/x11/x_pointer.h"
#include "media/row_bands.h"
#include "media/specs.h"

namespace reelout {

/// What a screen source captures, settled when it was opened.
struct XCaptureTarget {
    QString display;
    ScreenSpec spec;
    QString monitorId; ///< the monitor that spec meant; empty unless one monitor is captured
    QString name;      ///< for people: "monitor DP-1", "all monitors", "region 640×480 at 0,0"
};

/// Capture over one connection, from its opening until it breaks. Each tick looks whether anything changed
/// and, if so, brings picture memory up to date: changed rows are grabbed, rows that changed since the memory
/// was last used are copied from the previous picture. Capture thread.
class XCaptureSession {
public:
    static Result<std::unique_ptr<XCaptureSession>>
    open(const XCaptureTarget& target, const X11Options& options, Clock& clock, const WakeDescriptor& wake);

    /// Publishes a picture, or that nothing changed, or that the monitor is gone. Errors: DeviceLost,
    /// TimedOut, Cancelled end the session; Unsupported and InvalidParameter are for good until the screen
    /// changes; Internal: try again.
    Status tick(ScreenFeed& feed);
    /// Takes in events until `deadline`; false when the session is over or woken.
    bool waitUntil(Timestamp deadline);
    /// True while the target's monitor is not there.
    bool isAway() const { return m_isAway; }
    bool hasFailedDescriptorPassing() const { return m_connection->hasFailedDescriptorPassing(); }
    bool canShowPointer() const { return m_connection->xfixes().present; }

private:
    XCaptureSession(const XCaptureTarget& target, const X11Options& options, XPixelFormat format,
                    std::unique_ptr<XConnection> connection);
    void watchLayout();
    void takeEvents();
    void handleEvent(const xcb_generic_event_t& event);
    Status updateLayout(ScreenFeed& feed);
    Status look();
    void noteDamage(const XDamage::Change& change);
    void notePointer();
    RowBands rowsToGrab() const;
    Status makePicture(ScreenFeed& feed);
    void copyOlderRows(const RowBands& grabbed, XFrame& frame) const;
    std::shared_ptr<Picture> describe(XFrame& frame, const RowBands& grabbed, std::uint64_t serial) const;
    Rect pointerInPicture() const;

    const XCaptureTarget& m_target;
    const std::unique_ptr<XConnection> m_connection;
    XFramePool m_pool;
    XGrabber m_grabber;
    XDamage m_damage;
    XPointer m_pointer;

    Rect m_area; ///< on the root window
    Size m_root;
    bool m_isLayoutNew = true;
    bool m_isAway = false;

    bool m_isAllNew = true; ///< nothing is known of what the screen shows
    RowBands m_changed;     ///< rows that changed since m_last
    PicturePtr m_last;
    Rect m_lastPointer; ///< where it is in m_last
    std::uint64_t m_lastLook = 0;
    ChangeHistory m_history;
};

} // namespace reelout
