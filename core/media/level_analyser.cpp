// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/level_analyser.h"

#include <algorithm>
#include <cmath>

namespace reelout {

LevelAnalyser::LevelAnalyser(int channels, int sampleRate, LevelBallistics ballistics)
    : m_channels(static_cast<std::size_t>(std::max(channels, 1))),
      m_sampleRate(std::max(sampleRate, 1)),
      m_ballistics(ballistics),
      m_levels(m_channels),
      m_memories(m_channels)
{}

void LevelAnalyser::process(std::span<const float> samples)
{
    const std::size_t frames = samples.size() / m_channels;
    if (frames == 0)
        return;
    const Duration length(static_cast<std::int64_t>(frames) * 1'000'000'000 / m_sampleRate);
    for (std::size_t channel = 0; channel < m_channels; ++channel) {
        float peak = 0.0F;
        double energy = 0.0;
        for (std::size_t frame = 0; frame < frames; ++frame) {
            const float value = samples[frame * m_channels + channel];
            if (!std::isfinite(value))
                continue;
            peak = std::max(peak, std::fabs(value));
            energy += static_cast<double>(value) * static_cast<double>(value);
        }
        update(channel, peak, static_cast<float>(std::sqrt(energy / static_cast<double>(frames))), length);
    }
}

void LevelAnalyser::processSilence(Duration length)
{
    if (length <= Duration::zero())
        return;
    for (std::size_t channel = 0; channel < m_channels; ++channel)
        update(channel, 0.0F, 0.0F, length);
}

void LevelAnalyser::clearClips()
{
    for (ChannelLevel& level : m_levels)
        level.clipped = false;
}

void LevelAnalyser::update(std::size_t channel, float peak, float rms, Duration length)
{
    ChannelLevel& level = m_levels[channel];
    Memory& memory = m_memories[channel];
    level.peak = peak;
    level.rms = rms;

    memory.sincePeak += length;
    const Duration falling = std::min(memory.sincePeak - m_ballistics.peakHold, length);
    if (falling > Duration::zero()) {
        level.heldPeak *= static_cast<float>(
            std::pow(10.0, -m_ballistics.fallDecibelsPerSecond * toSeconds(falling) / 20.0));
    }
    if (peak >= level.heldPeak) {
        level.heldPeak = peak;
        memory.sincePeak = Duration::zero();
    }

    memory.sinceClip += length;
    if (peak >= m_ballistics.clipLevel) {
        level.clipped = true;
        memory.sinceClip = Duration::zero();
    } else if (memory.sinceClip > m_ballistics.clipHold) {
        level.clipped = false;
    }
}

double decibels(float level)
{
    return level > 1e-10F ? 20.0 * std::log10(static_cast<double>(level)) : -200.0;
}

} // namespace reelout
