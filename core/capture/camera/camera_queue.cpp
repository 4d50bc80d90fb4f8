// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/camera/camera_queue.h"

namespace reelout {

void CameraQueue::push(CameraArrival arrival)
{
    constexpr std::size_t kMostWaiting = 8;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_arrivals.size() >= kMostWaiting) {
            const std::uint64_t lost = m_arrivals.front().missed + 1;
            m_arrivals.pop_front();
            m_arrivals.front().missed += lost;
        }
        m_arrivals.push_back(std::move(arrival));
    }
    m_changed.notify_all();
}

void CameraQueue::end(const QString& why)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_end)
            m_end = why;
    }
    m_changed.notify_all();
}

Result<std::optional<CameraArrival>> CameraQueue::next(Duration patience, const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, stop, patience, [this] { return m_end || !m_arrivals.empty(); });
    if (m_arrivals.empty()) {
        if (m_end)
            return makeError(ErrorCode::DeviceLost, QStringLiteral("read camera"), *m_end);
        return std::optional<CameraArrival>();
    }
    std::optional<CameraArrival> arrival(std::move(m_arrivals.front()));
    m_arrivals.pop_front();
    return arrival;
}

} // namespace reelout
