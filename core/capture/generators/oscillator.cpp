// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/worker.h"
#include "capture/source.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace reelout {

namespace {

constexpr double kBeepFrequency = 1000.0;
constexpr std::int64_t kBeepsPerSecondPart = 20; ///< a beep takes this part of a second: 50 ms
constexpr std::int64_t kBlocksPerSecond = 100;
constexpr Duration kCatchUp = std::chrono::seconds(5);

/// Samples are numbered from the clock's zero: sample n is heard at n / rate exactly, whatever the thread
/// does.
class Oscillator final : public AudioSource {
public:
    Oscillator(const OscillatorSpec& spec, Clock& clock)
        : m_spec(saneSpec(spec)),
          m_clock(clock),
          m_samples(m_spec.sampleRate, 1)
    {}
    ~Oscillator() override { stop(); }

    AudioFormat format() const override
    {
        AudioFormat format;
        format.sampleRate = m_spec.sampleRate;
        format.channels = m_spec.channels;
        for (int channel = 1; channel <= m_spec.channels; ++channel)
            format.channelNames += QStringLiteral("chan%1").arg(channel);
        return format;
    }

    Status start(std::shared_ptr<AudioHub> hub) override
    {
        stop();
        if (hub->format() != format()) {
            return makeError(ErrorCode::InvalidParameter, QStringLiteral("start oscillator"),
                             QStringLiteral("the hub has another format"));
        }
        m_hub = std::move(hub);
        const std::int64_t first = m_samples.frameAt(m_clock.now().time_since_epoch()) + 1;
        m_worker = Worker("oscillator", [this, first](std::stop_token stop) { run(first, stop); });
        return {};
    }

    void stop() override { m_worker.stop(); }

private:
    static OscillatorSpec saneSpec(OscillatorSpec spec)
    {
        spec.sampleRate = std::clamp(spec.sampleRate, 1, 768000);
        spec.channels = std::clamp(spec.channels, 1, 64);
        spec.amplitude = std::isfinite(spec.amplitude) ? std::clamp(spec.amplitude, 0.0, 1.0) : 0.0;
        spec.frequency =
            std::isfinite(spec.frequency) ? std::clamp(spec.frequency, 0.0, spec.sampleRate / 2.0) : 0.0;
        return spec;
    }

    void run(std::int64_t next, const std::stop_token& stop)
    {
        std::vector<float> block;
        // Blocks end on whole hundredths of a second, so that a beep begins a block.
        std::int64_t end = blockEndAfter(next);
        while (m_clock.sleepUntil(Timestamp(m_samples.timeOf(end)), stop) && !stop.stop_requested()) {
            const Duration late = m_clock.now().time_since_epoch() - m_samples.timeOf(end);
            if (late > kCatchUp) {
                next = m_samples.frameAt(m_clock.now().time_since_epoch() - kCatchUp) + 1;
                end = blockEndAfter(next);
            }
            fill(block, next, end);
            m_hub->publish(Timestamp(m_samples.timeOf(next)), block);
            next = end;
            end = blockEndAfter(next);
        }
    }

    std::int64_t blockEndAfter(std::int64_t sample) const
    {
        const std::int64_t rate = m_spec.sampleRate;
        std::int64_t block = sample / rate * kBlocksPerSecond + sample % rate * kBlocksPerSecond / rate;
        std::int64_t end = sample;
        while (end <= sample) {
            ++block;
            end = block / kBlocksPerSecond * rate + block % kBlocksPerSecond * rate / kBlocksPerSecond;
        }
        return end;
    }

    void fill(std::vector<float>& block, std::int64_t from, std::int64_t to)
    {
        const auto channels = static_cast<std::size_t>(m_spec.channels);
        block.resize(static_cast<std::size_t>(to - from) * channels);
        float* out = block.data();
        for (std::int64_t sample = from; sample < to; ++sample) {
            if (m_spec.wave == OscillatorSpec::Wave::Noise) {
                for (std::size_t channel = 0; channel < channels; ++channel)
                    *out++ = static_cast<float>(m_spec.amplitude * noise());
                continue;
            }
            const auto value = static_cast<float>(m_spec.amplitude * tone(sample));
            for (std::size_t channel = 0; channel < channels; ++channel)
                *out++ = value;
        }
    }

    double tone(std::int64_t sample) const
    {
        const std::int64_t inSecond = sample % m_spec.sampleRate;
        if (m_spec.wave == OscillatorSpec::Wave::Beep) {
            if (inSecond * kBeepsPerSecondPart >= m_spec.sampleRate)
                return 0.0;
            return std::sin(2.0 * std::numbers::pi * kBeepFrequency * static_cast<double>(inSecond) /
                            m_spec.sampleRate);
        }
        // Whole cycles of the whole seconds are left out first: a sine of a huge argument is not exact.
        const std::int64_t second = sample / m_spec.sampleRate;
        const double wholeSeconds =
            std::fmod(static_cast<double>(second) * std::fmod(m_spec.frequency, 1.0), 1.0);
        const double cycles =
            wholeSeconds + m_spec.frequency * static_cast<double>(inSecond) / m_spec.sampleRate;
        if (m_spec.wave == OscillatorSpec::Wave::Square)
            return std::fmod(cycles, 1.0) < 0.5 ? 1.0 : -1.0;
        return std::sin(2.0 * std::numbers::pi * cycles);
    }

    double noise()
    {
        m_noise ^= m_noise << 13U;
        m_noise ^= m_noise >> 7U;
        m_noise ^= m_noise << 17U;
        return static_cast<double>(m_noise >> 11U) / static_cast<double>(std::uint64_t(1) << 52U) - 1.0;
    }

    const OscillatorSpec m_spec;
    Clock& m_clock;
    const FrameRate m_samples;
    std::shared_ptr<AudioHub> m_hub;
    std::uint64_t m_noise = 0x9E3779B97F4A7C15U;
    Worker m_worker; ///< last, so that it ends first
};

} // namespace

std::unique_ptr<AudioSource> makeOscillator(const OscillatorSpec& spec, Clock& clock)
{
    return std::make_unique<Oscillator>(spec, clock);
}

} // namespace reelout
