// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/sample_convert.h"

#include <algorithm>
#include <cmath>

namespace reelout {

std::int32_t sampleToInteger(double sample, int bits)
{
    if (std::isnan(sample))
        return 0;
    const double scale = std::ldexp(1.0, bits - 1);
    return static_cast<std::int32_t>(std::clamp(std::nearbyint(sample * scale), -scale, scale - 1.0));
}

void samplesToTop32(std::span<const float> samples, int bits, std::int32_t* out)
{
    for (const float sample : samples) {
        const auto value = static_cast<std::uint32_t>(sampleToInteger(static_cast<double>(sample), bits));
        *out++ = static_cast<std::int32_t>(value << (32 - bits));
    }
}

float clippedSample(float sample)
{
    return std::isnan(sample) ? 0.0F : std::clamp(sample, -1.0F, 1.0F);
}

float finiteSample(float sample)
{
    return std::isfinite(sample) ? sample : 0.0F;
}

} // namespace reelout
