// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace reelout {

/// Brings samples down to whole numbers of 16 or 24 bits with triangular dither of two steps' width
/// (Lipshitz, Wannamaker, Vanderkooy 1992): what is quieter than a step stays audible in place of becoming
/// distortion. A channel whose samples are whole numbers already, as those of a clip of that depth, passes
/// unchanged. One thread.
class Ditherer {
public:
    Ditherer(int bits, int channels);

    /// Interleaved whole frames, full scale ±1, as whole numbers shifted to the top of 32 bits.
    void convert(std::span<const float> samples, std::int32_t* out);

private:
    double noise();

    const int m_bits;
    const std::size_t m_channels;
    std::uint64_t m_state = 0x9E3779B97F4A7C15U;
};

} // namespace reelout
