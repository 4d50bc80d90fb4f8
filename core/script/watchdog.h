// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace reelout {

/// Calls `interrupt` when what is watched takes too long or makes the process grow too much. One thread for
/// all evaluations; it sleeps when nothing is watched. begin() and end() belong to one thread. Real time and
/// not the injected clock: what is guarded against is real. Where the system tells it, the limit is on the
/// time that thread itself was running, so that a busy machine does not fail an innocent expression; ten
/// times the limit is the end in any case.
class Watchdog {
public:
    /// `interrupt` is called on the watchdog's thread, at most once between begin() and end().
    Watchdog(Duration timeLimit, std::size_t growthLimit, std::function<void()> interrupt);

    void begin();
    /// True when `interrupt` was called. It is not called any more after end() returned.
    bool end();
    /// What was watched last took this long, by the same measure as the limit.
    Duration lastTaken() const { return m_lastTaken; }

private:
    using Time = std::chrono::steady_clock::time_point;
    void run(std::stop_token stop);
    bool isOverdue() const;

    const Duration m_timeLimit;
    const std::size_t m_growthLimit; ///< bytes of resident memory
    const std::function<void()> m_interrupt;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::optional<Time> m_begin;            ///< of what is watched now
    std::function<Duration()> m_threadTime; ///< running time of the thread of begin(); may be empty
    Duration m_threadTimeAtBegin{};
    Duration m_lastTaken{};
    std::optional<std::size_t> m_memoryAtFirstLook;
    bool m_isAwake = true; ///< the thread looks by itself every few milliseconds
    bool m_wasInterrupted = false;
    std::jthread m_thread; ///< last: uses all of the above
};

} // namespace reelout
