// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/look_schedule.h"
#include "capture/overlay/sprite_layer.h"
#include "capture/screen_feed.h"
#include "capture/x11/x_connection.h"
#include "capture/x11/x_damage.h"
#include "capture/x11/x_grabber.h"
#include "capture/x11/x_input.h"
#include "capture/x11/x_pointer.h"
#include "capture/x11/x_subject.h"
#include "media/row_bands.h"
#include "media/specs.h"

namespace reelout {

/// What a screen source captures, settled when it was opened.
struct XCaptureTarget {
    QString display;
    ScreenSpec spec;
    QString monitorId;              ///< the monitor that spec meant; empty unless one monitor is captured
    xcb_window_t window = XCB_NONE; ///< the same of a window, as long as the server lives
    QString name; ///< for people: "monitor DP-1", "the desktop", "the region at 0,0", "the window \"Notes\""
};

/// Capture over one connection, from its opening until it breaks. Each tick looks whether anything changed
/// and, if so, brings picture memory up to date: changed rows are grabbed, rows that changed since the memory
/// was last used are copied from the previous picture. Capture thread.
class XCaptureSession {
public:
    /// `window`: the one to begin with, when a window is captured; XCB_NONE = to be looked for.
    static Result<std::unique_ptr<XCaptureSession>> open(const XCaptureTarget& target, xcb_window_t window,
                                                         const X11Options& options, Clock& clock,
                                                         const WakeDescriptor& wake);

    /// Publishes a picture, or that nothing changed, or that the subject is away. Errors: DeviceLost,
    /// TimedOut, Cancelled end the session; Unsupported and InvalidParameter are for good until the screen
    /// changes; Internal: try again.
    Status tick(ScreenFeed& feed);
    /// Takes in events until it is time to look again; false when the session is over or woken.
    bool waitFor(const LookSchedule& schedule);
    /// Whether the last tick was one on word of a change, or found one.
    bool hasChanged() const { return m_hasChanged; }
    /// Why the subject is not there; empty while it is.
    const QString& absence() const { return m_absence; }
    bool hasFailedDescriptorPassing() const { return m_connection->hasFailedDescriptorPassing(); }
    /// What of the spec this server can't do.
    QStringList shortcomings() const;

private:
    XCaptureSession(const XCaptureTarget& target, const X11Options& options,
                    std::unique_ptr<XConnection> connection);
    void takeEvents();
    void handleEvent(const xcb_generic_event_t& event);
    Status updateSight(ScreenFeed& feed);
    Status aim(const XSight& sight);
    void tellAway(const XSight& sight, ScreenFeed& feed);
    Status look();
    bool awaitsDrawing(Timestamp now);
    Status follow(Timestamp now);
    void noteDamage(const XDamage::Change& change);
    void noteOverlay(Timestamp now);
    RowBands rowsToGrab() const;
    Status makePicture(ScreenFeed& feed);
    void copyOlderRows(const RowBands& grabbed, XFrame& frame) const;
    std::shared_ptr<Picture> describe(XFrame& frame, const RowBands& changed, std::uint64_t serial) const;

    const XCaptureTarget& m_target;
    const std::unique_ptr<XConnection> m_connection;
    XFramePool m_pool;
    XGrabber m_grabber;
    XDamage m_damage;
    XPointer m_pointer;
    XInput m_input;
    SpriteLayer m_overlay;
    std::unique_ptr<XSubject> m_subject;

    XSight m_sight; ///< what the grabber is aimed at
    bool m_isSightOld = true;
    QString m_absence;
    Timestamp m_drawnBy{}; ///< a window that was redirected has drawn itself anew by then
    Timestamp m_lastChange{};

    bool m_hasChanged = false;
    bool m_isAllNew = true; ///< nothing is known of what the subject shows
    Timestamp m_resized{};  ///< when the size was another one
    RowBands m_changed;     ///< what changed since m_last
    PicturePtr m_last;
    ChangeHistory m_history;
};

} // namespace reelout
