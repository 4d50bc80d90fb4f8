// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"

#include "base/immortal.h"

#include <condition_variable>
#include <ctime>
#include <mutex>

#ifdef _WIN32
#include "base/windows_api.h"

#include <timeapi.h>
#endif

namespace reelout {

namespace {

#ifdef _WIN32
/// Windows wakes sleepers each 15.6 ms unless somebody asks for better; a frame is not later than 1 ms then.
class FineWaking {
public:
    FineWaking() { timeBeginPeriod(1); }
    ~FineWaking() { timeEndPeriod(1); }
    FineWaking(const FineWaking&) = delete;
    FineWaking& operator=(const FineWaking&) = delete;
};
#endif

// libstdc++, libc++ and MSVC all make steady_clock the monotonic clock the capture libraries stamp with.
class SystemClock final : public Clock {
public:
    Timestamp now() const override
    {
        return Timestamp(
            std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now().time_since_epoch()));
    }

    bool sleepUntil(Timestamp deadline, std::stop_token stop) override
    {
#ifdef _WIN32
        const FineWaking fine;
#endif
        std::mutex mutex;
        std::condition_variable_any wake;
        std::unique_lock lock(mutex);
        const auto target = std::chrono::steady_clock::time_point(
            std::chrono::duration_cast<std::chrono::steady_clock::duration>(deadline.time_since_epoch()));
        wake.wait_until(lock, stop, target, [&] { return now() >= deadline; });
        return now() >= deadline;
    }

    std::int64_t wallMilliseconds() const override
    {
        return std::chrono::duration_cast<std::chrono::milliseconds>(
                   std::chrono::system_clock::now().time_since_epoch())
            .count();
    }

#ifdef CLOCK_BOOTTIME
    Duration timeAsleep() const override
    {
        timespec withSleep{};
        timespec without{};
        clock_gettime(CLOCK_BOOTTIME, &withSleep);
        clock_gettime(CLOCK_MONOTONIC, &without);
        return std::chrono::seconds(withSleep.tv_sec - without.tv_sec) +
               std::chrono::nanoseconds(withSleep.tv_nsec - without.tv_nsec);
    }
#endif
};

} // namespace

Clock& systemClock()
{
    static auto& clock = makeImmortal<SystemClock>();
    return clock;
}

} // namespace reelout
