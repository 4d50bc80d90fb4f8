// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/source.h"

namespace reelout {

/// The monitors of a desktop at one moment, in physical pixels: what Windows and macOS are asked, and what a
/// ScreenSpec means there. Pure; X11 has its own, because an X screen is more than its monitors. Ids are
/// "name:hash", the hash standing for the socket and the name for what is plugged in there.
struct DesktopLayout {
    std::vector<DeviceInfo> monitors;

    /// All of them together.
    Rect bounds() const;
    /// The monitor of this id; one that moved to another socket is found by its name as long as there is but
    /// one of it. Null when it is not there.
    const DeviceInfo* find(const QString& id) const;
};

/// The id of the monitor `spec` means now; NotFound, listing what there is, when it names none of them. Empty
/// for areas that are not one monitor.
Result<QString> chooseMonitor(const ScreenSpec& spec, const DesktopLayout& layout);

/// Where `spec` lies on the desktop, `monitorId` standing for an empty spec.monitorId. NotFound: the monitor
/// is gone; InvalidParameter: a region that is empty, longer than 32767 or outside of all monitors;
/// Unsupported: no part of a desktop.
Result<Rect> resolveArea(const ScreenSpec& spec, const QString& monitorId, const DesktopLayout& layout);

/// All that `spec` will ever look at: its area, and for one that follows the pointer wherever that goes.
Rect coveredArea(const ScreenSpec& spec, const Rect& area, const DesktopLayout& layout);

/// "DELL U2720Q:3f2a9c01": the name without colons and 32 bits of a hash of what stays the same.
QString monitorIdentity(const QString& name, const QString& lasting);
/// "1920 × 1080, 60 Hz"; no rate when it is not known.
QString monitorDetail(Size size, double hertz);
/// "monitor DP-1", "the desktop", "the region at 0,0".
QString areaName(const ScreenSpec& spec, const QString& monitorId);

} // namespace reelout
