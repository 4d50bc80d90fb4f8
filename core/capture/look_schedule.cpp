// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/look_schedule.h"

#include <algorithm>

namespace reelout {

void LookSchedule::start(Timestamp now)
{
    m_regular = now;
    m_due = now;
}

void LookSchedule::looked(Timestamp now, bool onWord)
{
    // Regular looks keep their step; one that was taken early begins it anew, late ones are left out.
    if (now < m_regular)
        m_regular = now + m_interval;
    else
        m_regular += ((now - m_regular) / m_interval + 1) * m_interval;
    if (onWord)
        m_due = std::max(m_due, now) + m_interval;
}

} // namespace reelout
