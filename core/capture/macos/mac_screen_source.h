// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/worker.h"
#include "capture/follow_region.h"
#include "capture/look_schedule.h"
#include "capture/screen_canvas.h"
#include "capture/screen_feed.h"
#include "capture/source.h"

#include <condition_variable>
#include <mutex>
#include <optional>

namespace reelout {

/// What a screen source captures, settled when it was opened.
struct MacTarget {
    ScreenSpec spec;
    QString monitorId; ///< the monitor that spec meant; empty unless one monitor is captured
    QString windowId;  ///< the window it meant, by its number too
    QString name;      ///< for people
};

/// Pictures of macOS' desktop or of a window, by ScreenCaptureKit: a stream for each display that shows a
/// part of what is captured, put together here. The pointer is drawn by macOS. Its thread waits for frames.
class MacScreenSource final : public PictureSource {
public:
    MacScreenSource(MacTarget target, Clock& clock);
    ~MacScreenSource() override;

    /// PermissionDenied without consent, NotFound, TimedOut.
    Status start(std::shared_ptr<PictureHub> hub) override;
    void stop() override;

private:
    /// Wakes the capture thread; owned by the streams as well, which may call it after they are gone.
    struct Bell {
        std::mutex mutex;
        std::condition_variable_any rang;
        bool hasNews = false;
        void ring();
        /// False when stopped; else there was news, or the time is up.
        bool wait(Timestamp until, const std::stop_token& stop);
    };
    struct Session;

    void run(const std::shared_ptr<PictureHub>& hub, const std::stop_token& stop);
    Status runSession(Session& session, ScreenFeed& feed, const std::stop_token& stop);
    void reportStart(Status outcome);

    const MacTarget m_target;
    Clock& m_clock;
    const std::shared_ptr<Bell> m_bell = std::make_shared<Bell>();

    std::mutex m_mutex;
    std::condition_variable m_started;
    std::optional<Status> m_startOutcome;
    Worker m_worker; ///< last, so that it ends first
};

} // namespace reelout
