// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <cstdint>
#include <deque>

namespace reelout {

/// Recording times of which a disk must hold that much more.
struct SpaceLimits {
    Duration warnBelow = std::chrono::seconds(60); ///< a warning, once
    Duration stopBelow = std::chrono::seconds(5);  ///< the end of the recording
};

/// Foresees that a disk fills up while something is recorded to it, in time to finish the file. Pure: told
/// once a second or so how things stand. One thread.
class SpaceGuard {
public:
    /// Kept free whatever the rate: what finishing a file takes.
    static constexpr std::uint64_t kFinishBytes = 4U << 20;

    enum class Verdict { Enough, Low, Stop };

    explicit SpaceGuard(SpaceLimits limits = {}) : m_limits(limits) {}

    /// `written`: bytes of the recording so far; `free`: what an ordinary user can still write. The rate is
    /// the recording's own over the last ten seconds, or that at which the disk really empties if that is
    /// greater (other recordings, other programs).
    Verdict look(Timestamp now, std::uint64_t written, std::uint64_t free);

    /// Bytes a second as of the last look().
    double rate() const { return m_rate; }
    /// The recording's own share of it.
    double ownRate() const { return m_ownRate; }
    /// How long the disk lasts at that rate; the longest Duration when it is not getting less.
    Duration timeLeft() const { return m_timeLeft; }

private:
    struct Look {
        Timestamp time;
        std::uint64_t written = 0;
        std::uint64_t free = 0;
    };

    SpaceLimits m_limits;
    std::deque<Look> m_looks; ///< of the last ten seconds
    double m_rate = 0.0;
    double m_ownRate = 0.0;
    Duration m_timeLeft = Duration::max();
};

} // namespace reelout
