// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/windows/gdi_image.h"
#include "capture/windows/screen_grabber.h"

namespace reelout {

/// One window, also where others cover it: it is asked to draw itself (PrintWindow with all that the desktop
/// compositor has of it), and where it refuses or draws nothing, what it drew last is taken from its own
/// surface. What changed is found by comparing. A window that hangs keeps its last picture.
class GdiWindow final : public ScreenGrabber {
public:
    enum class Part { Client, Frame };
    GdiWindow(HWND window, Part part) : m_window(window), m_part(part) {}

    /// `area` is where the part lies on the desktop (window_list.h).
    [[nodiscard]] HRESULT look(const Rect& area, std::chrono::milliseconds wait, Look& look) override;
    CleanImage image() const override;

private:
    [[nodiscard]] HRESULT draw();
    bool print() const;

    const HWND m_window;
    const Part m_part;
    std::unique_ptr<GdiImage> m_now;
    std::unique_ptr<GdiImage> m_before;
    Size m_drawn; ///< of both
    Rect m_place; ///< of what is captured in them
    bool m_hasBefore = false;
    bool m_prints = true; ///< as far as is known
};

} // namespace reelout
