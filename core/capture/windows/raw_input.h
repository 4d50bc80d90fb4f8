// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/windows_api.h"
#include "base/worker.h"

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <vector>

namespace reelout {

/// Mouse buttons and keys whatever window they go to, by Windows' raw input. It needs a window, and a thread
/// with one can't follow to another desktop: so it has a thread of its own. begin() and end() by one owner,
/// take() by one thread.
class RawInput {
public:
    struct Event {
        enum class Kind { ButtonDown, ButtonUp, KeyDown, KeyUp };
        Kind kind = Kind::KeyDown;
        int button = 0; ///< 0 left, 1 middle, 2 right
        UINT virtualKey = 0;
        UINT scanCode = 0;      ///< with 0xE000 for the keys of the second block
        std::int64_t ticks = 0; ///< performance counter
    };

    RawInput() = default;
    ~RawInput() { end(); }
    RawInput(const RawInput&) = delete;
    RawInput& operator=(const RawInput&) = delete;

    /// Waits until Windows has said whether it may.
    [[nodiscard]] HRESULT begin(bool wantsButtons, bool wantsKeys);
    void end();
    /// What happened since the last call.
    std::vector<Event> take();

private:
    void run(bool wantsButtons, bool wantsKeys);
    void read(HRAWINPUT handle);
    void readMouse(const RAWMOUSE& mouse, std::int64_t ticks);
    void readKey(const RAWKEYBOARD& key, std::int64_t ticks);
    void tell(HRESULT outcome, DWORD thread);
    static LRESULT CALLBACK handle(HWND window, UINT message, WPARAM first, LPARAM second);

    std::mutex m_mutex;
    std::condition_variable m_told;
    std::vector<Event> m_events;
    HRESULT m_outcome = S_OK;
    DWORD m_thread = 0; ///< 0 until it has its message queue
    Worker m_worker;    ///< last, so that it ends first
};

} // namespace reelout
