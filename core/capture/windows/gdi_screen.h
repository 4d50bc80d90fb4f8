// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/windows/gdi_image.h"
#include "capture/windows/screen_grabber.h"

namespace reelout {

/// The desktop by GDI: what there is where desktop duplication is not to be had (remote desktops, a laptop's
/// other graphics chip, more recorders than the system allows). What changed is found by comparing.
class GdiScreen final : public ScreenGrabber {
public:
    [[nodiscard]] HRESULT look(const Rect& area, std::chrono::milliseconds wait, Look& look) override;
    CleanImage image() const override;

private:
    std::unique_ptr<GdiImage> m_now;
    std::unique_ptr<GdiImage> m_before;
    Size m_size;
    bool m_hasBefore = false;
};

} // namespace reelout
