// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <mutex>
#include <stop_token>

namespace reelout {

/// Lets a thread sleep on the Clock until a deadline or until somebody wakes it. A wake between arm() and
/// sleep() is not lost. One sleeper, any number of wakers.
class Waker {
public:
    /// Forgets earlier wakes. Look at the shared state after this and before sleep().
    void arm()
    {
        const std::scoped_lock lock(m_mutex);
        if (m_alarm.stop_requested())
            m_alarm = std::stop_source();
    }
    /// Returns at `deadline` or at a wake since arm().
    void sleep(Clock& clock, Timestamp deadline)
    {
        std::stop_token token;
        {
            const std::scoped_lock lock(m_mutex);
            token = m_alarm.get_token();
        }
        clock.sleepUntil(deadline, token);
    }
    void wake()
    {
        std::stop_source alarm = [this] {
            const std::scoped_lock lock(m_mutex);
            return m_alarm;
        }();
        alarm.request_stop(); // runs the sleeper's callback: not under our lock
    }

private:
    std::mutex m_mutex;
    std::stop_source m_alarm;
};

} // namespace reelout
