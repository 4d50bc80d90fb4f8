// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/worker.h"
#include "record/take_part.h"

#include <functional>
#include <optional>

namespace reelout {

/// Opens the next file of a take on a thread of its own, so that a slow encoder or disk does not hold up the
/// file that is being written. One at a time; used by the write thread.
class PartOpener {
public:
    struct Opened {
        QString path;
        std::unique_ptr<MediaWriter> writer;
    };
    using Open = std::function<Result<Opened>()>;

    /// `open` is called on the thread and must own all it touches: one that hangs is left to itself.
    explicit PartOpener(Open open);
    ~PartOpener();
    PartOpener(const PartOpener&) = delete;
    PartOpener& operator=(const PartOpener&) = delete;

    void start();
    /// Between start() and take().
    bool isStarted() const { return m_isStarted; }
    /// Waits for the outcome; false after `timeout` (real time).
    bool wait(Duration timeout) const;
    /// Lets go of what has been started: a file that was opened is removed again. Waits as wait() does.
    void cancel(Duration timeout);
    /// The outcome, once wait() was true.
    Result<Opened> take();

private:
    struct State;
    std::shared_ptr<const Open> m_open; ///< one and the same for all threads: it counts
    std::shared_ptr<State> m_state;
    Worker m_thread;
    bool m_isStarted = false;
};

} // namespace reelout
