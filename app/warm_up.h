// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operators/project.h"
#include "record/engine.h"

#include <QTimer>

#include <functional>
#include <vector>

namespace reelout {

/// Starts what a recording is going to record and waits until sound flows, so that its first second is not
/// silence: a sound server may take that long to hand over the first block. Main thread.
class WarmUp final : public QObject {
public:
    /// How long sound is waited for before the recording starts without it.
    static constexpr Duration kPatience = std::chrono::milliseconds(2500);

    /// Sources that can't be started are left to the recorders, which report it.
    WarmUp(Engine& engine, const std::vector<Operator*>& sinks);

    /// Calls `ready` once, from the event loop.
    void start(std::function<void()> ready);

private:
    void look();

    Clock& m_clock;
    std::vector<AudioFeed> m_sounds;
    std::vector<PictureFeed> m_pictures;
    std::function<void()> m_ready;
    Timestamp m_deadline;
    QTimer m_timer;
};

} // namespace reelout
