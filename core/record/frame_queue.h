// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/picture_taker.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

namespace reelout {

/// Converted pictures on their way from the image thread to the write thread; bounded. A picture equal to the
/// newest one only raises its count, so an idle screen takes one place.
class FrameQueue {
public:
    explicit FrameQueue(std::size_t capacity) : m_capacity(capacity) {}

    /// False when full or closed.
    bool tryPush(const TakenFrames& frames);
    /// Blocks while full; false when closed.
    bool waitPush(const TakenFrames& frames);
    /// Blocks until there is something, the queue is closed, or `patience` (real time) has passed.
    std::optional<TakenFrames> popFor(Duration patience);
    /// What is there can still be popped.
    void close();
    /// Closed, and nothing is left to come.
    bool isDone() const;
    /// Drops what is there and closes. Returns how many frames that were.
    std::int64_t abandon();

private:
    bool add(const TakenFrames& frames);

    const std::size_t m_capacity;
    mutable std::mutex m_mutex;
    std::condition_variable m_notEmpty;
    std::condition_variable m_notFull;
    std::deque<TakenFrames> m_frames;
    bool m_closed = false;
};

} // namespace reelout
