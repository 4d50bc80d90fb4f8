// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/movie_take.h"

#include "record/sound_tracks.h"

#include <QCoreApplication>

namespace reelout {

namespace {

using namespace std::chrono_literals;

constexpr Duration kSoundPatience = 20ms;
constexpr Duration kLastSoundPatience = 1200ms; // as in sound_take.cpp
constexpr Duration kPicturePatience = 200ms;
constexpr std::size_t kWaitingBytes = 96U << 20;
constexpr std::size_t kQueuedBytes = 64U << 20;
constexpr double kMostBehindSeconds = 2.0;
constexpr Duration kMostBacklog = 1s;     // from here on repeats are no longer encoded
constexpr Duration kHurryBacklog = 250ms; // from here on those that can be cheap are

std::size_t bytesOf(const Picture& picture)
{
    std::size_t bytes = 0;
    const PixelFormatInfo& info = pixelFormatInfo(picture.format);
    for (int plane = 0; plane < info.planes; ++plane)
        bytes += planeRowBytes(picture.format, picture.size, plane) *
                 static_cast<std::size_t>(planeSize(picture.format, picture.size, plane).height);
    return std::max<std::size_t>(bytes, 1);
}

PictureTaker::Bounds boundsFor(const TakeSetup& setup)
{
    const std::size_t bytes = setup.present ? bytesOf(*setup.present) : kWaitingBytes / 8;
    return {std::clamp<std::size_t>(kWaitingBytes / bytes, 3, 12),
            std::max<std::int64_t>(std::llround(kMostBehindSeconds * setup.plan.rate.toDouble()), 4),
            !setup.layers.empty()};
}

std::size_t queueCapacity(const TakeSetup& setup)
{
    const std::size_t bytes = setup.present ? bytesOf(*setup.present) : kQueuedBytes / 8;
    return std::clamp<std::size_t>(kQueuedBytes / bytes / (1 + layerCount(setup.layers)), 3, 16);
}

} // namespace

MovieTake::MovieTake(TakeSetup setup, Listener listener)
    : Take(std::move(setup), std::move(listener)),
      m_queue(queueCapacity(m_setup)),
      m_taker(m_setup.plan.rate, boundsFor(m_setup), m_setup.plan.limitFrames),
      m_layers(m_setup.layers),
      m_soundEvents(m_setup.sounds.size())
{
    if (isMixed(m_setup.plan, m_setup.sounds))
        m_mixer.emplace(m_setup.sounds, m_setup.trackRate);
}

// Nothing when there was no picture to open it for, or when it could not be opened.
std::unique_ptr<MediaWriter> MovieTake::open()
{
    PicturePtr first;
    {
        std::unique_lock lock(m_mutex);
        m_firstChanged.wait(lock, [this] { return m_first || m_isImageDone; });
        // Its kind is enough: the memory is wanted back while the writer opens.
        first = m_first ? withoutMemory(*m_first) : nullptr;
    }
    if (!first)
        return nullptr;
    return openFor(*first, soundTracksFor(m_setup.plan, m_setup.sounds, m_setup.trackRate));
}

// Pictures are converted while the encoder opens, which takes longer than a frame.
void MovieTake::onFormatKnown(const WriterFormat& format)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_format = format;
    }
    m_waker.wake();
}

// False when it is of no use: a picture could not be converted meanwhile, or it wants others.
bool MovieTake::mayBegin(const MediaWriter& writer)
{
    if (hasFailed())
        return false;
    bool isAsKnown = true;
    {
        const std::scoped_lock lock(m_mutex);
        isAsKnown = !m_format || *m_format == formatOf(writer);
    }
    if (!isAsKnown)
        fail(makeError(ErrorCode::Internal, QStringLiteral("open writer"),
                       QStringLiteral("it wants other pictures than were announced")));
    return isAsKnown;
}

void MovieTake::announceWriter(const MediaWriter& writer)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_format = formatOf(writer);
        if (!m_setup.plan.stallForOpen && !m_stopping)
            begin(clock().now());
    }
    m_waker.wake();
    tell(TakeEvent::Opened);
}

std::int64_t MovieTake::soundUntil(const TakeTimeline& timeline) const
{
    return timeline.soundFramesFor(m_written, m_setup.trackRate);
}

