// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/take.h"

#include "base/error_text.h"
#include "base/log.h"
#include "record/movie_take.h"
#include "record/offline_take.h"
#include "record/sound_take.h"
#include "record/still_take.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace reelout {

namespace {

constexpr Duration kUnhurried = std::chrono::hours(24);

QString sentence(const char* source)
{
    return QCoreApplication::translate("reelout::Take", source);
}

/// Pictures are stamped on the clock; the date of a still's capture is wall time.
TakeSetup dated(TakeSetup setup)
{
    setup.plan.still.wallTimeAtZero =
        std::chrono::milliseconds(setup.clock->wallMilliseconds()) - setup.clock->now().time_since_epoch();
    return setup;
}

} // namespace

std::shared_ptr<Take> Take::create(TakeSetup setup, Listener listener)
{
    switch (setup.plan.kind) {
    case RecordPlan::Kind::Sound:
        return std::make_shared<SoundTake>(std::move(setup), std::move(listener));
    case RecordPlan::Kind::Image:
        return std::make_shared<StillTake>(std::move(setup), std::move(listener));
    case RecordPlan::Kind::Movie:
    case RecordPlan::Kind::ImageSequence:
    case RecordPlan::Kind::StopFrame:
        break;
    }
    if (setup.reader)
        return std::make_shared<OfflineTake>(std::move(setup), std::move(listener));
    return std::make_shared<MovieTake>(std::move(setup), std::move(listener));
}

Take::Take(TakeSetup setup, Listener listener)
    : m_setup(dated(std::move(setup))),
      m_timeline(m_setup.plan.rate),
      m_startPaused(m_setup.startsPaused),
      m_listener(std::move(listener))
{
    m_report.op = m_setup.op;
    m_currentPath = m_setup.plan.testMode ? QString() : m_setup.name.path;
    m_report.warnings = m_setup.plan.notices;
    m_asleep = clock().timeAsleep();
}

void Take::pause()
{
    {
        const std::scoped_lock lock(m_mutex);
        // The clock is read under the lock: whoever sees no pause has sound from before it only.
        m_timeline.pause(clock().now());
        m_startPaused = true;
    }
    m_waker.wake();
}

void Take::resume()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_timeline.resume(clock().now());
        m_startPaused = false;
    }
    m_waker.wake();
}

void Take::addFrame(PicturePtr, const RecordingName&) {}

void Take::stopAt(Timestamp when)
{
    if (m_stopping)
        return;
    m_stopping = true;
    m_stopTime = when;
}

void Take::stop()
{
    {
        const std::scoped_lock lock(m_mutex);
        stopAt(clock().now());
    }
    m_waker.wake();
}

void Take::discard()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isDiscarded = true;
    }
    stop();
}

bool Take::isDiscarded() const
{
    const std::scoped_lock lock(m_mutex);
    return m_isDiscarded;
}

void Take::fail(Error error)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_report.error) {
            logError(m_setup.op, describeForLog(error));
            m_report.error = std::move(error);
        }
        stopAt(clock().now());
    }
    m_waker.wake();
    tell(TakeEvent::Failing);
}

bool Take::hasFailed() const
{
    const std::scoped_lock lock(m_mutex);
    return m_report.error.has_value();
}

bool Take::isStopping() const
{
    const std::scoped_lock lock(m_mutex);
    return m_stopping;
}

void Take::tell(TakeEvent event)
{
    Listener listener;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_disowned)
            return;
        listener = m_listener;
    }
    if (listener)
        listener(event);
}

void Take::warn(const QString& text)
{
    const std::scoped_lock lock(m_mutex);
    m_report.warnings += text;
}

void Take::hear(const std::vector<SourceEvent>& events)
{
    for (const SourceEvent& event : events)
        warn(event.text);
}

void Take::hearOwn(const std::vector<SourceEvent>& events)
{
    hear(events);
    const auto ended = std::find_if(events.begin(), events.end(), [](const SourceEvent& event) {
        return event.kind == SourceEventKind::Ended;
    });
    if (ended == events.end() || isStopping())
        return;
    {
        const std::scoped_lock lock(m_mutex);
        // What ended before the take began leaves a picture that can be recorded.
        if (!m_timeline.hasBegun() || ended->when < m_timeline.origin())
            return;
        stopAt(ended->when);
    }
    tell(TakeEvent::LimitReached);
}

