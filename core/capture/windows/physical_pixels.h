// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/windows_api.h"

namespace reelout {

/// Coordinates are physical pixels on this thread as long as it lives, whatever the process says of itself.
class PhysicalPixels {
public:
    PhysicalPixels() : m_before(SetThreadDpiAwarenessContext(DPI_AWARENESS_CONTEXT_PER_MONITOR_AWARE_V2)) {}
    ~PhysicalPixels()
    {
        if (m_before != nullptr)
            SetThreadDpiAwarenessContext(m_before);
    }
    PhysicalPixels(const PhysicalPixels&) = delete;
    PhysicalPixels& operator=(const PhysicalPixels&) = delete;

private:
    const DPI_AWARENESS_CONTEXT m_before;
};

} // namespace reelout
