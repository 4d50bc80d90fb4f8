// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <atomic>
#include <string>
#include <thread>

namespace reelout::test {

/// A player for measuring sync through a real screen and a real sound server: once a second a window turns
/// white for 100 ms in the very instant a 1 kHz beep of 100 ms leaves the loudspeaker. Between flashes a bar
/// moves, so that the screen is never still.
class FlashBeep {
public:
    /// `display` as in DISPLAY, `pulseServer` as in PULSE_SERVER, `sink` by name. The window covers the
    /// screen.
    FlashBeep(const QString& display, const QString& pulseServer, const QString& sink);
    ~FlashBeep();
    FlashBeep(const FlashBeep&) = delete;
    FlashBeep& operator=(const FlashBeep&) = delete;

    /// Empty while both parts work; else what failed.
    QString error() const;

private:
    void play();
    void paint();

    const std::string m_display;
    const std::string m_server;
    const std::string m_sink;
    std::atomic<bool> m_stop{false};
    std::atomic<const char*> m_error{nullptr};
    std::atomic<std::int64_t> m_nextFlash{0}; ///< CLOCK_MONOTONIC nanoseconds
    std::thread m_player;
    std::thread m_painter;
};

} // namespace reelout::test
