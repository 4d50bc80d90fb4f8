// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <span>
#include <vector>

namespace reelout {

/// What a meter shows of one channel. Linear, full scale is 1.
struct ChannelLevel {
    float peak = 0.0F;     ///< greatest absolute sample of the last block
    float rms = 0.0F;      ///< root of the mean square of the last block; a full-scale sine has 0.707
    float heldPeak = 0.0F; ///< greatest recent peak: stays for the hold time, then falls
    bool clipped = false;  ///< a sample reached full scale within the clip time

    friend bool operator==(const ChannelLevel&, const ChannelLevel&) = default;
};

/// How long a meter remembers.
struct LevelBallistics {
    Duration peakHold = std::chrono::milliseconds(1500);
    double fallDecibelsPerSecond = 20.0; ///< of the held peak, after its hold time
    Duration clipHold = std::chrono::seconds(3);
    float clipLevel = 0.99996F; ///< 32767 of 32768: the loudest sample of a 16-bit device
};

/// Peak, RMS, peak hold and clip light per channel. Pure: time passes by the samples it is given, so the same
/// samples always give the same levels. Owned by one thread.
class LevelAnalyser {
public:
    /// `channels` and `sampleRate` below 1 count as 1.
    LevelAnalyser(int channels, int sampleRate, LevelBallistics ballistics = {});

    /// A block of interleaved samples; an incomplete last frame is left out, a sample that is no number
    /// counts as 0. An empty block changes nothing.
    void process(std::span<const float> samples);
    /// Silence of that length, for a source that is gone.
    void processSilence(Duration length);
    /// Puts out the clip lights.
    void clearClips();

    const std::vector<ChannelLevel>& levels() const { return m_levels; }

private:
    struct Memory {
        Duration sincePeak{};
        Duration sinceClip{};
    };
    void update(std::size_t channel, float peak, float rms, Duration length);

    std::size_t m_channels;
    int m_sampleRate;
    LevelBallistics m_ballistics;
    std::vector<ChannelLevel> m_levels;
    std::vector<Memory> m_memories;
};

/// 20·log10 of a linear level; -200 for silence.
double decibels(float level);

} // namespace reelout
