// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sound_listener.h"

#include <algorithm>
#include <cmath>

namespace reelout::test {

SoundListener::SoundListener(const SoundDeviceSpec& spec) : m_spec(spec) {}

SoundListener::~SoundListener()
{
    stop();
}

bool SoundListener::start()
{
    if (!m_source) {
        Result<std::unique_ptr<AudioSource>> source = makeSoundBackend()->open(m_spec);
        if (!source) {
            m_error = source.error().detail;
            return false;
        }
        m_source = std::move(*source);
        m_hub = std::make_shared<AudioHub>(m_source->format(), std::chrono::seconds(10));
        m_reader = m_hub->readerFromNow();
    }
    if (const Status status = m_source->start(m_hub); !status) {
        m_error = status.error().detail;
        return false;
    }
    return true;
}

void SoundListener::stop()
{
    if (m_source)
        m_source->stop();
}

void SoundListener::take()
{
    AudioBlock block;
    const auto channels = static_cast<std::size_t>(format().channels);
    while (m_reader && m_reader->read(block)) {
        m_lost += block.lostFrames;
        if (m_last && block.captured <= *m_last)
            m_monotone = false;
        m_last = block.captured;
        m_blocks.push_back({block.captured, systemClock().now(),
                            static_cast<std::int64_t>(block.samples.size() / channels),
                            static_cast<std::int64_t>(block.lostFrames)});
        for (std::size_t i = 0; i < block.samples.size(); i += channels)
            m_samples.push_back(block.samples[i]);
    }
}

void SoundListener::clear()
{
    take();
    m_samples.clear();
    m_blocks.clear();
}

double SoundListener::seconds()
{
    take();
    return static_cast<double>(m_samples.size()) / format().sampleRate;
}

double SoundListener::rmsOfLast(double seconds)
{
    take();
    const auto count = static_cast<std::size_t>(seconds * format().sampleRate);
    if (count == 0 || m_samples.size() < count)
        return 0.0;
    double energy = 0.0;
    for (auto sample = m_samples.end() - static_cast<std::ptrdiff_t>(count); sample != m_samples.end();
         ++sample)
        energy += static_cast<double>(*sample) * static_cast<double>(*sample);
    return std::sqrt(energy / static_cast<double>(count));
}

double SoundListener::frequencyOfLast(double seconds)
{
    take();
    const auto count = static_cast<std::size_t>(seconds * format().sampleRate);
    if (count < 2 || m_samples.size() < count)
        return 0.0;
    int crossings = 0;
    for (auto sample = m_samples.end() - static_cast<std::ptrdiff_t>(count) + 1; sample != m_samples.end();
         ++sample)
        crossings += *(sample - 1) < 0.0F && *sample >= 0.0F ? 1 : 0;
    return crossings / seconds;
}

double SoundListener::lagMs(double seconds)
{
    take();
    double least = 1e9;
    for (const Block& block : m_blocks) {
        if (toSeconds(systemClock().now() - block.arrived) > seconds)
            continue;
        const Timestamp end = block.captured + Duration(block.frames * 1'000'000'000 / format().sampleRate);
        least = std::min(least, toSeconds(block.arrived - end) * 1e3);
    }
    return least;
}

double SoundListener::ratePpm()
{
    take();
    double stamped = 0.0;
    double counted = 0.0;
    for (std::size_t i = 1; i < m_blocks.size(); ++i) {
        const double passed = toSeconds(m_blocks[i].captured - m_blocks[i - 1].captured);
        const double frames = static_cast<double>(m_blocks[i - 1].frames) / format().sampleRate;
        if (std::abs(passed - frames) > 0.020)
            continue;
        stamped += passed;
        counted += frames;
    }
    return counted > 0.0 ? (stamped / counted - 1.0) * 1e6 : 0.0;
}

bool SoundListener::isMonotone()
{
    take();
    return m_monotone;
}

double SoundListener::unexplainedMs()
{
    take();
    std::int64_t frames = 0;
    for (std::size_t i = 1; i < m_blocks.size(); ++i)
        frames += m_blocks[i - 1].frames + m_blocks[i].lost;
    const double passed =
        m_blocks.empty() ? 0.0 : toSeconds(m_blocks.back().captured - m_blocks.front().captured);
    return std::abs(passed - static_cast<double>(frames) / format().sampleRate) * 1e3;
}

std::uint64_t SoundListener::lostFrames()
{
    take();
    return m_lost;
}

} // namespace reelout::test
