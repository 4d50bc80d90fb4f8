// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/watchdog.h"

#include <QByteArray>
#include <QFile>

#if defined(__linux__)
#include <ctime>

#include <pthread.h>
#include <unistd.h>
#elif defined(_WIN32)
#include "base/windows_api.h"

#include <psapi.h>

#include <memory>
#endif

namespace reelout {

namespace {

using namespace std::chrono_literals;

constexpr auto kLookEvery = 5ms;
/// Looks without anything to watch before the thread goes to sleep; expressions come at the project's rate.
constexpr int kIdleLooks = 100;

/// Bytes of this process in memory; 0 where the system doesn't say.
std::size_t residentBytes()
{
#if defined(__linux__)
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> fields = file.readAll().split(' ');
    const long pageSize = sysconf(_SC_PAGESIZE);
    return fields.size() > 1 && pageSize > 0 ? fields[1].toULongLong() * static_cast<std::size_t>(pageSize)
                                             : 0;
#elif defined(_WIN32)
    PROCESS_MEMORY_COUNTERS counters{};
    counters.cb = sizeof counters;
    return GetProcessMemoryInfo(GetCurrentProcess(), &counters, sizeof counters) != FALSE
               ? counters.WorkingSetSize
               : 0;
#else
    return 0;
#endif
}

#if defined(_WIN32)
/// Time that a thread has been running, from GetThreadTimes(); longest where it can't be had.
Duration timeOf(HANDLE thread)
{
    FILETIME created{};
    FILETIME ended{};
    FILETIME kernel{};
    FILETIME user{};
    if (GetThreadTimes(thread, &created, &ended, &kernel, &user) == FALSE)
        return Duration::max();
    const auto units = [](const FILETIME& time) {
        return static_cast<std::int64_t>(time.dwHighDateTime) << 32 | time.dwLowDateTime;
    };
    return Duration((units(kernel) + units(user)) * 100);
}
#endif

/// Tells, on any thread, how long the calling one has been running; empty where the system doesn't say.
std::function<Duration()> threadTime()
{
#if defined(__linux__)
    clockid_t clock{};
    if (pthread_getcpuclockid(pthread_self(), &clock) == 0) {
        return [clock]() -> Duration {
            timespec time{};
            if (clock_gettime(clock, &time) != 0)
                return Duration::max();
            return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
        };
    }
#elif defined(_WIN32)
    if (HANDLE thread = OpenThread(THREAD_QUERY_LIMITED_INFORMATION, FALSE, GetCurrentThreadId());
        thread != nullptr) {
        const std::shared_ptr<void> owned(thread, [](void* handle) { CloseHandle(handle); });
        return [owned] { return timeOf(owned.get()); };
    }
#endif
    return {};
}

} // namespace

Watchdog::Watchdog(Duration timeLimit, std::size_t growthLimit, std::function<void()> interrupt)
    : m_timeLimit(timeLimit),
      m_growthLimit(growthLimit),
      m_interrupt(std::move(interrupt)),
      m_thread([this](std::stop_token stop) { run(std::move(stop)); })
{}

void Watchdog::begin()
{
    const std::lock_guard lock(m_mutex);
    m_begin = std::chrono::steady_clock::now();
    m_threadTime = threadTime();
    m_threadTimeAtBegin = m_threadTime ? m_threadTime() : Duration::zero();
    m_memoryAtFirstLook.reset();
    m_wasInterrupted = false;
    if (!m_isAwake)
        m_wake.notify_one();
}

bool Watchdog::end()
{
    const std::lock_guard lock(m_mutex);
    m_lastTaken =
        m_threadTime ? m_threadTime() - m_threadTimeAtBegin : std::chrono::steady_clock::now() - *m_begin;
    m_begin.reset();
    return m_wasInterrupted;
}

bool Watchdog::isOverdue() const
{
    const Duration passed = std::chrono::steady_clock::now() - *m_begin;
    if (passed < m_timeLimit || passed >= 10 * m_timeLimit || !m_threadTime)
        return passed >= m_timeLimit;
    return m_threadTime() - m_threadTimeAtBegin >= m_timeLimit;
}

void Watchdog::run(std::stop_token stop)
{
    int idleLooks = 0;
    std::unique_lock lock(m_mutex);
    while (!stop.stop_requested()) {
        if (!m_begin && ++idleLooks > kIdleLooks) {
            m_isAwake = false;
            m_wake.wait(lock, stop, [this] { return m_begin.has_value(); });
            m_isAwake = true;
            idleLooks = 0;
            continue;
        }
        m_wake.wait_for(lock, stop, kLookEvery, [] { return false; });
        if (!m_begin || m_wasInterrupted)
            continue;
        idleLooks = 0;
        const std::size_t memory = residentBytes();
        if (!m_memoryAtFirstLook)
            m_memoryAtFirstLook = memory;
        const bool isTooBig = memory > *m_memoryAtFirstLook + m_growthLimit;
        if (isTooBig || isOverdue()) {
            m_wasInterrupted = true;
            // Under the lock, so that it can't come after end().
            m_interrupt();
        }
    }
}

} // namespace reelout
