// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "media/picture.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

namespace reelout {

/// A picture on its way from a system's thread to its source's.
struct CameraArrival {
    std::shared_ptr<Picture> picture;  ///< null: compressed
    std::vector<std::uint8_t> coded{}; ///< what is to be decoded
    Timestamp captured{};
    std::uint64_t missed = 0; ///< before it
};

/// Between the two threads. The oldest is dropped, and counted, when the source's comes too late. Any thread.
class CameraQueue {
public:
    void push(CameraArrival arrival);
    /// Nothing comes any more, for this reason; only the first counts.
    void end(const QString& why);
    /// The oldest; nothing when none comes within `patience` or `stop` fires. DeviceLost when it is at its
    /// end.
    Result<std::optional<CameraArrival>> next(Duration patience, const std::stop_token& stop);

private:
    std::mutex m_mutex; ///< guards all
    std::condition_variable_any m_changed;
    std::deque<CameraArrival> m_arrivals;
    std::optional<QString> m_end;
};

} // namespace reelout
