// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/worker.h"
#include "capture/look_schedule.h"
#include "capture/source.h"
#include "capture/windows/windows_session.h"

#include <condition_variable>
#include <mutex>
#include <optional>

namespace reelout {

/// Pictures of the Windows desktop or of a window. Its thread looks as soon as Windows tells of a change, or
/// each 1 / rate where it doesn't (GDI, windows, several monitors). Picture::captured is when the monitor got
/// it, or half way between question and answer.
class WindowsScreenSource final : public PictureSource {
public:
    WindowsScreenSource(WindowsTarget target, Clock& clock);
    ~WindowsScreenSource() override;

    /// NotFound (monitor or window gone), PermissionDenied (the secure desktop is shown), TimedOut.
    Status start(std::shared_ptr<PictureHub> hub) override;
    void stop() override;

private:
    void run(const std::shared_ptr<PictureHub>& hub, const std::stop_token& stop);
    bool look(WindowsSession& session, ScreenFeed& feed, Duration wait);
    void reportStart(Status outcome);

    const WindowsTarget m_target;
    Clock& m_clock;

    std::mutex m_mutex;
    std::condition_variable m_started;
    std::optional<Status> m_startOutcome;

    LookSchedule m_schedule;               ///< capture thread
    std::optional<Timestamp> m_blindSince; ///< capture thread
    Worker m_worker;                       ///< last, so that it ends first
};

} // namespace reelout
