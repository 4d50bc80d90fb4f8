// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <utility>
#include <vector>

namespace reelout {

/// Keeps a sum of sounds within full scale without clipping: where it would pass ±1 all channels are turned
/// down together, smoothly from 5 ms before the peak on, and let go over 200 ms. What stays within full scale
/// comes out bit by bit. The result does not depend on how the samples are cut into blocks. One thread.
class PeakLimiter {
public:
    PeakLimiter(int channels, int sampleRate);

    /// Takes interleaved whole frames and appends those that are decided to `out`: as many less at first as
    /// it looks ahead.
    void process(std::span<const float> samples, std::vector<float>& out);
    /// Appends the frames still held back.
    void finish(std::vector<float>& out);

    /// Least gain used so far, above 0 to 1.
    double leastGain() const { return m_leastGain; }

private:
    using Gain = std::int64_t; ///< in units of 2^-24, so that sums are exact
    static constexpr Gain kUnity = Gain{1} << 24;

    double gainFor(Gain wanted);
    void emit(double gain, std::vector<float>& out);

    const std::size_t m_channels;
    const std::int64_t m_reach; ///< frames looked ahead, counting the present one
    const double m_release;     ///< part of the way back to unity that a frame makes
    std::int64_t m_frame = 0;   ///< number of the next frame
    Gain m_released = kUnity;
    std::deque<std::pair<std::int64_t, Gain>> m_lows; ///< candidates for the least gain, rising
    std::deque<Gain> m_leasts;                        ///< the last m_reach least gains …
    Gain m_sum = 0;                                   ///< … and their sum
    std::deque<float> m_held;
    double m_leastGain = 1.0;
};

} // namespace reelout
