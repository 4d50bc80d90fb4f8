// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/picture.h"
#include "media/source_event.h"

#include <condition_variable>
#include <deque>
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
    mutable std::mutex m_mutex;
    mutable std::condition_variable_any m_arrived;
    std::deque<PicturePtr> m_pictures;
    std::vector<SourceEvent> m_events;
    Timestamp m_reportedUntil;
    bool m_lost = false;
    bool m_hasEnded = false;
    bool m_isAsking = false;
    QString m_lossText;
};

} // namespace reelout
