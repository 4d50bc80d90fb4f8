// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/ditherer.h"

#include "encode/sample_convert.h"

#include <cmath>

namespace reelout {

namespace {

bool isOnGrid(std::span<const float> samples, std::size_t first, std::size_t step, float scale)
{
    for (std::size_t i = first; i < samples.size(); i += step) {
        const float value = samples[i] * scale; // exact: a power of two
        if (value != std::nearbyint(value))
            return false;
    }
    return true;
}

} // namespace

Ditherer::Ditherer(int bits, int channels) : m_bits(bits), m_channels(static_cast<std::size_t>(channels)) {}

// The sum of two even distributions, ±1 together (xorshift64).
double Ditherer::noise()
{
    m_state ^= m_state << 13U;
    m_state ^= m_state >> 7U;
    m_state ^= m_state << 17U;
    constexpr double kUnit = 1.0 / 4294967296.0;
    return static_cast<double>(m_state >> 32U) * kUnit - static_cast<double>(m_state & 0xFFFFFFFFU) * kUnit;
}

void Ditherer::convert(std::span<const float> samples, std::int32_t* out)
{
    const auto scale = static_cast<float>(std::ldexp(1.0, m_bits - 1));
    const double step = std::ldexp(1.0, 1 - m_bits);
    for (std::size_t channel = 0; channel < m_channels; ++channel) {
        const bool passes = isOnGrid(samples, channel, m_channels, scale);
        for (std::size_t i = channel; i < samples.size(); i += m_channels) {
            const double sample = static_cast<double>(samples[i]) + (passes ? 0.0 : step * noise());
            const auto value = static_cast<std::uint32_t>(sampleToInteger(sample, m_bits));
            out[i] = static_cast<std::int32_t>(value << static_cast<unsigned>(32 - m_bits));
        }
    }
}

} // namespace reelout
