// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <stop_token>

namespace reelout {

/// The time line every capture time lives on: CLOCK_MONOTONIC of the system, nanoseconds. Only a Clock reads
/// it, so this type has no now().
struct MonotonicTimeLine {
    using rep = std::int64_t;
    using period = std::nano;
    using duration = std::chrono::nanoseconds;
    using time_point = std::chrono::time_point<MonotonicTimeLine>;
    static constexpr bool is_steady = true;
};

using Duration = std::chrono::nanoseconds;
using Timestamp = MonotonicTimeLine::time_point;

constexpr Timestamp timestampFromNanoseconds(std::int64_t nanoseconds)
{
    return Timestamp(Duration(nanoseconds));
}
constexpr double toSeconds(Duration duration)
{
    return std::chrono::duration<double>(duration).count();
}
constexpr Duration fromSeconds(double seconds)
{
    return std::chrono::duration_cast<Duration>(std::chrono::duration<double>(seconds));
}

/// Where the whole program gets time from. One object, injected, so that tests run hours in seconds. All
/// members may be called from any thread.
class Clock {
public:
    virtual ~Clock() = default;

    virtual Timestamp now() const = 0;

    /// Blocks until `deadline` or until a stop is requested; true when the deadline was reached.
    virtual bool sleepUntil(Timestamp deadline, std::stop_token stop) = 0;

    /// Wall-clock milliseconds since 1970 (UTC), for names and metadata only.
    virtual std::int64_t wallMilliseconds() const = 0;

    /// How long the machine has slept since it was started: time that now() leaves out. Only differences mean
    /// something. Zero where the system doesn't tell.
    virtual Duration timeAsleep() const { return Duration::zero(); }
};

/// CLOCK_MONOTONIC and CLOCK_REALTIME of this machine.
Clock& systemClock();

} // namespace reelout
