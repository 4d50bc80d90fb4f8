// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/doorbell.h"
#include "base/worker.h"
#include "record/take.h"

#include <deque>
#include <memory>
#include <mutex>
#include <vector>

namespace reelout {

/// Carries what a take says from its threads to the main thread. Events wait here until somebody takes them,
/// so that they can also be had without an event loop. Any thread may post.
class TakeRelay {
public:
    /// `wakeUp` is called on `receiver`'s thread some time after each post, until close().
    TakeRelay(QObject* receiver, std::function<void()> wakeUp) : m_bell(receiver, std::move(wakeUp)) {}

    void post(TakeEvent event);
    std::optional<TakeEvent> next();
    /// After this `receiver` may go.
    void close() { m_bell.close(); }

private:
    Doorbell m_bell;
    std::mutex m_mutex;
    std::deque<TakeEvent> m_events;
};

/// A take, its threads and the sources it keeps running. Main thread.
struct RunningTake {
    std::shared_ptr<Take> take;
    std::shared_ptr<TakeRelay> relay;
    std::vector<Worker> threads;
    std::vector<std::shared_ptr<void>> sources;

    /// Starts the take; `wakeUp` is called on `receiver`'s thread when it has something to say (TakeRelay).
    static std::unique_ptr<RunningTake> start(TakeSetup setup, std::vector<std::shared_ptr<void>> sources,
                                              QObject* receiver, std::function<void()> wakeUp);

    RunningTake() = default;
    RunningTake(const RunningTake&) = delete;
    RunningTake& operator=(const RunningTake&) = delete;
    /// Joins the threads; call after Done or giveUp() only.
    ~RunningTake();

    /// Leaves threads that do not end to themselves.
    void giveUp();
};

} // namespace reelout
