// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/sound_mixer.h"

#include <algorithm>
#include <cmath>

namespace reelout {

int SoundMixer::channelsFor(const std::vector<SoundInput>& inputs)
{
    std::size_t widest = 0;
    for (const SoundInput& input : inputs)
        widest = std::max(widest, input.channels.size());
    return static_cast<int>(widest);
}

SoundMixer::SoundMixer(const std::vector<SoundInput>& inputs, int sampleRate)
    : m_channels(static_cast<std::size_t>(channelsFor(inputs))),
      m_limiter(static_cast<int>(m_channels), sampleRate)
{
    for (const SoundInput& input : inputs) {
        m_sources.push_back({m_sideBySide, input.channels.size()});
        m_sideBySide += input.channels.size();
    }
}

void SoundMixer::add(const Source& source, std::span<const float> sideBySide)
{
    // A voice belongs in the middle, not on the left.
    const std::size_t sides = source.channels == 1 ? std::min<std::size_t>(m_channels, 2) : 1;
    for (std::size_t frame = 0; frame < sideBySide.size() / m_sideBySide; ++frame) {
        const float* from = sideBySide.data() + frame * m_sideBySide + source.first;
        float* to = m_sum.data() + frame * m_channels;
        for (std::size_t side = 0; side < sides; ++side) {
            for (std::size_t channel = 0; channel < source.channels; ++channel) {
                // One source's nonsense must not silence the others.
                if (std::isfinite(from[channel]))
                    to[channel + side] += from[channel];
            }
        }
    }
}

Status SoundMixer::mix(std::span<const float> sideBySide, const SoundTaker::Write& write)
{
    m_sum.assign(sideBySide.size() / m_sideBySide * m_channels, 0.0F);
    for (const Source& source : m_sources)
        add(source, sideBySide);
    m_limiter.process(m_sum, m_out);
    return pass(write);
}

Status SoundMixer::finish(const SoundTaker::Write& write)
{
    m_limiter.finish(m_out);
    return pass(write);
}

Status SoundMixer::pass(const SoundTaker::Write& write)
{
    if (m_out.empty())
        return {};
    REELOUT_TRY(write(m_out, m_written));
    m_written += static_cast<std::int64_t>(m_out.size() / m_channels);
    m_out.clear();
    return {};
}

double SoundMixer::greatestReduction() const
{
    return -20.0 * std::log10(m_limiter.leastGain());
}

} // namespace reelout
