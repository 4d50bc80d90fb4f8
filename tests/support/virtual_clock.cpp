// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/virtual_clock.h"

#include <algorithm>

namespace reelout::test {

Timestamp VirtualClock::now() const
{
    const std::scoped_lock lock(m_mutex);
    return m_now;
}

bool VirtualClock::sleepUntil(Timestamp deadline, std::stop_token stop)
{
    std::unique_lock lock(m_mutex);
    const auto mine = m_sleepers.insert(m_sleepers.end(), {deadline, stop});
    const bool reached = m_moved.wait(lock, stop, [&] { return m_now >= deadline; });
    m_sleepers.erase(mine);
    return reached;
}

Duration VirtualClock::timeAsleep() const
{
    const std::scoped_lock lock(m_mutex);
    return m_asleep;
}

void VirtualClock::sleepMachine(Duration by)
{
    const std::scoped_lock lock(m_mutex);
    m_asleep += by;
}

void VirtualClock::advance(Duration by)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_now += by;
    }
    m_moved.notify_all();
}

void VirtualClock::advanceTo(Timestamp time)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_now = std::max(m_now, time);
    }
    m_moved.notify_all();
}

int VirtualClock::sleepers() const
{
    const std::scoped_lock lock(m_mutex);
    return static_cast<int>(m_sleepers.size());
}

bool VirtualClock::isSettled(int leastSleepers) const
{
    const std::scoped_lock lock(m_mutex);
    return static_cast<int>(m_sleepers.size()) >= leastSleepers &&
           std::none_of(m_sleepers.begin(), m_sleepers.end(), [this](const Sleeper& sleeper) {
               return sleeper.deadline <= m_now || sleeper.stop.stop_requested();
           });
}

} // namespace reelout::test
