// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/picture.h"
#include "media/source_event.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

namespace reelout {

/// Where one picture source leaves its pictures and any number of recorders and viewports find them. It keeps
/// the newest few; nobody can slow the source down. Any thread may call anything.
class PictureHub {
public:
    /// Pictures kept for the choice of the one nearest to a frame's time.
    static constexpr std::size_t kHistory = 4;
    /// Up to which serial somebody has had the pictures.
    using ReaderMark = std::atomic<std::uint64_t>;

    /// Source's thread. `picture->serial` must rise.
    void publish(PicturePtr picture);
    /// Source's thread: "as of `when` nothing has changed", so that an idle screen is not taken for a late
    /// one.
    void publishUnchanged(Timestamp when);
    void publishEvent(SourceEvent event);

    /// The newest picture, or null before the first.
    PicturePtr latest() const;
    /// Up to kHistory newest pictures with a serial above `serial`, oldest first.
    std::vector<PicturePtr> newerThan(std::uint64_t serial) const;
    /// For somebody who looks at every picture, to set as it goes on; it begins at 0 and counts while it
    /// lives. What all readers have had is not kept, but for the newest picture: each is megabytes. Without
    /// readers all kHistory pictures are.
    std::shared_ptr<ReaderMark> addReader() const;
    /// Until when the source has reported, by picture or publishUnchanged().
    Timestamp reportedUntil() const;
    /// Events after the first `count` ones, for the caller to keep count of.
    std::vector<SourceEvent> eventsAfter(std::size_t count) const;
    /// True while the last Lost or Ended has no Recovered after it.
    bool isLost() const;
    /// True while the last event of that kind is Ended.
    bool hasEnded() const;
    /// True from Asking until there is a picture or a loss: nobody is late then.
    bool isAsking() const;
    /// Why, in the source's words; empty while it isn't.
    QString lossText() const;

    /// Waits until there is a picture newer than `serial`; null when stopped or `timeout` (real time) passed.
    PicturePtr waitNewerThan(std::uint64_t serial, Duration timeout, std::stop_token stop) const;

private:
    std::uint64_t readByAll();

    mutable std::mutex m_mutex;
    mutable std::condition_variable_any m_arrived;
    std::deque<PicturePtr> m_pictures;
    mutable std::vector<std::weak_ptr<ReaderMark>> m_readers;
    std::vector<SourceEvent> m_events;
    Timestamp m_reportedUntil;
    bool m_lost = false;
    bool m_hasEnded = false;
    bool m_isAsking = false;
    QString m_lossText;
};

} // namespace reelout
