// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/windows/dxgi_output.h"
#include "capture/windows/screen_grabber.h"

namespace reelout {

/// The desktop by duplication of its monitors: told of each change, and only what changed is fetched from the
/// graphics card. Capture thread.
class DxgiScreen final : public ScreenGrabber {
public:
    /// `covered`: what is ever looked at, in physical pixels of the desktop. As DxgiOutput::openAll().
    [[nodiscard]] static HRESULT open(const Rect& covered, std::unique_ptr<ScreenGrabber>& screen);

    /// `area` lies in what is covered, or else shows black there.
    [[nodiscard]] HRESULT look(const Rect& area, std::chrono::milliseconds wait, Look& look) override;
    CleanImage image() const override;
    /// With several monitors there is nothing that waits for all of them.
    bool isToldOfChanges() const override { return m_outputs.size() == 1; }

private:
    explicit DxgiScreen(const Rect& covered);

    const Rect m_covered;
    std::vector<std::unique_ptr<DxgiOutput>> m_outputs;
    std::vector<std::uint8_t> m_pixels; ///< of m_covered; black where no monitor is
    Rect m_area;                        ///< of the last look
    bool m_hasPicture = false;
};

} // namespace reelout
