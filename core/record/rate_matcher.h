// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/rate_converter.h"
#include "media/audio_hub.h"

#include <optional>

namespace reelout {

/// Brings the blocks of one source to the rate of the recording before they are mapped onto its clock. Stamps
/// and losses stay what they were, to the sample; where blocks do not join, nothing is smeared across. At
/// equal rates blocks pass untouched. One thread.
class RateMatcher {
public:
    RateMatcher(const AudioFormat& source, int trackRate);

    /// What comes out of match(): the track's rate, or the source's where no conversion could be had.
    const AudioFormat& format() const { return m_format; }

    /// Adds the block, converted, to `out`: none, one, or two when the one before ended here.
    void match(const AudioBlock& block, std::vector<AudioBlock>& out);
    /// The rest, after the last block.
    void finish(std::vector<AudioBlock>& out);

private:
    void restart();
    void endRun(std::vector<AudioBlock>& out);
    double sourceSeconds(std::int64_t frames) const
    {
        return static_cast<double>(frames) / m_source.sampleRate;
    }

    const AudioFormat m_source;
    AudioFormat m_format;
    std::unique_ptr<RateConverter> m_converter;
    Timestamp m_runStart;    ///< capture time of the run's first frame, by its last block
    std::int64_t m_fed = 0;  ///< source frames of this run
    std::int64_t m_made = 0; ///< frames of the result in this run
};

} // namespace reelout
