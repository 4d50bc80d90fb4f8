// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/desktop_layout.h"
#include "capture/window_identity.h"
#include "capture/windows/window_list.h"

namespace reelout {

/// The monitors of the desktop now. The calling thread holds PhysicalPixels. NoDisplay when there is none: a
/// service, or a session nobody looks at.
Result<DesktopLayout> readDesktopLayout();

/// As shown to people; the one in front that isn't ours is the default.
std::vector<DeviceInfo> describeWindows(const std::vector<ListedWindow>& windows);
WindowIdentity identityOf(const ListedWindow& window);
/// The window that `windowId` means (window_identity.h), or the one in front that isn't ours; null when none
/// does.
HWND findWindow(const QString& windowId, const std::vector<ListedWindow>& windows);

} // namespace reelout
