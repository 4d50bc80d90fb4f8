// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/frame_queue.h"

namespace reelout {

bool FrameQueue::add(const TakenFrames& frames)
{
    if (!m_frames.empty() && m_frames.back().picture == frames.picture) {
        m_frames.back().count += frames.count;
        return true;
    }
    if (m_frames.size() >= m_capacity)
        return false;
    m_frames.push_back(frames);
    return true;
}

bool FrameQueue::tryPush(const TakenFrames& frames)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_closed || !add(frames))
            return false;
    }
    m_notEmpty.notify_one();
    return true;
}

bool FrameQueue::waitPush(const TakenFrames& frames)
{
    {
        std::unique_lock lock(m_mutex);
        bool isAdded = false;
        m_notFull.wait(lock, [&] { return m_closed || (isAdded = add(frames)); });
        if (!isAdded)
            return false;
    }
    m_notEmpty.notify_one();
    return true;
}

std::optional<TakenFrames> FrameQueue::popFor(Duration patience)
{
    std::optional<TakenFrames> frames;
    {
        std::unique_lock lock(m_mutex);
        m_notEmpty.wait_for(lock, patience, [&] { return m_closed || !m_frames.empty(); });
        if (m_frames.empty())
            return std::nullopt;
        frames = std::move(m_frames.front());
        m_frames.pop_front();
    }
    m_notFull.notify_one();
    return frames;
}

void FrameQueue::close()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_closed = true;
    }
    m_notEmpty.notify_all();
    m_notFull.notify_all();
}

bool FrameQueue::isDone() const
{
    const std::scoped_lock lock(m_mutex);
    return m_closed && m_frames.empty();
}

std::int64_t FrameQueue::abandon()
{
    std::int64_t dropped = 0;
    {
        const std::scoped_lock lock(m_mutex);
        for (const TakenFrames& frames : m_frames)
            dropped += frames.count;
        m_frames.clear();
        m_closed = true;
    }
    m_notEmpty.notify_all();
    m_notFull.notify_all();
    return dropped;
}

} // namespace reelout
