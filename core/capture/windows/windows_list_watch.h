// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/windows_api.h"
#include "base/worker.h"
#include "capture/source.h"

#include <condition_variable>
#include <mutex>

namespace reelout {

/// Says when monitors or windows came or went, on a thread of its own that sleeps otherwise: by a window that
/// nobody sees, which is told of displays, and by Windows' accessibility events for the others.
class WindowsListWatch final : public DeviceWatch {
public:
    /// `changed` is called on the watch's thread.
    explicit WindowsListWatch(std::function<void()> changed);
    ~WindowsListWatch() override;

private:
    void run();
    static LRESULT CALLBACK handle(HWND window, UINT message, WPARAM first, LPARAM second);
    static void CALLBACK onEvent(HWINEVENTHOOK hook, DWORD event, HWND window, LONG object, LONG child,
                                 DWORD thread, DWORD time);

    const std::function<void()> m_changed;
    std::mutex m_mutex;
    std::condition_variable m_told;
    DWORD m_thread = 0; ///< 0 until it has its message queue
    Worker m_worker;    ///< last, so that it ends first
};

} // namespace reelout
