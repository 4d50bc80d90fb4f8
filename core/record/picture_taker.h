// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/pacer.h"
#include "record/take_timeline.h"

#include <deque>
#include <optional>
#include <vector>

namespace reelout {

/// One picture for one or more frames of the movie in a row.
struct TakenFrames {
    PicturePtr picture; ///< without its memory where it was there before
    std::int64_t count = 1;
    Timestamp instant{}; ///< what goes into the same still was to be seen then
};

/// Decides frame by frame what a movie shows and keeps what waits to be converted, within bounds: when the
/// rest of the line is behind, the newest picture stands longer and that is counted. Pure; owned by the image
/// thread.
class PictureTaker {
public:
    struct Bounds {
        std::size_t mostWaiting = 8;   ///< different pictures waiting for conversion
        std::int64_t mostBehind = 120; ///< frames taken but not yet written before pictures are left out
        /// Others go into the same still: a frame whose own picture stands may still be a new one.
        bool hasLayers = false;
    };

    PictureTaker(FrameRate rate, Bounds bounds, std::optional<std::int64_t> limit);

    /// Frame `index` shows `picture`, whatever its time.
    void order(std::int64_t index, PicturePtr picture);
    /// Pictures that are new in the hub, oldest first.
    void look(const std::vector<PicturePtr>& pictures, const TakeTimeline& timeline);
    /// Frames of which everything is known by `now`.
    void takeDue(const TakeTimeline& timeline, Timestamp now, const SourceReport& report);
    /// Frames the writer has done so far; the distance to it decides whether there is room.
    void setWritten(std::int64_t frames) { m_written = frames; }

    /// When to look again; Timestamp::max() when only a command can change anything.
    Timestamp nextLook(const TakeTimeline& timeline, Timestamp now) const;

    /// Of the frames that wait and of those that may be taken next.
    std::vector<Timestamp> instants(const TakeTimeline& timeline) const;
    /// False when a new picture would be left out, because too much waits.
    bool hasRoom() const;

    std::uint64_t lastSerial() const { return m_lastSerial; }
    std::int64_t taken() const { return m_next; }
    bool isAtLimit() const { return m_limit && m_next >= *m_limit; }

    bool isEmpty() const { return m_waiting.empty(); }
    const TakenFrames& front() const { return m_waiting.front(); }
    void popFront() { m_waiting.pop_front(); }

    std::int64_t framesIn() const { return m_pacer.delivered(); }
    std::int64_t skipped() const { return m_pacer.skipped(); }
    std::int64_t repeatedIdle() const { return m_repeatedIdle; }
    std::int64_t repeatedLate() const { return m_repeatedLate; }
    std::int64_t repeatedBusy() const { return m_repeatedBusy; }
    std::int64_t repeatedLost() const { return m_repeatedLost; }

private:
    void add(const Pick& pick, Timestamp slot, const SourceReport& report);
    Timestamp instantOf(const Pick& pick, Timestamp slot, const SourceReport& report) const;
    Pick choose(const TakeTimeline::Slot& slot, const SourceReport& report);

    FrameRate m_rate;
    Bounds m_bounds;
    std::optional<std::int64_t> m_limit;
    Pacer m_pacer;
    std::deque<TakenFrames> m_waiting;
    std::deque<std::pair<std::int64_t, PicturePtr>> m_orders;
    PicturePtr m_lastTaken;
    Timestamp m_lastInstant;
    bool m_isCut = false; ///< a pause has been reached
    std::uint64_t m_lastSerial = 0;
    std::int64_t m_next = 0;
    std::int64_t m_written = 0;
    std::int64_t m_repeatedIdle = 0;
    std::int64_t m_repeatedLate = 0;
    std::int64_t m_repeatedBusy = 0;
    std::int64_t m_repeatedLost = 0;
};

} // namespace reelout