void Take::hearSilence(SoundTaker& sound)
{
    for (const QString& name : sound.takeSilent())
        warn(sentence("No signal from %1 for 5 seconds.").arg(name));
}

void Take::watchOver(std::uint64_t written)
{
    constexpr Duration kInterval = std::chrono::seconds(1);
    const Timestamp now = clock().now();
    if (now - m_lastWatch < kInterval || isStopping())
        return;
    m_lastWatch = now;
    watchSleep();
    if (!m_setup.plan.testMode)
        watchSpace(now, written);
}

// The clock of a recording stands still while the machine sleeps, so the file goes on without a hole.
void Take::watchSleep()
{
    constexpr Duration kShortest = std::chrono::milliseconds(500);
    const Duration slept = clock().timeAsleep() - m_asleep;
    if (slept < kShortest)
        return;
    m_asleep += slept;
    warn(sentence("The computer slept for %1 seconds, which are not in the recording.")
             .arg(toSeconds(slept), 0, 'f', 0));
}

void Take::watchSpace(Timestamp now, std::uint64_t written)
{
    const QString folder = QFileInfo(m_setup.name.path).absolutePath();
    const Result<std::uint64_t> free = m_setup.files->freeBytes(folder);
    if (!free)
        return; // the next write will say it better
    const SpaceGuard::Verdict verdict = m_space.look(now, written, *free);
    {
        const std::scoped_lock lock(m_mutex);
        m_stats.bytesPerSecond = m_space.ownRate();
        m_stats.roomLeft = m_space.rate() > 0.0 ? std::optional<Duration>(m_space.timeLeft()) : std::nullopt;
    }
    switch (verdict) {
    case SpaceGuard::Verdict::Enough:
        break;
    case SpaceGuard::Verdict::Low:
        if (!std::exchange(m_hasWarnedOfSpace, true)) {
            warn(sentence("The disk of %1 will be full in about %2 seconds at %3 MB/s.")
                     .arg(folder)
                     .arg(toSeconds(m_space.timeLeft()), 0, 'f', 0)
                     .arg(m_space.rate() / 1e6, 0, 'f', 1));
        }
        break;
    case SpaceGuard::Verdict::Stop:
        fail(
            makeError(ErrorCode::DiskFull, QStringLiteral("record"),
                      sentence("%1 has room for a few seconds more; the recording was ended so that its file "
                               "could be finished.")
                          .arg(folder)));
        break;
    }
}

void Take::disown()
{
    const std::scoped_lock lock(m_mutex);
    m_disowned = true;
    if (m_done)
        return;
    m_report.stats = m_stats;
    m_report.path = m_setup.plan.testMode ? QString() : m_setup.name.path;
    m_report.duration = m_timeline.recordedUntil(m_stopTime);
    if (!m_report.error) {
        m_report.error = makeError(
            ErrorCode::TimedOut, QStringLiteral("finish file"),
            sentence("The encoder or the disk did not answer; %1 is not complete.").arg(m_setup.name.path));
    }
}

RecordStats Take::stats() const
{
    const std::scoped_lock lock(m_mutex);
    RecordStats stats = m_stats;
    if (m_done)
        return m_report.stats;
    if (m_timeline.hasBegun())
        stats.recorded = m_timeline.recordedUntil(clock().now());
    return stats;
}

RecordReport Take::report() const
{
    const std::scoped_lock lock(m_mutex);
    return m_report;
}

bool Take::isDone() const
{
    const std::scoped_lock lock(m_mutex);
    return m_done;
}

bool Take::waitDone(Duration timeout) const
{
    std::unique_lock lock(m_mutex);
    return m_doneChanged.wait_for(lock, timeout, [this] { return m_done; });
}

WriterRequest Take::writerRequest() const
{
    WriterRequest request;
    request.kind = m_setup.plan.kind;
    request.op = m_setup.op;
    request.files = m_setup.files;
    request.name = m_setup.name;
    request.leadingZerosDigits = m_setup.plan.name.leadingZerosDigits;
    request.still = m_setup.plan.still;
    request.testMode = m_setup.plan.testMode;
    request.overwrite = m_setup.overwrite;
    return request;
}

