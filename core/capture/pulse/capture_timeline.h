// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "capture/pulse/late_arrivals.h"

#include <array>
#include <cstdint>

namespace reelout {

/// Turns the times at which sound arrives, and what the server says about its latency, into the times at
/// which it was captured. Two lines over the frame count are kept, both against CLOCK_MONOTONIC:
///
/// - *arrival*: the earliest time by which a frame has ever been here. Late deliveries lie above it and come
///   back; lost samples lift everything behind them for good. That is how gaps are found, because servers
///   lose samples without saying so (PipeWire: single quanta, each time a thread of it is late). Data that is
///   more than 10 ms late is held back until either a burst has caught up (nothing was lost) or nothing has
///   become better for a third of a second and longer on a machine whose deliveries are late often; then the
///   time jumps forward by exactly what is missing, just where it is missing. Smaller losses are found within
///   a second or two. What turns out not to have been lost after all is taken back: as many frames as there
///   was silence for are surplus.
/// - *capture*: what is stamped on the samples. It starts at what is measured in the first 200 ms and follows
///   what is measured, or where that is worth nothing the arrival line, through a second-order loop (0.03 Hz,
///   at most ±800 ppm), so that jitter does not shake it and the device's true rate is learnt.
///
/// Pure: knows no clock and no server. One thread; no locks, no allocation.
class CaptureTimeline {
public:
    /// What the server's figures are worth.
    enum class Figures {
        Latency, ///< PulseAudio: where the device is, to a millisecond; wrong for seconds after a loss
        Count    ///< PipeWire: what it has handed out at its last cycle; a loss it does not know of
    };

    explicit CaptureTimeline(int sampleRate, Figures figures = Figures::Latency);

    struct Observation {
        Timestamp now;
        std::int64_t waitingFrames = 0; ///< arrived and not taken yet, above 0
    };
    enum class Verdict { Hold, Take };

    /// Whether the first of what is waiting may be taken now. To be asked again soon after Hold, and before
    /// each fragment.
    Verdict look(const Observation& observation);

    /// Figures::Latency: the server's figures put the capture of the stream's first frame, had none been lost
    /// since, at this time.
    void measure(Timestamp now, Timestamp firstFrame);
    /// Figures::Count: how long before its arrival sound has been captured, as far as the server knows.
    /// Counts only until the first frame is taken.
    void setLatency(Duration latency);

    struct Taken {
        Timestamp captured;       ///< of the first frame; never goes back
        std::int64_t missing = 0; ///< frames that were lost before it
    };
    Taken take(std::int64_t frames);

    /// Frames to be thrown away before the next are taken: silence stood in for them.
    std::int64_t surplus() const { return m_surplus; }
    /// Throws away so many of them.
    void skip(std::int64_t frames);

    std::int64_t gaps() const { return m_gaps; }
    /// Length of all gaps together.
    Duration lost() const { return m_lost; }
    /// Measured rate of the device against ours, in parts per million.
    double ratePpm() const { return -m_slope * 1e6; }

private:
    enum class Phase { Settling, Running, Doubting };
    static constexpr std::size_t kMostSettling = 64;
    struct Mean {
        double sum = 0.0;
        int count = 0;
        void add(double value)
        {
            sum += value;
            ++count;
        }
    };

    double framesToSeconds(std::int64_t frames) const;
    Verdict settle(double now, double arrival);
    Verdict doubt(double now, std::int64_t arrived, double excess);
    bool isKnownToBeLate(double now) const;
    bool isLoss(double step, const Mean& errors) const;
    void watchArrival(double now, double excess);
    void noteLateness(bool isLate);
    void refineGap(double now, double early);
    void takeBack(double seconds);
    void startWindow(double now);
    enum class Learning { No, Yes };
    void follow(double now, double error, Learning learning);
    /// When the next frame to take was captured, by the arrival line.
    double arrivalCapture() const;
    void jump(double now, double seconds);
    void advance(std::int64_t frames);

    // Seconds since m_origin.
    const double m_sampleRate;
    const Figures m_figures;
    Timestamp m_origin;
    bool m_hasOrigin = false;
    Phase m_phase = Phase::Settling;
    std::int64_t m_taken = 0;

    double m_arrival = 0.0; ///< of frame 0, as if nothing had been lost
    double m_windowStart = 0.0;
    double m_windowLeast = 0.0;
    Mean m_windowErrors; ///< of the server's figures against the capture line

    double m_capture = 0.0; ///< of the next frame to take
    double m_ahead = 0.0;   ///< Count: how far capture lies before arrival
    double m_slope = 0.0;   ///< seconds the capture line gains per second on the nominal rate
    double m_lastFollowed = 0.0;
    double m_lastError = 0.0; ///< of the server's figures against the capture line, and when
    double m_lastMeasured = -1e9;
    double m_trustFrom = 0.0;
    double m_farOff = 0.0; ///< seconds for which the measurements have been far off
    Timestamp m_lastStamp;

    double m_settlingSince = 0.0;
    std::array<double, kMostSettling> m_settling{};
    std::size_t m_settlingCount = 0;

    LateArrivals m_late;
    std::int64_t m_takeUntil = 0; ///< frames known to lie before the next doubt
    double m_lateShare = 0.0;     ///< of the deliveries, lately
    double m_lastDelivery = 0.0;
    Mean m_doubtErrors; ///< as m_windowErrors, meanwhile

    std::int64_t m_missing = 0;
    std::int64_t m_surplus = 0;
    double m_revocable = 0.0; ///< seconds of gaps found lately, which may have been none
    double m_lastJump = 0.0;
    double m_tooLong = 0.0; ///< seconds by which the silence for them was longer than what is missing
    std::int64_t m_gaps = 0;
    Duration m_lost{};
};

} // namespace reelout