// Writes the sound of the frames that are written, as far as it has come.
Status MovieTake::takeSound(MediaWriter& writer, bool isLast)
{
    if (m_setup.sounds.empty())
        return {};
    const Timestamp now = clock().now();
    if (m_sound) {
        if (isLast)
            m_sound->finish();
        else
            m_sound->listen(now);
    }
    TakeTimeline timeline(m_setup.plan.rate);
    {
        const std::scoped_lock lock(m_mutex);
        m_timeline.forgetBefore(
            std::min(
                m_setup.plan.rate.timeOf(m_written),
                fromSeconds(m_sound ? static_cast<double>(m_sound->position()) / m_setup.trackRate : 0.0)) -
            1s);
        timeline = m_timeline;
    }
    if (!timeline.hasBegun())
        return {};
    if (!m_sound)
        m_sound.emplace(m_setup.sounds, m_setup.trackRate, timeline.origin());
    REELOUT_TRY(m_sound->take(timeline, soundUntil(timeline), now,
                              [&](std::span<const float> samples, std::int64_t firstFrame) {
                                  return writeSound(writer, samples, firstFrame);
                              }));
    for (std::size_t i = 0; i < m_setup.sounds.size(); ++i) {
        const std::vector<SourceEvent> events = m_setup.sounds[i].hub->eventsAfter(m_soundEvents[i]);
        m_soundEvents[i] += events.size();
        hear(events);
    }
    hearSilence(*m_sound);
    const std::scoped_lock lock(m_mutex);
    m_stats.audioFrames = m_sound->position();
    m_stats.audioGaps = m_sound->gaps();
    m_stats.audioGapFrames = m_sound->gapFrames();
    m_stats.audioDriftPpm = m_sound->driftPpm();
    m_stats.audioVideoOffsetMs = m_sound->offsetSeconds() * 1e3;
    return {};
}

Status MovieTake::writeSound(MediaWriter& writer, std::span<const float> samples, std::int64_t firstFrame)
{
    if (!m_mixer)
        return writer.writeAudio(samples, firstFrame);
    return m_mixer->mix(samples, [&writer](std::span<const float> mixed, std::int64_t first) {
        return writer.writeAudio(mixed, first);
    });
}

Status MovieTake::finishMix(MediaWriter& writer)
{
    if (!m_mixer)
        return {};
    REELOUT_TRY(m_mixer->finish([&writer](std::span<const float> mixed, std::int64_t first) {
        return writer.writeAudio(mixed, first);
    }));
    constexpr double kWorthAWord = 0.1; // dB
    if (const double reduction = m_mixer->greatestReduction(); reduction >= kWorthAWord)
        warn(QCoreApplication::translate(
                 "reelout::Take", "Together the sources were louder than full scale: in places the mix "
                                  "was turned down, by %1 dB at most.")
                 .arg(reduction, 0, 'f', 1));
    return {};
}

// How far the writing is behind the clock.
Duration MovieTake::backlog() const
{
    const std::scoped_lock lock(m_mutex);
    return m_timeline.recordedUntil(clock().now()) - m_setup.plan.rate.timeOf(m_written);
}

Status MovieTake::writePicture(MediaWriter& writer, const PicturePtr& picture, std::int64_t index)
{
    const Timestamp begun = clock().now();
    REELOUT_TRY(writer.writePicture(picture, index));
    countEncoding(clock().now() - begun);
    hasWritten(writer, picture, index);
    return {};
}

Status MovieTake::repeatPicture(MediaWriter& writer, const PicturePtr& picture, std::int64_t index)
{
    REELOUT_TRY(writer.repeatPicture(picture, index));
    hasWritten(writer, picture, index);
    return {};
}

void MovieTake::hasWritten(const MediaWriter& writer, const PicturePtr& picture, std::int64_t index)
{
    m_lastPicture = picture;
    m_lastIndex = index;
    m_written = index + 1;
    publishWritten(writer);
}

void MovieTake::publishWritten(const MediaWriter& writer)
{
    watchOver(writer.bytesWritten());
    const std::scoped_lock lock(m_mutex);
    m_stats.framesWritten = m_written - m_held;
    m_stats.framesHeld = m_held;
    m_stats.framesWaiting = m_taken - m_written;
    m_stats.bytes = writer.bytesWritten();
}

