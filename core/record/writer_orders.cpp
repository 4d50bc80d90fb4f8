// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/writer_orders.h"

#include <algorithm>

namespace reelout {

bool WriterOrders::split()
{
    int waiting = m_splits;
    do {
        if (waiting >= kMostSplits)
            return false;
    } while (!m_splits.compare_exchange_weak(waiting, waiting + 1));
    return true;
}

void WriterOrders::splitDone()
{
    int waiting = m_splits;
    while (waiting > 0 && !m_splits.compare_exchange_weak(waiting, waiting - 1)) {
    }
}

bool WriterOrders::mark(Marker marker)
{
    const std::scoped_lock lock(m_mutex);
    if (m_markers.size() >= kMostMarkers)
        return false;
    const auto later = std::upper_bound(m_markers.begin(), m_markers.end(), marker.at,
                                        [](Duration at, const Marker& other) { return at < other.at; });
    m_markers.insert(later, std::move(marker));
    return true;
}

std::vector<Marker> WriterOrders::takeMarkers(Duration until)
{
    const std::scoped_lock lock(m_mutex);
    const auto end = std::find_if(m_markers.begin(), m_markers.end(),
                                  [until](const Marker& marker) { return marker.at >= until; });
    std::vector<Marker> taken(std::make_move_iterator(m_markers.begin()), std::make_move_iterator(end));
    m_markers.erase(m_markers.begin(), end);
    return taken;
}

} // namespace reelout
