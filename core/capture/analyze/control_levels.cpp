// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/analyze/control_levels.h"

#include <algorithm>
#include <cmath>

namespace reelout {

ControlLevels::ControlLevels(const LevelsSpec& spec, const AudioFormat& input, Timestamp start)
    : m_spec(spec),
      m_inputRate(input.sampleRate),
      m_start(start),
      m_channels(static_cast<std::size_t>(input.channels))
{}

AudioFormat ControlLevels::formatFor(const LevelsSpec& spec, const AudioFormat& input)
{
    AudioFormat format;
    format.sampleRate = std::max(1, static_cast<int>(std::lround(spec.rate.toDouble())));
    format.channels = input.channels + 1;
    format.channelNames = input.channelNames;
    while (format.channelNames.size() < input.channels)
        format.channelNames += QStringLiteral("chan%1").arg(format.channelNames.size() + 1);
    format.channelNames += spec.gateName;
    return format;
}

void ControlLevels::push(const AudioBlock& block)
{
    const std::size_t channels = m_channels.size();
    const std::size_t frames = block.samples.size() / channels;
    std::size_t frame = 0;
    while (frame < frames) {
        const Duration since =
            block.captured - m_start + fromSeconds(static_cast<double>(frame) / m_inputRate);
        if (since < Duration::zero()) {
            ++frame;
            continue;
        }
        closeUntil(m_spec.rate.frameAt(since));
        const double left = std::ceil(toSeconds(m_spec.rate.timeOf(m_window + 1) - since) * m_inputRate);
        const std::size_t count = std::min(frames - frame, static_cast<std::size_t>(std::max(left, 1.0)));
        measure(std::span(block.samples).subspan(frame * channels, count * channels));
        frame += count;
    }
}

void ControlLevels::measure(std::span<const float> samples)
{
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const float value = samples[i];
        if (!std::isfinite(value))
            continue;
        Window& window = m_channels[i % m_channels.size()];
        window.squares += static_cast<double>(value) * static_cast<double>(value);
        window.minimum = window.samples == 0 ? value : std::min(window.minimum, value);
        window.maximum = window.samples == 0 ? value : std::max(window.maximum, value);
        ++window.samples;
    }
}

void ControlLevels::advance(Timestamp time)
{
    if (time > m_start)
        closeUntil(m_spec.rate.frameAt(time - m_start));
}

void ControlLevels::closeUntil(std::int64_t window)
{
    while (m_window < window)
        closeWindow();
}

float ControlLevels::measured(const Window& window) const
{
    switch (m_spec.function) {
    case LevelsSpec::Function::Rms:
        return static_cast<float>(
            std::sqrt(window.squares / static_cast<double>(std::max<std::int64_t>(window.samples, 1))));
    case LevelsSpec::Function::Peak:
        return std::max(window.maximum, -window.minimum);
    case LevelsSpec::Function::Minimum:
        return window.minimum;
    case LevelsSpec::Function::Maximum:
        return window.maximum;
    }
    return 0.0F;
}

void ControlLevels::closeWindow()
{
    std::vector<float> values;
    float level = 0.0F;
    for (Window& window : m_channels) {
        values.push_back(measured(window));
        level = std::max(level, std::fabs(values.back()));
        window = {};
    }
    values.push_back(gateFor(level));
    m_done.push_back(std::move(values));
    ++m_window;
}

float ControlLevels::gateFor(float level)
{
    const bool isLoud = static_cast<double>(level) >= m_spec.threshold;
    const bool isKept = static_cast<double>(level) >= m_spec.threshold - m_spec.hysteresis && level > 0.0F;
    if (isLoud || (m_isOpen && isKept)) {
        m_isOpen = true;
        m_quietWindows = 0;
    } else if (m_isOpen) {
        ++m_quietWindows;
        m_isOpen = static_cast<double>(m_quietWindows) <= m_spec.hold * m_spec.rate.toDouble();
    }
    return m_isOpen ? 1.0F : 0.0F;
}

bool ControlLevels::next(Timestamp& end, std::vector<float>& values)
{
    if (m_done.empty())
        return false;
    values = std::move(m_done.front());
    m_done.pop_front();
    ++m_told;
    end = m_start + m_spec.rate.timeOf(m_told);
    return true;
}

} // namespace reelout
