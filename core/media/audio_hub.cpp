// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/audio_hub.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace reelout {

// A run is one published block: where its samples lie in the sample ring and when they were captured. Both
// rings are overwritten in place, so every word a reader may look at is atomic, and a reader checks after
// copying that the writer has not come round to what it read. That check needs no fence: the writer announces
// what it is about to overwrite (…Begun) before it stores with release, so whoever loads one of the new words
// with acquire also sees the announcement.
struct AudioHub::Run {
    std::atomic<std::int64_t> captured{0}; ///< nanoseconds
    std::atomic<std::uint64_t> firstFrame{0};
    std::atomic<std::uint64_t> frames{0};
    std::atomic<std::uint64_t> missing{0}; ///< frames the source lost before it
};

struct AudioHub::Impl {
    struct RunValue {
        Timestamp captured;
        std::uint64_t firstFrame = 0;
        std::uint64_t frames = 0;
        std::uint64_t missing = 0;
    };

    std::size_t channels = 1;
    std::uint64_t ringFrames = 0; ///< power of two
    std::uint64_t ringRuns = 0;   ///< power of two
    std::vector<std::atomic<float>> samples;
    std::vector<Run> runs;
    std::atomic<std::uint64_t> framesBegun{0}; ///< frames the writer may be overwriting up to
    std::atomic<std::uint64_t> framesDone{0};
    std::atomic<std::uint64_t> runsBegun{0};
    std::atomic<std::uint64_t> runsDone{0};
    std::vector<std::atomic<float>> peaks;

    mutable std::mutex eventMutex;
    std::vector<SourceEvent> events;
    bool lost = false;
    std::shared_ptr<const AudioClip> clip;

    Impl(std::size_t channelCount, std::uint64_t frames, std::uint64_t runCount)
        : channels(channelCount),
          ringFrames(frames),
          ringRuns(runCount),
          samples(frames * channelCount),
          runs(runCount),
          peaks(channelCount)
    {}

    void publishRun(Timestamp captured, std::span<const float> block, std::uint64_t missing)
    {
        const std::uint64_t frames = block.size() / channels;
        const std::uint64_t first = framesDone.load(std::memory_order_relaxed);
        const std::uint64_t run = runsDone.load(std::memory_order_relaxed);
        framesBegun.store(first + frames, std::memory_order_relaxed);
        runsBegun.store(run + 1, std::memory_order_relaxed);

        std::size_t at = (first & (ringFrames - 1)) * channels;
        for (std::size_t i = 0; i < frames * channels; ++i) {
            samples[at].store(block[i], std::memory_order_release);
            if (++at == samples.size())
                at = 0;
        }
        Run& slot = runs[run & (ringRuns - 1)];
        slot.captured.store(captured.time_since_epoch().count(), std::memory_order_release);
        slot.firstFrame.store(first, std::memory_order_release);
        slot.frames.store(frames, std::memory_order_release);
        slot.missing.store(missing, std::memory_order_release);
        framesDone.store(first + frames, std::memory_order_release);
        runsDone.store(run + 1, std::memory_order_release);
        notePeaks(block);
    }

    void notePeaks(std::span<const float> block)
    {
        for (std::size_t channel = 0; channel < channels; ++channel) {
            float level = 0.0F;
            for (std::size_t i = channel; i < block.size(); i += channels)
                level = std::max(level, std::fabs(block[i]));
            float before = peaks[channel].load(std::memory_order_relaxed);
            while (level > before &&
                   !peaks[channel].compare_exchange_weak(before, level, std::memory_order_relaxed)) {
            }
        }
    }

    std::uint64_t oldestRun() const
    {
        const std::uint64_t begun = runsBegun.load(std::memory_order_acquire);
        return begun > ringRuns ? begun - ringRuns : 0;
    }

    /// False when the run or its samples have been, or are just being, overwritten.
    bool loadRun(std::uint64_t run, RunValue& value) const
    {
        const Run& slot = runs[run & (ringRuns - 1)];
        value.captured = timestampFromNanoseconds(slot.captured.load(std::memory_order_acquire));
        value.firstFrame = slot.firstFrame.load(std::memory_order_acquire);
        value.frames = slot.frames.load(std::memory_order_acquire);
        value.missing = slot.missing.load(std::memory_order_acquire);
        return runsBegun.load(std::memory_order_relaxed) <= run + ringRuns && hasSamples(value);
    }

    bool hasSamples(const RunValue& value) const
    {
        return framesBegun.load(std::memory_order_relaxed) <= value.firstFrame + ringFrames;
    }

    void copySamples(const RunValue& value, std::vector<float>& target) const
    {
        target.resize(value.frames * channels);
        std::size_t at = (value.firstFrame & (ringFrames - 1)) * channels;
        for (float& sample : target) {
            sample = samples[at].load(std::memory_order_acquire);
            if (++at == samples.size())
                at = 0;
        }
    }
};

