// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/desktop_layout.h"
#include "capture/macos/mac_consent.h"
#include "capture/window_identity.h"

#import <ScreenCaptureKit/ScreenCaptureKit.h>

#include <vector>

namespace reelout {

/// A display with its place. macOS counts its desktop in points; here each display has its own pixels, and
/// its corner is the point's times its scale, as Qt's windows see it.
struct MacDisplay {
    CGDirectDisplayID id = 0;
    Rect area; ///< physical pixels
    double scale = 1.0;
    DeviceInfo info;
};

/// Asks nobody's consent. NoDisplay when there is none.
Result<std::vector<MacDisplay>> listDisplays();
DesktopLayout layoutOf(const std::vector<MacDisplay>& displays);

/// What ScreenCaptureKit would capture. Waits up to 4 s. PermissionDenied without consent, TimedOut.
Result<SCShareableContent*> shareableContent(Consent consent);
/// Windows that people would call so, from the one in front.
std::vector<SCWindow*> listedWindows(SCShareableContent* content);
WindowIdentity identityOf(SCWindow* window);
DeviceInfo describeWindow(SCWindow* window);

} // namespace reelout
