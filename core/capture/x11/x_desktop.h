// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/source.h"

namespace reelout {

class XConnection;

/// What an X screen is made of at one moment.
struct XDesktop {
    Size root;                        ///< the whole screen
    std::vector<DeviceInfo> monitors; ///< never empty: the whole screen stands in when RandR lists none
};

/// Asks the server. Monitors come from RandR 1.5 (xrandr --listmonitors); their id is the monitor's name,
/// which is the output's name unless a person made the monitor, and a hash of the EDID when there is one
/// ("DP-1:3f2a9c01"). Without RandR 1.5 or any monitor, the whole screen is one monitor "screen".
Result<XDesktop> readDesktop(XConnection& connection);

/// The id of the monitor `spec` means now; NotFound, listing what there is, when it names none of them.
/// Empty for areas that are not one monitor.
Result<QString> chooseMonitor(const ScreenSpec& spec, const XDesktop& desktop);

/// Where `spec` lies on the screen, `monitorId` standing for an empty spec.monitorId. It may reach beyond the
/// screen. NotFound: the monitor is gone; InvalidParameter: a region that is empty or longer than 32767.
Result<Rect> resolveArea(const ScreenSpec& spec, const QString& monitorId, const XDesktop& desktop);

/// InvalidParameter when nothing of `area` is on the screen.
Status requireOnScreen(const Rect& area, const XDesktop& desktop);

} // namespace reelout
