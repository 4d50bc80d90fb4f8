// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <vector>

namespace reelout {

/// Reads a stream of interleaved samples at any place between its frames: band-limited interpolation with a
/// Kaiser-windowed sinc (Smith, "Digital Audio Resampling", CCRMA), 120 dB below the signal up to nine tenths
/// of the pass band. At whole positions and with the full band
/// the result is the sample itself, bit for bit. Silence in the stream takes no memory. One thread.
class AudioInterpolator {
public:
    /// `cutoff` is the pass band as a share of the source's Nyquist frequency, 0 < cutoff <= 1: below 1 when
    /// the result has a lower rate than the source.
    AudioInterpolator(int channels, double cutoff);

    /// Frames needed before and after a position.
    int reach() const { return m_reach; }

    /// Appends whole frames to the stream.
    void append(std::span<const float> samples);
    void appendSilence(std::int64_t frames) { m_end += frames; }
    /// Frames appended since the beginning.
    std::int64_t end() const { return m_end; }
    /// Frames held in memory.
    std::int64_t held() const;
    /// May let go of frames before `frame`.
    void discardBefore(std::int64_t frame);

    /// The value at `frame` + `fraction` (0 <= fraction < 1), one sample per channel into `out`. Frames that
    /// are not there (any more, or yet) count as silence.
    void at(std::int64_t frame, double fraction, std::span<float> out) const;

private:
    struct Chunk {
        std::int64_t first = 0;
        std::int64_t frames = 0;
        std::vector<float> samples;
    };

    const std::size_t m_channels;
    int m_reach = 0;
    bool m_isFullBand = true;
    /// Weights of 2 * reach frames for each step of position; all streams of full band share one.
    std::shared_ptr<const std::vector<float>> m_table;
    std::deque<Chunk> m_chunks; ///< what is not silence, in order
    std::int64_t m_end = 0;
};

} // namespace reelout
