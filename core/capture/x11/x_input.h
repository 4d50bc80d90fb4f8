// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/overlay/click_rings.h"
#include "capture/overlay/key_caps.h"
#include "capture/overlay/key_line.h"
#include "capture/x11/x_connection.h"
#include "media/specs.h"

#include <optional>
#include <vector>

namespace reelout {

/// Mouse buttons and keys, whatever window they go to, by the raw events of XInput 2, and what of them is to
/// be drawn. Asks the server for nothing unless something of it is wanted. Capture thread.
class XInput {
public:
    XInput(XConnection& connection, const ScreenSpec& spec);

    /// Why it can't do what is wanted; OK when it can, or nothing is.
    const Status& state() const { return m_state; }
    bool isWanted() const { return m_rings || m_caps; }

    /// True when the event was of the input.
    bool handleEvent(const xcb_generic_event_t& event);
    /// What XPointer says of the modifiers, which is right for all events handled before it asked.
    void setModifiers(std::uint16_t modifiers);
    /// Fetches what the keys are called, after they changed.
    Status update();
    /// Where the pointer is on the root window.
    void movePointer(int x, int y);
    /// Rings, on the root window.
    std::vector<PlacedSprite> rings(Timestamp now);
    /// The pressed keys for a picture of `size`, in its coordinates; no sprite when there are none.
    PlacedSprite keys(Size size, Timestamp now);

private:
    Status begin(const ScreenSpec& spec);
    Status fetchNames();
    KeyStroke nameOf(std::uint8_t keycode) const;
    std::uint32_t symbol(std::uint8_t keycode, std::size_t column) const;
    void handleKey(std::uint8_t keycode, bool isPress);

    XConnection& m_connection;
    Status m_state;
    std::optional<ClickRings> m_rings;
    std::optional<KeyCaps> m_caps;
    std::optional<KeyLine> m_line; ///< with m_caps
    std::uint16_t m_modifiers = 0; ///< KEY_BUT_MASK and XKB's group
    bool m_areNamesOld = true;
    std::uint8_t m_firstKeycode = 0;
    std::size_t m_columns = 0;
    std::vector<std::uint32_t> m_symbols; ///< keysyms, `m_columns` a key
};

} // namespace reelout
