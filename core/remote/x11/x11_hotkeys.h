// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/hotkey.h"
#include "remote/hotkey_grabber.h"

#include <cstdint>
#include <map>
#include <vector>

class QSocketNotifier;
struct xcb_connection_t;

namespace reelout {

/// Passive grabs on the root windows of an X server, over a connection of its own. Follows changes of the
/// keyboard's layout. NumLock and CapsLock make no difference.
class X11Hotkeys final : public HotkeyGrabber {
    Q_OBJECT

public:
    /// Empty `display` = $DISPLAY. NoDisplay when there is no server.
    static Result<std::unique_ptr<HotkeyGrabber>> open(const QString& display = {});
    ~X11Hotkeys() override;

    Status grab(int id, const QString& keys) override;
    void releaseAll() override;

private:
    struct Grab {
        int id = 0;
        Hotkey key;
        QString text;
        std::vector<std::uint8_t> keycodes;
    };
    struct Held {
        bool isDown = false;
        std::uint32_t releasedAt = 0; ///< server time, ms
    };

    explicit X11Hotkeys(xcb_connection_t* connection);
    void read();
    void press(std::uint8_t keycode, std::uint16_t state, std::uint32_t time);
    std::vector<std::uint8_t> keycodesFor(std::uint32_t keysym) const;
    Status take(Grab& grab);
    void release(const Grab& grab);
    void takeAllAnew();

    xcb_connection_t* m_connection;
    QSocketNotifier* m_notifier;
    std::vector<Grab> m_grabs;
    std::map<std::uint8_t, Held> m_keys; ///< by key code
};

} // namespace reelout
