// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/x11/x_connection.h"

namespace reelout {

/// The names of window managers and toolkits that matter here; XCB_NONE where nobody on this server has used
/// one yet.
struct XAtoms {
    xcb_atom_t clientList = XCB_NONE;      ///< _NET_CLIENT_LIST_STACKING, from below
    xcb_atom_t plainClientList = XCB_NONE; ///< _NET_CLIENT_LIST, by age
    xcb_atom_t title = XCB_NONE;           ///< _NET_WM_NAME
    xcb_atom_t process = XCB_NONE;         ///< _NET_WM_PID
    xcb_atom_t kind = XCB_NONE;            ///< _NET_WM_WINDOW_TYPE
    xcb_atom_t kindDesktop = XCB_NONE;
    xcb_atom_t kindDock = XCB_NONE;
    xcb_atom_t shadow = XCB_NONE; ///< _GTK_FRAME_EXTENTS: left, right, top, bottom around what is the window
    xcb_atom_t utf8 = XCB_NONE;

    static Result<XAtoms> ask(XConnection& connection);
};

} // namespace reelout
