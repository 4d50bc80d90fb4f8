// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/windows_api.h"
#include "media/geometry.h"

#include <string>
#include <vector>

namespace reelout {

/// A monitor of the desktop as Windows has it now.
struct MonitorPlace {
    std::wstring device; ///< "\\.\DISPLAY1", until the next change of displays
    std::wstring path;   ///< the same after replugging into the same socket; empty where nobody says
    std::wstring name;   ///< of its EDID, "DELL U2720Q"; empty where it has none
    Rect area;           ///< physical pixels; the primary monitor's begins at 0, 0
    double hertz = 0.0;  ///< 0 = not known
    bool isPrimary = false;
};

/// From the left. The calling thread holds PhysicalPixels.
[[nodiscard]] HRESULT listMonitors(std::vector<MonitorPlace>& monitors);

} // namespace reelout