std::unique_ptr<MediaWriter> Take::openFor(const Picture& first, std::vector<AudioTrackSpec> tracks)
{
    SplitSetup setup;
    setup.pace = m_setup.reader ? SplitSetup::Pace::Unhurried : SplitSetup::Pace::Live;
    for (const AudioTrackSpec& track : tracks) {
        setup.sampleRate = track.sampleRate;
        setup.channels += track.channels;
    }
    WriterRequest request = writerRequest();
    request.movie = movieSpecFor(m_setup.plan, first, std::move(tracks));
    request.size = request.movie.size;
    request.still = stillSpecFor(m_setup.plan, first);
    if (m_setup.formatOfWriter) {
        if (const std::optional<WriterFormat> format = m_setup.formatOfWriter(request))
            onFormatKnown(*format);
    }
    return openSplitting(request, std::move(setup));
}

Timestamp Take::drainDeadline() const
{
    const std::scoped_lock lock(m_mutex);
    return m_stopping ? m_stopTime + m_setup.stopTimeout * 45 / 100 : Timestamp::max();
}

Timestamp Take::finishDeadline() const
{
    const std::scoped_lock lock(m_mutex);
    return (m_stopping ? m_stopTime : clock().now()) + m_setup.stopTimeout * 80 / 100;
}

void Take::countEncoding(Duration time)
{
    const std::scoped_lock lock(m_mutex);
    m_encodingTime += time;
    ++m_encodings;
    const double milliseconds = toSeconds(time) * 1e3;
    m_stats.meanEncodeMs = toSeconds(m_encodingTime) * 1e3 / static_cast<double>(m_encodings);
    const double load = milliseconds / (toSeconds(m_setup.plan.rate.interval()) * 1e3);
    constexpr double kSmoothing = 0.05;
    m_stats.encoderLoad += kSmoothing * (load - m_stats.encoderLoad);
}

void Take::countConversion(Duration time)
{
    const std::scoped_lock lock(m_mutex);
    m_encodingTime += time;
}

void Take::conclude(std::unique_ptr<MediaWriter> writer, std::int64_t frames, int sampleRate, Ending ending)
{
    const bool isEmpty = frames == 0;
    std::optional<Result<WrittenFile>> written;
    const Timestamp begun = clock().now();
    if (writer && !isEmpty && !isDiscarded())
        written = writer->finish(ending == Ending::Bounded ? finishDeadline() : begun + kUnhurried);
    writer.reset();
    if (ending == Ending::Unhurried)
        tell(TakeEvent::LimitReached);
    const Duration finishing = clock().now() - begun;
    // Of a sequence those stills count that are there.
    if (written && m_setup.plan.isStill())
        frames = written->hasValue() ? (*written)->frames : 0;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_setup.plan.isStill())
            m_stats.framesWritten = frames;
        m_report.stats = m_stats;
        m_report.duration = sampleRate > 0 ? fromSeconds(static_cast<double>(frames) / sampleRate)
                                           : m_setup.plan.rate.timeOf(frames);
        m_report.stats.recorded = m_report.duration;
        const double encoding = toSeconds(m_encodingTime + finishing);
        if (encoding > 0.0 && m_setup.plan.hasPictures())
            m_report.encodedFramesPerSecond = static_cast<double>(frames) / encoding;
        if (written && written->hasValue()) {
            const WrittenFile& file = written->value();
            m_report.path = m_setup.plan.testMode ? QString() : file.path;
            m_report.stats.bytes = file.bytes;
            m_report.warnings += file.warnings;
            m_report.isComplete = true;
            if (file.error && !m_report.error)
                m_report.error = file.error;
        } else if (written) {
            m_report.path = m_setup.plan.testMode ? QString() : m_setup.name.path;
            if (!m_report.error)
                m_report.error = written->error();
            else
                m_report.warnings += describe(written->error());
        } else if (isEmpty && !m_report.error) {
            m_report.warnings += sentence("Nothing was recorded, so no file was made.");
        }
        completeFiles();
        m_done = true;
    }
    m_doneChanged.notify_all();
    tell(TakeEvent::Done);
}

void Take::concludeWritten(std::int64_t frames)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_report.stats = m_stats;
        m_report.isComplete = frames > 0;
        m_done = true;
    }
    m_doneChanged.notify_all();
    tell(TakeEvent::Done);
}

} // namespace reelout
