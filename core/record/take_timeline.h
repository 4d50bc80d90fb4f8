// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "media/frame_rate.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace reelout {

/// Which stretches of the clock belong to a take, and where each lies on the recording's own time (pauses cut
/// out). Picture and sound are both cut by this one list, so that they leave and come back at the same
/// instant. A value; whoever shares it between threads guards it.
class TakeTimeline {
public:
    explicit TakeTimeline(FrameRate rate) : m_rate(rate) {}

    FrameRate rate() const { return m_rate; }
    bool hasBegun() const { return m_begun; }
    bool isClosed() const { return m_closed; }
    bool isPaused() const { return m_begun && !m_isOpen; }
    /// Recording time 0 when the take begins unpaused; sound is counted from here.
    Timestamp origin() const { return m_origin; }

    /// The take begins at `origin`, running or paused. Once.
    void begin(Timestamp origin, bool paused);
    /// Ends the running stretch at `when`; nothing when paused.
    void pause(Timestamp when);
    /// A new stretch from `when`, or from the end of the last one when that is later.
    void resume(Timestamp when);
    /// While paused: a stretch that holds exactly one frame. Returns the frame's index.
    std::int64_t addFrame(Timestamp when);

    /// Ends the take at `when`, rounded to whole frames (at least one when it ever ran, and not fewer than
    /// `framesTaken`), and returns their number. Frames whose middle has passed count; the last stretch is
    /// moved to end with the last frame.
    std::int64_t closeAtFrame(Timestamp when, std::int64_t framesTaken);
    /// Ends the take after exactly `frames`, which must lie in what was recorded or in the running stretch.
    void closeAfter(std::int64_t frames);
    /// Ends the take at `when` to the nanosecond, for takes without pictures.
    void closeExactly(Timestamp when);

    /// Lets go of stretches that end before recording time `recorded`; nothing may ask for them any more.
    void forgetBefore(Duration recorded);

    /// Time recorded until `now`.
    Duration recordedUntil(Timestamp now) const;

    /// Where on the clock a frame is, and when the stretch it is in ends (Timestamp::max() while it runs).
    struct Slot {
        Timestamp time;
        Timestamp stretchEnd;
        bool isSingle = false; ///< made by addFrame()
    };
    /// Nothing when frame `index` is not (yet) part of the take.
    std::optional<Slot> slot(std::int64_t index) const;

    /// Where recorded sample `index` (sample frames at `sampleRate`) is on the clock, in samples after
    /// origin(), and how many follow it without a cut.
    struct SoundPiece {
        std::int64_t clockFrame = 0;
        std::int64_t frames = 0;
    };
    std::optional<SoundPiece> soundPiece(std::int64_t index, int sampleRate) const;
    /// Sample frames a take of `frames` pictures has.
    std::int64_t soundFramesFor(std::int64_t frames, int sampleRate) const;

private:
    struct Stretch {
        Timestamp from;
        Timestamp to;
        Duration recordedFrom{};
        bool isSingle = false;
        Duration recordedTo() const { return recordedFrom + (to - from); }
    };
    void open(Timestamp from, bool isSingle);
    const Stretch* stretchAt(Duration recorded) const;
    Duration recordedEnd() const;

    FrameRate m_rate;
    Timestamp m_origin;
    std::vector<Stretch> m_stretches;
    bool m_begun = false;
    bool m_isOpen = false;
    bool m_closed = false;
};

/// Sample frames that belong to the first `frames` pictures at `rate`, rounded to the nearest.
std::int64_t soundFramesFor(FrameRate rate, std::int64_t frames, int sampleRate);

/// Samples before `time` at `sampleRate`, rounded up: the index of the first sample not before it.
std::int64_t firstSampleAt(Duration time, int sampleRate);

} // namespace reelout
