// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/space_guard.h"

#include <algorithm>

namespace reelout {

namespace {

constexpr Duration kWindow = std::chrono::seconds(10);
// A rate over less than this is a matter of chance: writes come in bursts of a fragment.
constexpr Duration kLeastWindow = std::chrono::seconds(3);

} // namespace

SpaceGuard::Verdict SpaceGuard::look(Timestamp now, std::uint64_t written, std::uint64_t free)
{
    m_looks.push_back({now, written, free});
    while (m_looks.size() > 2 && now - m_looks[1].time >= kWindow)
        m_looks.pop_front();
    const Look& oldest = m_looks.front();
    const Duration span = now - oldest.time;
    if (span >= kLeastWindow) {
        m_ownRate = static_cast<double>(written - std::min(written, oldest.written)) / toSeconds(span);
        const double emptied =
            static_cast<double>(oldest.free - std::min(oldest.free, free)) / toSeconds(span);
        m_rate = std::max(m_ownRate, emptied);
    }
    const double usable = static_cast<double>(free - std::min(free, kFinishBytes));
    constexpr double kLongest = 1e9; // seconds, well inside a Duration
    m_timeLeft = m_rate > 0.0 && usable / m_rate < kLongest ? fromSeconds(usable / m_rate) : Duration::max();
    if (free <= kFinishBytes || m_timeLeft < m_limits.stopBelow)
        return Verdict::Stop;
    return m_timeLeft < m_limits.warnBelow ? Verdict::Low : Verdict::Enough;
}

} // namespace reelout
