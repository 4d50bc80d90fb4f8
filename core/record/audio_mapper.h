// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/audio_hub.h"
#include "record/audio_interpolator.h"
#include "record/drift_estimator.h"

#include <cstdint>
#include <deque>
#include <span>
#include <vector>

namespace reelout {

/// Turns blocks with capture stamps into one continuous stream on our clock: frame j of the result belongs at
/// origin + j / trackRate. Drift is taken out by resampling smoothly, lost samples become silence of their
/// length, samples that come twice are dropped; nothing is ever packed together or moved backwards. Pure;
/// one thread.
class AudioMapper {
public:
    static constexpr Duration kGap = std::chrono::milliseconds(50);            ///< a larger error is a gap
    static constexpr Duration kSettling = std::chrono::milliseconds(500);      ///< of stamps before a start
    static constexpr Duration kMostLateness = std::chrono::milliseconds(2500); ///< then silence steps in
    static constexpr double kMostDrift = 500e-6;                      ///< of a device that is followed
    static constexpr double kMostPull = 100e-6;                       ///< on top, towards the true place
    static constexpr double kMostCorrection = kMostDrift + kMostPull; ///< of the playing speed
    static constexpr double kMostSlew = 200e-6;                       ///< change of it in a second

    AudioMapper(const AudioFormat& source, int trackRate, Timestamp origin);

    /// The next block, also from before the origin: its stamps help to settle.
    void push(const AudioBlock& block);
    /// Everything captured until `now` less the usual latency has been pushed. Puts silence where a source
    /// has been quiet for longer than `lateness`: a server that stalls delivers all of it afterwards.
    void advance(Timestamp now, Duration lateness = kMostLateness);
    /// No more blocks: from here on the stream is silence without end.
    void finish();

    /// Number of the next frame of the result.
    std::int64_t position() const { return m_next; }
    /// Frames that can be produced now.
    std::int64_t available() const;
    /// Produces frames into `out` (whole frames), as many as are available. Returns how many.
    std::int64_t produce(std::span<float> out);
    /// Passes over frames up to number `frame`, as many as are available.
    void skipTo(std::int64_t frame);

    /// Source frames held in memory.
    std::int64_t held() const;

    int gaps() const { return m_gaps; }                        ///< in what was produced
    std::int64_t gapFrames() const { return m_gapFrames; }     ///< of silence in it
    double driftPpm() const { return -m_drift.slope() * 1e6; } ///< positive: the device is fast
    /// Where sound lies against its true time, seconds; positive = late.
    double offset() const { return -m_error; }

private:
    struct Held {
        std::vector<float> samples;
        double deviation = 0.0; ///< of its stamp from the line, seconds
        std::int64_t frame = 0; ///< of its start, as if nothing were missing before the first held one
        std::int64_t lost = 0;  ///< frames known to be missing before it
    };
    struct Hole {
        std::int64_t from = 0;
        std::int64_t to = 0;
        bool isKnown = false; ///< the source said so: a gap however short
        bool isCounted = false;
    };

    double secondsSinceOrigin(Timestamp time) const { return toSeconds(time - m_origin); }
    double trueTime(double sourceFrame) const;
    void appendBlock(const std::vector<float>& samples);
    enum class Missing { Known, Supposed };
    void appendHole(std::int64_t frames, Missing missing);
    void hold(const AudioBlock& block, double deviation, std::int64_t frame);
    void settle();
    bool isSettled() const;
    void steer(std::int64_t frames);
    void step(std::int64_t frames);
    void resynchronise();
    void countHoles(double from, double to);
    void dropHolesBefore(double place);
    /// Where the next sample of the source goes.
    std::int64_t cursor() const { return m_stream.end() - m_drop; }
    double stepSize() const { return m_ratio * (1.0 + m_correction); }

    const std::size_t m_channels;
    const double m_sourceRate;
    const double m_trackRate;
    const double m_ratio; ///< source frames in one frame of the result
    const Timestamp m_origin;
    AudioInterpolator m_stream;
    DriftEstimator m_drift;
    std::vector<Held> m_held;
    std::int64_t m_heldFrames = 0;
    std::int64_t m_drop = 0;  ///< frames of the source still to be dropped: their time has been filled
    std::deque<Hole> m_holes; ///< silence in the source's frames
    bool m_hasStarted = false;
    bool m_finished = false;

    std::int64_t m_next = 0;
    std::int64_t m_frame = 0; ///< place in the source's frames of m_next, whole …
    double m_fraction = 0.0;  ///< … and part
    std::int64_t m_mute = 0;  ///< frames of silence still to come before the source goes on
    double m_correction = 0.0;
    double m_error = 0.0; ///< true time of the sample at m_frame less its place, seconds
    bool m_isCorrecting = false;
    int m_gaps = 0;
    std::int64_t m_gapFrames = 0;
};

} // namespace reelout
