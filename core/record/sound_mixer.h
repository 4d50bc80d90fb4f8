// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/peak_limiter.h"
#include "record/sound_taker.h"

#include <vector>

namespace reelout {

/// Mixes what SoundTaker puts side by side into one track as wide as the widest source. Every source goes in
/// at its own level, channel on channel; a mono one goes to both sides. The sum is of floats and stays within
/// full scale by a PeakLimiter. Write thread.
class SoundMixer {
public:
    SoundMixer(const std::vector<SoundInput>& inputs, int sampleRate);

    /// Channels of the mix of these inputs.
    static int channelsFor(const std::vector<SoundInput>& inputs);

    /// Writes the mix of interleaved frames, which follow each other without a hole, 5 ms late.
    Status mix(std::span<const float> sideBySide, const SoundTaker::Write& write);
    /// Writes the rest.
    Status finish(const SoundTaker::Write& write);

    /// How far the mix was turned down at most, in dB above 0; 0 when it never was.
    double greatestReduction() const;

private:
    struct Source {
        std::size_t first = 0; ///< its first channel side by side
        std::size_t channels = 0;
    };
    void add(const Source& source, std::span<const float> sideBySide);
    Status pass(const SoundTaker::Write& write);

    std::vector<Source> m_sources;
    std::size_t m_sideBySide = 0; ///< channels in
    std::size_t m_channels;       ///< channels out
    PeakLimiter m_limiter;
    std::vector<float> m_sum;
    std::vector<float> m_out;
    std::int64_t m_written = 0;
};

} // namespace reelout
