// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/wake_descriptor.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>

#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace reelout {

WakeDescriptor::WakeDescriptor() : m_descriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

WakeDescriptor::~WakeDescriptor()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

void WakeDescriptor::wake()
{
    const std::uint64_t one = 1;
    // EAGAIN means the counter is full, which is awake as well.
    while (::write(m_descriptor, &one, sizeof one) < 0 && errno == EINTR) {
    }
}

void WakeDescriptor::clear()
{
    std::uint64_t count = 0;
    while (::read(m_descriptor, &count, sizeof count) < 0 && errno == EINTR) {
    }
}

bool WakeDescriptor::isAwake() const
{
    pollfd entry{m_descriptor, POLLIN, 0};
    return ::poll(&entry, 1, 0) > 0;
}

bool WakeDescriptor::sleepUntil(Timestamp deadline, const Clock& clock) const
{
    return pollUntil(-1, *this, deadline, clock).woken;
}

PollOutcome pollUntil(int descriptor, const WakeDescriptor& wake, Timestamp deadline, const Clock& clock)
{
    // poll() skips negative descriptors. What is urgent is a video device's event.
    std::array<pollfd, 2> entries{pollfd{wake.descriptor(), POLLIN, 0},
                                  pollfd{descriptor, POLLIN | POLLPRI, 0}};
    constexpr Duration kLongest = std::chrono::hours(1);
    for (;;) {
        const Timestamp now = clock.now();
        const Duration left = deadline > now ? std::min(deadline - now, kLongest) : Duration(0);
        const timespec timeout{static_cast<time_t>(left.count() / 1'000'000'000),
                               static_cast<long>(left.count() % 1'000'000'000)};
        const int ready = ::ppoll(entries.data(), entries.size(), &timeout, nullptr);
        if (ready > 0)
            return {entries[0].revents != 0, entries[1].revents != 0};
        if (ready == 0 && clock.now() >= deadline)
            return {};
        if (ready < 0 && errno != EINTR)
            return {true, false};
    }
}

SigpipeShield::SigpipeShield()
{
    sigset_t pipe;
    sigset_t before;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    if (pthread_sigmask(SIG_BLOCK, &pipe, &before) == 0)
        m_wasBlocked = sigismember(&before, SIGPIPE) == 1;
}

SigpipeShield::~SigpipeShield()
{
    if (m_wasBlocked)
        return;
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    // One that came meanwhile would end the program as soon as it is let through.
    const timespec atOnce{0, 0};
    while (sigtimedwait(&pipe, nullptr, &atOnce) < 0 && errno == EINTR) {
    }
    pthread_sigmask(SIG_UNBLOCK, &pipe, nullptr);
}

} // namespace reelout
