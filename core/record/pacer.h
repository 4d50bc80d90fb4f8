// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/picture.h"

#include <cstdint>
#include <deque>

namespace reelout {

/// Why a frame of the movie shows what it shows.
enum class PickCause {
    Fresh, ///< a picture that was not shown before
    Idle,  ///< repeated: the source says nothing changed
    Late,  ///< repeated: the source has not delivered in time
    Lost,  ///< repeated: the source is gone
};

struct Pick {
    PicturePtr picture; ///< null only before the source's first picture
    PickCause cause = PickCause::Fresh;
};

/// What the source says about itself at the time of a decision.
struct SourceReport {
    Timestamp reportedUntil;
    bool isLost = false;
};

/// True when both are the same picture of a source, though one may be without its memory.
bool isSamePicture(const PicturePtr& one, const PicturePtr& other);
/// What somebody keeps who only has to know the picture again.
PicturePtr withoutMemory(const Picture& picture);

/// Chooses the picture of each frame: the one nearest in time, but a source about as fast as the movie gives
/// each of its pictures exactly once in spite of jitter. Pure; one thread.
class Pacer {
public:
    explicit Pacer(Duration frameInterval);

    /// How long after a frame's time its picture can be chosen.
    Duration decisionDelay() const;

    /// A picture of the source, in order of serial. `nextSlot` is the time of the next frame to be chosen:
    /// pictures that can't be nearest to it or a later one are let go.
    void offer(PicturePtr picture, Timestamp nextSlot);
    /// A picture that fell into a pause: not counted, but what is on show when the take goes on.
    void observe(PicturePtr picture);
    /// Pictures up to `serial` that nobody looked at fell into a pause.
    void passOver(std::uint64_t serial);

    /// The picture of the frame at `slot`; none captured after `notAfter` is taken while there is another.
    Pick pick(Timestamp slot, Timestamp notAfter, const SourceReport& report);
    /// The frame shows `picture`, whatever its time.
    Pick pickThis(const PicturePtr& picture);
    /// Somebody else has what was picked last: repeats return it without its memory from now on, which is
    /// megabytes of the source's. Returns what they return.
    PicturePtr releaseShown();

    std::int64_t delivered() const { return m_delivered; } ///< pictures the source made, pauses left out
    std::int64_t skipped() const { return m_skipped; }     ///< of which never shown
    /// Pictures that may be chosen for a frame to come, oldest first.
    const std::deque<PicturePtr>& waiting() const { return m_waiting; }
    /// Typical time between two pictures of the source.
    Duration sourceInterval() const;

private:
    PickCause causeOfRepeat(Timestamp slot, const SourceReport& report) const;
    void prune(Timestamp nextSlot);
    bool isFasterSource() const;
    Pick use(std::size_t position);

    Duration m_interval;
    Duration m_tolerance;
    PicturePtr m_shown;
    std::deque<PicturePtr> m_waiting; ///< newer than m_shown, oldest first
    std::deque<Duration> m_gaps;      ///< between the source's latest pictures
    std::uint64_t m_lastSerial = 0;
    std::uint64_t m_countedSerial = 0; ///< up to here pictures are part of m_delivered
    Timestamp m_lastCaptured;
    Timestamp m_unchangedUntil;
    std::int64_t m_delivered = 0;
    std::int64_t m_skipped = 0;
};

} // namespace reelout
