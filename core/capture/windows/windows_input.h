// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/overlay/click_rings.h"
#include "capture/overlay/key_caps.h"
#include "capture/overlay/key_line.h"
#include "capture/windows/qpc_time.h"
#include "capture/windows/raw_input.h"
#include "media/specs.h"

#include <optional>
#include <vector>

namespace reelout {

/// Mouse buttons and keys, whatever window they go to, and what of them is to be drawn. Asks Windows for
/// nothing unless something of it is wanted. Capture thread.
class WindowsInput {
public:
    WindowsInput(const ScreenSpec& spec, const QpcTime& time);

    /// Why it can't do what is wanted; OK when it can, or nothing is.
    const Status& state() const { return m_state; }

    /// Takes in what happened, with the pointer at x, y on the desktop now.
    void update(int x, int y);
    /// Rings, on the desktop.
    std::vector<PlacedSprite> rings(Timestamp now);
    /// The pressed keys for a picture of `size`, in its coordinates; no sprite when there are none.
    PlacedSprite keys(Size size, Timestamp now);

private:
    Status begin(const ScreenSpec& spec);
    void handleButton(const RawInput::Event& event);
    void handleKey(const RawInput::Event& event);
    QString written(const RawInput::Event& event, bool isShifted) const;

    const QpcTime m_time;
    Status m_state;
    std::optional<ClickRings> m_rings;
    std::optional<KeyCaps> m_caps;
    std::optional<KeyLine> m_line; ///< with m_caps
    bool m_isShifted = false;
    RawInput m_raw;
};

} // namespace reelout
