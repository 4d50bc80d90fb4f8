// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/marker.h"

#include <atomic>
#include <mutex>
#include <vector>

namespace reelout {

/// What is asked of a running take's writer while the write thread is busy with it. Any thread.
class WriterOrders {
public:
    /// Orders that wait at most; further ones are dropped.
    static constexpr int kMostSplits = 8;
    static constexpr std::size_t kMostMarkers = 1000;

    /// Another file from the next picture or sample on. False when too many wait already.
    bool split();
    bool wantsSplit() const { return m_splits > 0; }
    void splitDone();

    /// A marker at recorded time `marker.at`. False when too many wait already.
    bool mark(Marker marker);
    /// Those before `until`, oldest first; they are taken out.
    std::vector<Marker> takeMarkers(Duration until);

private:
    std::atomic<int> m_splits{0};
    std::mutex m_mutex;
    std::vector<Marker> m_markers; ///< by time
};

} // namespace reelout
