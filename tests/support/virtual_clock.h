// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <condition_variable>
#include <list>
#include <mutex>

namespace reelout::test {

/// A clock that moves only when the test says so. Sleepers wake when it passes their deadline.
class VirtualClock final : public Clock {
public:
    explicit VirtualClock(Timestamp start = timestampFromNanoseconds(1'000'000'000'000)) : m_now(start) {}

    Timestamp now() const override;
    bool sleepUntil(Timestamp deadline, std::stop_token stop) override;
    std::int64_t wallMilliseconds() const override { return 1'700'000'000'000; }

    Duration timeAsleep() const override;
    /// The machine sleeps: nobody's time passes.
    void sleepMachine(Duration by);
    void advance(Duration by);
    void advanceTo(Timestamp time);
    /// Threads inside sleepUntil().
    int sleepers() const;
    /// True when at least `leastSleepers` threads sleep and none of them is past its deadline or asked to
    /// stop: everybody has reacted to the time it is now.
    bool isSettled(int leastSleepers) const;

private:
    mutable std::mutex m_mutex;
    std::condition_variable_any m_moved;
    Timestamp m_now;
    Duration m_asleep{};
    struct Sleeper {
        Timestamp deadline;
        std::stop_token stop;
    };
    std::list<Sleeper> m_sleepers;
};

} // namespace reelout::test
