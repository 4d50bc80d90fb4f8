// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/worker.h"
#include "capture/source.h"
#include "capture/wake_descriptor.h"
#include "capture/x11/x11_options.h"
#include "capture/x11/x_capture_session.h"

#include <condition_variable>
#include <mutex>
#include <optional>

namespace reelout {

/// Pictures of an X11 screen. Its thread looks as soon as the server tells of a change and each 1 / rate
/// besides, at that rate at most, and connects anew each second after the server went. Waiting is done by
/// poll(), so the clock must run with real time. Picture::captured is half way between request and answer of
/// the grab.
class X11ScreenSource final : public PictureSource {
public:
    X11ScreenSource(XCaptureTarget target, X11Options options, Clock& clock);
    ~X11ScreenSource() override;

    /// NoDisplay, NotFound (monitor gone), Unsupported (screen format), TimedOut.
    Status start(std::shared_ptr<PictureHub> hub) override;
    void stop() override;

private:
    void run(const std::shared_ptr<PictureHub>& hub);
    Error runSession(XCaptureSession& session, ScreenFeed& feed);
    void reportStart(Status outcome);

    const XCaptureTarget m_target;
    X11Options m_options;
    Clock& m_clock;
    WakeDescriptor m_wake;

    std::mutex m_mutex;
    std::condition_variable m_started;
    std::optional<Status> m_startOutcome;

    LookSchedule m_schedule;  ///< capture thread
    int m_failuresInARow = 0; ///< capture thread
    Worker m_worker;
};

} // namespace reelout
