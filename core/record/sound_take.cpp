// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/sound_take.h"

#include <QCoreApplication>

#include <cmath>

namespace reelout {

namespace {

using namespace std::chrono_literals;

constexpr Duration kListenInterval = 20ms;
// For the last samples on their way: a source may hold them until it knows whether some are missing.
constexpr Duration kLastSoundPatience = 1200ms;
constexpr std::size_t kStandingPiece = 65536; // frames

} // namespace

SoundTake::SoundTake(TakeSetup setup, Listener listener)
    : Take(std::move(setup), std::move(listener)),
      m_events(m_setup.sounds.size())
{}

std::vector<Worker> SoundTake::start()
{
    begin();
    const auto self = std::static_pointer_cast<SoundTake>(shared_from_this());
    std::vector<Worker> threads;
    threads.emplace_back("write", [self](const std::stop_token&) { self->writeBody(); });
    return threads;
}

// Sound starts at Record, however long the file takes to open: the hub remembers.
void SoundTake::begin()
{
    const std::scoped_lock lock(m_mutex);
    if (m_setup.plan.timeSlice)
        m_timeline.begin(m_setup.recordInstant, m_startPaused);
    else
        m_standing = standingSound(m_setup.sounds, m_setup.trackRate, m_setup.recordInstant);
}

std::unique_ptr<MediaWriter> SoundTake::open()
{
    WriterRequest request = writerRequest();
    request.sound = m_setup.plan.sound;
    request.sound.sampleRate = m_setup.trackRate;
    request.sound.channels = 0;
    for (const SoundInput& input : m_setup.sounds) {
        for (const int channel : input.channels) {
            ++request.sound.channels;
            request.sound.channelNames += input.hub->format().channelNames.value(channel);
        }
    }
    SplitSetup setup;
    setup.hasPictures = false;
    setup.sampleRate = m_setup.trackRate;
    setup.channels = request.sound.channels;
    setup.pace = m_setup.plan.timeSlice ? SplitSetup::Pace::Live : SplitSetup::Pace::Unhurried;
    std::unique_ptr<MediaWriter> writer = openSplitting(request, std::move(setup));
    if (writer)
        tell(TakeEvent::Opened);
    return writer;
}

// Writes what has come; `until` is where the recording has got to by now.
Status SoundTake::takeSound(MediaWriter& writer, std::int64_t& until)
{
    const Timestamp now = clock().now();
    m_sound->listen(now);
    TakeTimeline timeline(m_setup.plan.rate);
    bool isLimitReached = false;
    {
        const std::scoped_lock lock(m_mutex);
        const Duration beyond =
            m_timeline.recordedUntil(now) - m_setup.plan.limitTime.value_or(Duration::max());
        if (beyond >= 0s && !m_timeline.isClosed()) {
            m_timeline.closeExactly(now - beyond);
            isLimitReached = !m_stopping;
            m_stopping = true;
            m_stopTime = isLimitReached ? now : m_stopTime;
        }
        if (m_stopping && !m_timeline.isClosed())
            m_timeline.closeExactly(m_stopTime);
        m_timeline.forgetBefore(fromSeconds(static_cast<double>(m_sound->position()) / m_setup.trackRate) -
                                1s);
        timeline = m_timeline;
    }
    if (isLimitReached)
        tell(TakeEvent::LimitReached);
    until = firstSampleAt(timeline.recordedUntil(clock().now()), m_setup.trackRate);
    return m_sound->take(timeline, until, now,
                         [&writer](std::span<const float> samples, std::int64_t firstFrame) {
                             return writer.writeAudio(samples, firstFrame);
                         });
}

void SoundTake::publishStats(const MediaWriter& writer)
{
    for (std::size_t i = 0; i < m_setup.sounds.size(); ++i) {
        const std::vector<SourceEvent> events = m_setup.sounds[i].hub->eventsAfter(m_events[i]);
        m_events[i] += events.size();
        hear(events);
    }
    hearSilence(*m_sound);
    watchOver(writer.bytesWritten());
    const std::scoped_lock lock(m_mutex);
    m_stats.audioFrames = m_sound->position();
    m_stats.audioGaps = m_sound->gaps();
    m_stats.audioGapFrames = m_sound->gapFrames();
    m_stats.audioDriftPpm = m_sound->driftPpm();
    m_stats.audioVideoOffsetMs = m_sound->offsetSeconds() * 1e3;
    m_stats.bytes = writer.bytesWritten();
}

Status SoundTake::record(MediaWriter& writer)
{
    Timestamp patience = Timestamp::max();
    std::int64_t until = 0;
    while (true) {
        m_waker.arm();
        const bool isLast = isStopping();
        REELOUT_TRY(takeSound(writer, until));
        publishStats(writer);
        const Timestamp now = clock().now();
        if (isLast) {
            patience = std::min(patience, now + kLastSoundPatience);
            if (m_sound->position() >= until)
                return {};
            if (now >= patience)
                break;
            clock().sleepUntil(now + kListenInterval, {}); // the alarm has rung already
        } else {
            m_waker.sleep(clock(), now + kListenInterval);
        }
    }
    m_sound->finish();
    REELOUT_TRY(takeSound(writer, until));
    publishStats(writer);
    return {};
}

// As fast as the disk takes it; a stop ends it early.
Status SoundTake::recordStanding(MediaWriter& writer, std::int64_t& frames)
{
    if (!m_standing)
        return m_standing.error();
    std::size_t width = 0;
    for (const SoundInput& input : m_setup.sounds)
        width += input.channels.size();
    const std::vector<float>& all = *m_standing;
    std::size_t total = all.size() / width;
    if (m_setup.plan.limitTime) {
        const double most = toSeconds(*m_setup.plan.limitTime) * m_setup.trackRate;
        total = std::min(total, static_cast<std::size_t>(std::llround(most)));
    }
    std::size_t done = 0;
    while (done < total && !isStopping()) {
        const std::size_t count = std::min(kStandingPiece, total - done);
        REELOUT_TRY(writer.writeAudio(std::span(all).subspan(done * width, count * width),
                                      static_cast<std::int64_t>(done)));
        done += count;
        const std::scoped_lock lock(m_mutex);
        m_stats.audioFrames = static_cast<std::int64_t>(done);
        m_stats.bytes = writer.bytesWritten();
    }
    frames = static_cast<std::int64_t>(done);
    if (done < total)
        warn(QCoreApplication::translate("reelout::Recorder", "Stopped before the whole clip was written."));
    const std::scoped_lock lock(m_mutex);
    if (!m_stopping) {
        m_stopping = true;
        m_stopTime = clock().now();
    }
    return {};
}

void SoundTake::writeBody()
{
    std::unique_ptr<MediaWriter> writer = open();
    std::int64_t frames = 0;
    if (writer && !m_setup.plan.timeSlice) {
        if (const Status status = recordStanding(*writer, frames); !status)
            fail(status.error());
    } else if (writer) {
        {
            const std::scoped_lock lock(m_mutex);
            m_sound.emplace(m_setup.sounds, m_setup.trackRate, m_timeline.origin());
        }
        if (const Status status = record(*writer); !status)
            fail(status.error());
        frames = m_sound->position();
    }
    conclude(std::move(writer), frames, m_setup.trackRate);
}

} // namespace reelout
