// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/peak_limiter.h"

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {

constexpr double kAheadSeconds = 0.005;
constexpr double kReleaseSeconds = 0.2;

} // namespace

PeakLimiter::PeakLimiter(int channels, int sampleRate)
    : m_channels(static_cast<std::size_t>(std::max(channels, 1))),
      m_reach(std::max<std::int64_t>(std::llround(kAheadSeconds * sampleRate), 1)),
      m_release(1.0 - std::exp(-1.0 / (kReleaseSeconds * std::max(sampleRate, 1)))),
      m_leasts(static_cast<std::size_t>(m_reach), kUnity),
      m_sum(m_reach * kUnity)
{}

void PeakLimiter::process(std::span<const float> samples, std::vector<float>& out)
{
    for (std::size_t at = 0; at + m_channels <= samples.size(); at += m_channels) {
        const std::span<const float> frame = samples.subspan(at, m_channels);
        double peak = 1.0;
        for (const float sample : frame)
            peak = std::max(peak, static_cast<double>(std::fabs(sample)));
        m_held.insert(m_held.end(), frame.begin(), frame.end());
        const double gain = gainFor(static_cast<Gain>(std::floor(static_cast<double>(kUnity) / peak)));
        if (m_frame >= m_reach)
            emit(gain, out);
    }
}

// The mean of the last least gains, each over as many frames again, is at no frame more than that frame may
// have once it is m_reach - 1 frames old, and changes smoothly on the way there.
double PeakLimiter::gainFor(Gain wanted)
{
    const Gain back =
        m_released + static_cast<Gain>(std::ceil(m_release * static_cast<double>(kUnity - m_released)));
    m_released = std::min({wanted, back, kUnity});
    while (!m_lows.empty() && m_lows.back().second >= m_released)
        m_lows.pop_back();
    m_lows.emplace_back(m_frame, m_released);
    if (m_lows.front().first <= m_frame - m_reach)
        m_lows.pop_front();
    const Gain least = m_lows.front().second;
    m_sum += least - m_leasts.front();
    m_leasts.pop_front();
    m_leasts.push_back(least);
    ++m_frame;
    return static_cast<double>(m_sum) / static_cast<double>(m_reach * kUnity);
}

void PeakLimiter::emit(double gain, std::vector<float>& out)
{
    m_leastGain = std::min(m_leastGain, gain);
    for (std::size_t channel = 0; channel < m_channels; ++channel) {
        const float sample = m_held.front();
        m_held.pop_front();
        out.push_back(gain < 1.0 ? std::clamp(static_cast<float>(sample * gain), -1.0F, 1.0F) : sample);
    }
}

void PeakLimiter::finish(std::vector<float>& out)
{
    while (!m_held.empty()) {
        const double gain = gainFor(kUnity);
        if (m_frame >= m_reach)
            emit(gain, out);
    }
}

} // namespace reelout