// The time a stop may take is over: a movie's last picture stands for the rest, a sequence ends here.
Status MovieTake::endEarly(MediaWriter& writer, const PicturePtr& picture)
{
    m_queue.abandon();
    std::int64_t left = 0;
    {
        const std::scoped_lock lock(m_mutex);
        left = m_total - m_written;
    }
    if (left <= 0)
        return {};
    if (!m_setup.plan.writesMovie()) {
        warn(QCoreApplication::translate("reelout::Take",
                                         "The disk was too slow: %1 pictures at the end are missing.")
                 .arg(left));
        return {};
    }
    warn(QCoreApplication::translate("reelout::Take",
                                     "The encoder was too slow: the last picture stands for %1 frames at "
                                     "the end.")
             .arg(left));
    if (!writer.hasCheapRepeats()) {
        m_held += left - 1;
        return writePicture(writer, picture, m_written + left - 1);
    }
    if (picture != m_lastPicture) {
        REELOUT_TRY(writePicture(writer, picture, m_written));
        --left;
    }
    for (; left > 0; --left)
        REELOUT_TRY(repeatPicture(writer, picture, m_written));
    return {};
}

// An encoder that can't keep up must not shorten the movie: while it is behind, a picture that repeats is
// encoded once, and repeated in the encoder's own cheap way where it has one. Where it has none and is far
// behind, the picture stays on show until the next one. The numbers of a sequence have no gap.
Status MovieTake::writeFrames(MediaWriter& writer, const TakenFrames& frames)
{
    for (std::int64_t i = 0; i < frames.count && !isDiscarded(); ++i) {
        if (clock().now() > drainDeadline())
            return endEarly(writer, frames.picture);
        const bool mayHurry = i > 0 && m_setup.plan.writesMovie();
        if (mayHurry && writer.hasCheapRepeats() && backlog() > kHurryBacklog) {
            REELOUT_TRY(repeatPicture(writer, frames.picture, m_written));
            REELOUT_TRY(takeSound(writer, false));
            continue;
        }
        if (mayHurry && !writer.hasCheapRepeats() && backlog() > kMostBacklog) {
            m_held += frames.count - i;
            m_written += frames.count - i;
            publishWritten(writer);
            break;
        }
        REELOUT_TRY(writePicture(writer, frames.picture, m_written));
        REELOUT_TRY(takeSound(writer, false));
    }
    return {};
}

// A movie lasts as long as the recording did, so its last frame is really there.
Status MovieTake::writeHeldEnd(MediaWriter& writer)
{
    if (m_lastIndex + 1 >= m_written)
        return {};
    --m_held;
    return writePicture(writer, m_lastPicture, m_written - 1);
}

// The last samples arrive a little after the last picture; what does not come in time becomes silence.
void MovieTake::awaitSound(MediaWriter& writer)
{
    if (m_setup.sounds.empty() || m_written == 0)
        return;
    Status status;
    const Timestamp patience = clock().now() + kLastSoundPatience;
    while (status && clock().now() < patience) {
        status = takeSound(writer, false);
        std::int64_t until = 0;
        {
            const std::scoped_lock lock(m_mutex);
            until = soundUntil(m_timeline);
        }
        if (m_sound && m_sound->position() >= until)
            return;
        clock().sleepUntil(clock().now() + kSoundPatience, {});
    }
    if (status)
        status = takeSound(writer, true);
    if (!status)
        fail(status.error());
}

// What belongs to the frames that are written.
Status MovieTake::writeEnd(MediaWriter& writer)
{
    REELOUT_TRY(writeHeldEnd(writer));
    awaitSound(writer);
    return finishMix(writer);
}

void MovieTake::writeBody()
{
    std::unique_ptr<MediaWriter> writer = open();
    if (writer && mayBegin(*writer)) {
        announceWriter(*writer);
        const Duration patience = m_setup.sounds.empty() ? kPicturePatience : kSoundPatience;
        Status status;
        while (status && !m_queue.isDone()) {
            const std::optional<TakenFrames> frames = m_queue.popFor(patience);
            if (m_waitsForRoom.exchange(false))
                m_waker.wake();
            status = frames ? writeFrames(*writer, *frames) : takeSound(*writer, false);
        }
        if (status && !isDiscarded())
            status = writeEnd(*writer);
        if (!status) {
            m_queue.abandon();
            fail(status.error());
        }
    }
    {
        const std::scoped_lock lock(m_mutex);
        m_isWriterGone = true;
    }
    m_waker.wake();
    m_queue.abandon();
    conclude(std::move(writer), m_written, 0);
}

} // namespace reelout
