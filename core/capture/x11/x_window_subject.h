// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/x11/x_atoms.h"
#include "capture/x11/x_subject.h"

#include <optional>

namespace reelout {

/// One window of a program, captured from the memory the Composite extension keeps it in, whatever lies over
/// it. It is what stands at the top (the window manager's frame, when there is one) that is redirected and
/// grabbed; the client's part is cut out of it, less the shadow a toolkit draws itself. The memory is new,
/// with a new name, whenever the window is mapped or changes its size.
class XWindowSubject final : public XSubject {
public:
    /// `windowId`: as in ScreenSpec; `withFrame`: not only the client's part. `client`: the window that the
    /// id means now, so that what is captured is what was chosen; XCB_NONE = to be looked for.
    XWindowSubject(XConnection& connection, const XAtoms& atoms, QString windowId, bool withFrame,
                   xcb_window_t client);
    ~XWindowSubject() override;

    void watch() override;
    bool handleEvent(const xcb_generic_event_t& event) override;
    Result<XSight> look() override;
    bool wantsLook(Timestamp now) override;
    bool isPointedAt(xcb_window_t top) const override { return top == m_top; }
    bool mayBeBlank() const override { return m_isFresh; }

    /// The client's window at the moment; XCB_NONE when it is gone.
    xcb_window_t client() const { return m_client; }

private:
    struct Place;
    Status findClient();
    Result<std::optional<Place>> place();
    Result<xcb_window_t> topOf(xcb_window_t window);
    Result<Rect> shadowLess(Rect client);
    Status nameMemory(const Place& place);
    void take(xcb_window_t top);
    void let();
    void forget();
    XSight absent(XSight::State state);
    Result<bool> isWithdrawn();

    XConnection& m_connection;
    const XAtoms m_atoms;
    const QString m_windowId;
    const bool m_withFrame;
    xcb_window_t m_client = XCB_NONE;
    QString m_title;
    xcb_window_t m_top = XCB_NONE; ///< redirected by us
    xcb_pixmap_t m_pixmap = XCB_NONE;
    Size m_named;            ///< of the pixmap, with border
    bool m_isNameOld = true; ///< the window was mapped anew
    bool m_isFresh = false;  ///< redirected just now, and not yet drawn anew
    bool m_isAway = true;    ///< hidden or gone
    Timestamp m_nextSearch;
};

} // namespace reelout
