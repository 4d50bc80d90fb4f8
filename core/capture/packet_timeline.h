// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <cstdint>

namespace reelout {

/// Places packets of sound, whose driver stamps them with the device's own count of frames and the time of
/// their first one (WASAPI, CoreAudio), on the recording's clock:
///
/// - what is stamped follows the driver's times through a second-order loop (0.03 Hz, at most ±800 ppm), so
///   that their jitter does not shake it and the device's true rate is learnt;
/// - a jump of the count that the times confirm within 5 ms is a gap of exactly that length. Where they don't
///   (some drivers count in another rate than they deliver) the times decide, from 10 ms;
/// - packets that stay later than 60 ms without a word from the driver are a gap that it did not notice.
///
/// Pure: knows no clock and no system. One thread; no locks, no allocation.
class PacketTimeline {
public:
    explicit PacketTimeline(int sampleRate);

    struct Packet {
        std::int64_t position = 0; ///< of its first frame, by the device's count
        Timestamp time;            ///< of its first frame, by the driver; now when it does not know
        std::int64_t frames = 0;
        bool isTimeKnown = true;
        bool isDiscontinuous = false; ///< the driver knows that something was lost before it
    };
    struct Placed {
        Timestamp captured;       ///< of the first frame; never goes back
        std::int64_t missing = 0; ///< frames that were lost before it
    };
    Placed place(const Packet& packet);

    std::int64_t gaps() const { return m_gaps; }
    /// Length of all gaps together.
    Duration lost() const { return m_lost; }
    /// Measured rate of the device against ours, in parts per million.
    double ratePpm() const { return -m_slope * 1e6; }

private:
    bool isCountRight(double countedSeconds, double late);
    std::int64_t missingBefore(const Packet& packet, double late);
    void follow(double error, std::int64_t frames);

    const double m_sampleRate;
    Timestamp m_origin;
    bool m_hasOrigin = false;
    std::int64_t m_expected = 0; ///< the device's count at the next frame
    double m_next = 0.0;         ///< time of the next frame, in seconds since m_origin
    double m_slope = 0.0;        ///< seconds gained a second on the nominal rate
    double m_settled = 0.0;      ///< seconds of sound that have been averaged for the start
    bool m_trustsCount = true;
    double m_lateFor = 0.0; ///< seconds of sound that have been later than can be
    Timestamp m_lastStamp;
    std::int64_t m_gaps = 0;
    Duration m_lost{};
};

} // namespace reelout
