// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/source.h"
#include "capture/window_identity.h"
#include "capture/x11/x_atoms.h"

namespace reelout {

/// One window as people mean it: what a program opened, without what the window manager put around it.
struct XListedWindow {
    xcb_window_t window = XCB_NONE;
    WindowIdentity identity;
    bool isShown = false;
    bool isOwn = false; ///< of this process
    Rect area;          ///< on the root window
};

/// The windows of the screen, from the one in front to the one behind all others: those the window manager
/// lists, without desktop and panels; without one, all that are mapped at the top. Errors of the connection.
Result<std::vector<XListedWindow>> listWindows(XConnection& connection, const XAtoms& atoms);

/// The same as people see it; hidden ones last. The first that isn't ours is the default.
std::vector<DeviceInfo> describeWindows(const std::vector<XListedWindow>& windows);

/// The window a ScreenSpec::windowId means now; XCB_NONE when it isn't there.
xcb_window_t findWindow(const QString& windowId, const std::vector<XListedWindow>& windows);

/// A property of 32-bit values; empty when the window has none.
Result<std::vector<std::uint32_t>> readNumbers(XConnection& connection, xcb_window_t window, xcb_atom_t name);

/// The window manager's list, from below; nothing where there is none.
Result<std::optional<std::vector<xcb_window_t>>> managedWindows(XConnection& connection, const XAtoms& atoms);

} // namespace reelout
