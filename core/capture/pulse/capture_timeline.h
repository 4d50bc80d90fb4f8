// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <array>
#include <cstdint>

namespace reelout {

/// Turns the times at which sound arrives, and what the server says about its latency, into the times at
/// which it was captured. Two lines over the frame count are kept, both against CLOCK_MONOTONIC:
///
/// - *arrival*: the earliest time by which a frame has ever been here. Single late deliveries lie above it
/// and
///   come back; lost samples lift everything above it for good. That is how gaps are found, because servers
///   lose samples without saying so (PipeWire) and report latencies that are wrong for seconds afterwards.
///   Data that is more than 60 ms late is held back until either a burst has caught up (nothing was lost) or
///   nothing has improved for 200 ms (the rest is lost, and the time jumps forward by exactly that).
/// - *capture*: what is stamped on the samples. It starts at the median of the measurements of the first 200
/// ms
///   and then follows them through a second-order loop (0.03 Hz, at most ±800 ppm), so that jitter does not
///   shake it and the device's true rate is learnt. After a gap measurements count only once they agree.
///
/// Pure: knows no clock and no server. One thread; no locks, no allocation.
class CaptureTimeline {
public:
    explicit CaptureTimeline(int sampleRate);

    struct Observation {
        Timestamp now;
        std::int64_t waitingFrames = 0; ///< arrived and not taken yet, above 0
    };
    enum class Verdict { Hold, Take };

    /// Whether what is waiting may be taken now. To be asked again soon after Hold.
    Verdict look(const Observation& observation);

    /// The server's figures put the capture of the stream's first frame, had none been lost since, at this
    /// time.
    void measure(Timestamp now, Timestamp firstFrame);

    /// Takes that many frames; gives the capture time of the first. Never goes back.
    Timestamp take(std::int64_t frames);

    std::int64_t gaps() const { return m_gaps; }
    /// Length of all gaps together.
    Duration lost() const { return m_lost; }
    /// Measured rate of the device against ours, in parts per million.
    double ratePpm() const { return -m_slope * 1e6; }

private:
    enum class Phase { Settling, Running, Doubting };
    static constexpr std::size_t kMostSettling = 64;

    double framesToSeconds(std::int64_t frames) const;
    Verdict settle(double now, double arrival);
    Verdict doubt(double now, double excess);
    void watchArrival(double now, double excess);
    void follow(double now, double error);
    void jump(double seconds);

    // Seconds since m_origin.
    const double m_sampleRate;
    Timestamp m_origin;
    bool m_hasOrigin = false;
    Phase m_phase = Phase::Settling;
    std::int64_t m_taken = 0;

    double m_arrival = 0.0; ///< of frame 0, as if nothing had been lost
    double m_windowStart = 0.0;
    double m_windowLeast = 0.0;
    double m_windowErrorSum = 0.0;
    int m_windowErrors = 0;

    double m_capture = 0.0; ///< of the next frame to take
    double m_slope = 0.0;   ///< seconds the capture line gains per second on the nominal rate
    double m_lastFollowed = 0.0;
    double m_trustFrom = 0.0;
    Timestamp m_lastStamp;

    double m_settlingSince = 0.0;
    std::array<double, kMostSettling> m_settling{};
    std::size_t m_settlingCount = 0;

    double m_doubtLeast = 0.0;
    double m_doubtImproved = 0.0;

    std::int64_t m_gaps = 0;
    Duration m_lost{};
};

} // namespace reelout
