// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/windows_api.h"
#include "capture/screen_canvas.h"

#include <chrono>
#include <cstdint>

namespace reelout {

/// What sees a part of the desktop or a window: desktop duplication, GDI. Capture thread, which holds
/// PhysicalPixels; knows nothing of Qt, so that it can be tried by itself.
class ScreenGrabber {
public:
    struct Look {
        bool isAllNew = false;  ///< nothing is known of what changed
        RowBands changed;       ///< rows of image()
        std::int64_t ticks = 0; ///< performance counter when it was on the screen
    };
    virtual ~ScreenGrabber() = default;

    /// Brings image() up to date: `area` in physical pixels of the desktop, black where that ends. Waits up
    /// to `wait` for a change where the system tells of changes. A failure says that this grabber is of no
    /// use any more (screen_failure.h has what to do).
    [[nodiscard]] virtual HRESULT look(const Rect& area, std::chrono::milliseconds wait, Look& look) = 0;
    /// Of the last look(), until the next one.
    virtual CleanImage image() const = 0;
    /// look() waits by itself; else there is nothing but looking again.
    virtual bool isToldOfChanges() const { return false; }
};

[[nodiscard]] inline std::int64_t performanceTicks()
{
    LARGE_INTEGER ticks{};
    QueryPerformanceCounter(&ticks); // does not fail since Windows XP
    return ticks.QuadPart;
}

} // namespace reelout
