// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

namespace reelout {

/// A sample of full scale ±1 as a whole number of `bits` (2..32) bits: scaled by 2^(bits-1), rounded to the
/// nearest, clipped at both ends; what is no number becomes 0.
std::int32_t sampleToInteger(double sample, int bits);

/// As above, for a run of samples, shifted to the top of 32 bits.
void samplesToTop32(std::span<const float> samples, int bits, std::int32_t* out);

/// Clipped to ±1, what is no number becomes 0.
float clippedSample(float sample);

/// What is no number or infinite becomes 0, all else stays.
float finiteSample(float sample);

} // namespace reelout