AudioHub::AudioHub(AudioFormat format, Duration history) : m_format(std::move(format))
{
    m_format.sampleRate = std::clamp(m_format.sampleRate, 1, 768000);
    m_format.channels = std::clamp(m_format.channels, 1, 64);
    while (m_format.channelNames.size() < m_format.channels)
        m_format.channelNames += QStringLiteral("chan%1").arg(m_format.channelNames.size() + 1);
    const double seconds = std::max(toSeconds(history), 0.1);
    // Twice the history: the reader that starts in the past must not be overrun at once.
    const auto frames = std::bit_ceil(static_cast<std::uint64_t>(2.0 * seconds * m_format.sampleRate) + 1);
    const auto runs = std::bit_ceil(static_cast<std::uint64_t>(2.0 * seconds * 1000.0) + 1);
    m_impl = std::make_unique<Impl>(static_cast<std::size_t>(m_format.channels), frames, runs);
}

AudioHub::~AudioHub() = default;

void AudioHub::publish(Timestamp captured, std::span<const float> samples, std::uint64_t missingFrames)
{
    const std::size_t longest = m_impl->ringFrames / 4 * m_impl->channels;
    std::int64_t framesBefore = 0;
    while (!samples.empty()) {
        const std::span<const float> part = samples.first(std::min(longest, samples.size()));
        m_impl->publishRun(captured + Duration(framesBefore * 1'000'000'000 / m_format.sampleRate), part,
                           std::exchange(missingFrames, 0));
        framesBefore += static_cast<std::int64_t>(part.size() / m_impl->channels);
        samples = samples.subspan(part.size());
    }
}

void AudioHub::publishEvent(SourceEvent event)
{
    const std::scoped_lock lock(m_impl->eventMutex);
    if (event.kind == SourceEventKind::Lost)
        m_impl->lost = true;
    if (event.kind == SourceEventKind::Recovered)
        m_impl->lost = false;
    m_impl->events.push_back(std::move(event));
}

void AudioHub::setClip(std::shared_ptr<const AudioClip> clip)
{
    const std::scoped_lock lock(m_impl->eventMutex);
    m_impl->clip = std::move(clip);
}

std::shared_ptr<const AudioClip> AudioHub::clip() const
{
    const std::scoped_lock lock(m_impl->eventMutex);
    return m_impl->clip;
}

std::vector<SourceEvent> AudioHub::eventsAfter(std::size_t count) const
{
    const std::scoped_lock lock(m_impl->eventMutex);
    if (count >= m_impl->events.size())
        return {};
    return {m_impl->events.begin() + static_cast<std::ptrdiff_t>(count), m_impl->events.end()};
}

bool AudioHub::isLost() const
{
    const std::scoped_lock lock(m_impl->eventMutex);
    return m_impl->lost;
}

std::vector<float> AudioHub::takePeaks()
{
    std::vector<float> result;
    result.reserve(m_impl->peaks.size());
    for (std::atomic<float>& peak : m_impl->peaks)
        result.push_back(peak.exchange(0.0F, std::memory_order_relaxed));
    return result;
}

AudioHub::Reader AudioHub::readerFrom(Timestamp from) const
{
    std::uint64_t run = m_impl->oldestRun();
    for (; run < m_impl->runsDone.load(std::memory_order_acquire); ++run) {
        Impl::RunValue value;
        if (!m_impl->loadRun(run, value))
            continue;
        const Timestamp end = value.captured + Duration(static_cast<std::int64_t>(value.frames) *
                                                        1'000'000'000 / m_format.sampleRate);
        if (end > from)
            return Reader(*this, run, value.firstFrame);
    }
    return readerFromNow();
}

AudioHub::Reader AudioHub::readerFromNow() const
{
    while (true) {
        const std::uint64_t done = m_impl->runsDone.load(std::memory_order_acquire);
        if (done == 0)
            return Reader(*this, 0, 0);
        // Fails only when the writer went once round the ring meanwhile.
        Impl::RunValue last;
        if (m_impl->loadRun(done - 1, last))
            return Reader(*this, done, last.firstFrame + last.frames);
    }
}

std::uint64_t AudioHub::framesPublished() const
{
    return m_impl->framesDone.load(std::memory_order_acquire);
}

bool AudioHub::Reader::read(AudioBlock& block)
{
    const Impl& hub = *m_hub->m_impl;
    while (true) {
        m_nextRun = std::max(m_nextRun, hub.oldestRun());
        if (m_nextRun >= hub.runsDone.load(std::memory_order_acquire))
            return false;
        Impl::RunValue run;
        bool isIntact = hub.loadRun(m_nextRun, run);
        if (isIntact) {
            hub.copySamples(run, block.samples);
            isIntact = hub.hasSamples(run);
        }
        ++m_nextRun;
        if (!isIntact)
            continue; // overtaken: take the next run and report the hole
        block.captured = run.captured;
        block.lostFrames = run.firstFrame > m_expectedFrame ? run.firstFrame - m_expectedFrame : 0;
        block.lostFrames += std::exchange(m_hasRead, true) ? run.missing : 0;
        m_expectedFrame = run.firstFrame + run.frames;
        return true;
    }
}

} // namespace reelout
