// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/stereo_listener.h"

#include <algorithm>

namespace reelout {

namespace {

constexpr float kRampSeconds = 0.010F; ///< from silence to full scale

} // namespace

StereoListener::StereoListener(std::shared_ptr<const AudioHub> hub)
    : m_hub(std::move(hub)),
      m_reader(m_hub->readerFromNow())
{}

void StereoListener::listen()
{
    const auto channels = static_cast<std::size_t>(m_hub->format().channels);
    const std::size_t lefts = (channels + 1) / 2;
    const std::size_t rights = std::max<std::size_t>(channels / 2, 1);
    while (m_reader.read(m_block)) {
        for (std::size_t at = 0; at + channels <= m_block.samples.size(); at += channels) {
            float left = 0.0F;
            float right = 0.0F;
            for (std::size_t channel = 0; channel < channels; ++channel)
                (channel % 2 == 0 ? left : right) += m_block.samples[at + channel];
            if (channels == 1)
                right = left;
            m_frames.push_back(left / static_cast<float>(lefts));
            m_frames.push_back(right / static_cast<float>(rights));
        }
    }
    const auto most = static_cast<std::size_t>(toSeconds(kMostWaiting) * m_hub->format().sampleRate);
    if (waiting() > most) {
        const auto surplus = static_cast<std::ptrdiff_t>((waiting() - most / 2) * 2);
        m_frames.erase(m_frames.begin(), m_frames.begin() + surplus);
    }
}

std::size_t StereoListener::take(std::span<float> out, float gain)
{
    const std::size_t count = std::min(out.size() / 2, waiting());
    const float step = 1.0F / (kRampSeconds * static_cast<float>(m_hub->format().sampleRate));
    for (std::size_t frame = 0; frame < count; ++frame) {
        m_gain += std::clamp(gain - m_gain, -step, step);
        out[2 * frame] = m_frames[2 * frame] * m_gain;
        out[2 * frame + 1] = m_frames[2 * frame + 1] * m_gain;
    }
    m_frames.erase(m_frames.begin(), m_frames.begin() + static_cast<std::ptrdiff_t>(2 * count));
    return count;
}

} // namespace reelout
