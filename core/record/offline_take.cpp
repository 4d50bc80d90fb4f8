// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/offline_take.h"

#include <QCoreApplication>

namespace reelout {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t kQueued = 4;
constexpr Duration kPatience = 200ms;     // real time between two looks at whether the take has been stopped
constexpr Duration kShowInterval = 100ms; // of the pictures that viewports see
constexpr std::int64_t kFewestForSpeed = 5;

QString sentence(const char* source)
{
    return QCoreApplication::translate("reelout::Take", source);
}

} // namespace

OfflineTake::OfflineTake(TakeSetup setup, Listener listener)
    : Take(std::move(setup), std::move(listener)),
      m_queue(kQueued),
      m_layers(m_setup.layers)
{
    // A stop-frame movie never runs by itself.
    m_startPaused = m_startPaused || m_setup.plan.kind == RecordPlan::Kind::StopFrame;
    m_stats.framesTotal = totalFrames();
}

std::vector<Worker> OfflineTake::start()
{
    const auto self = std::static_pointer_cast<OfflineTake>(shared_from_this());
    std::vector<Worker> threads;
    threads.emplace_back("image", [self](const std::stop_token&) { self->imageBody(); });
    threads.emplace_back("write", [self](const std::stop_token&) { self->writeBody(); });
    return threads;
}

std::int64_t OfflineTake::totalFrames() const
{
    const std::int64_t length = m_setup.reader->length();
    const std::int64_t limit = m_setup.plan.limitFrames.value_or(0);
    return length > 0 && limit > 0 ? std::min(length, limit) : std::max(length, limit);
}

void OfflineTake::pause()
{
    const std::scoped_lock lock(m_mutex);
    m_startPaused = true;
}

void OfflineTake::resume()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_startPaused = m_setup.plan.kind == RecordPlan::Kind::StopFrame;
        m_singles = 0;
        m_speedSince = clock().now();
        m_speedFrom = m_stats.framesWritten;
    }
    m_changed.notify_all();
}

void OfflineTake::addFrame(PicturePtr, const RecordingName&)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_stopping || !m_startPaused)
            return;
        ++m_singles;
    }
    m_changed.notify_all();
}

void OfflineTake::stop()
{
    Take::stop();
    m_changed.notify_all();
}

// Waits while the take is paused and no frame is asked for; false when there will be none any more.
bool OfflineTake::awaitTurn()
{
    std::unique_lock lock(m_mutex);
    const auto isTurn = [this] { return !m_startPaused || m_singles > 0; };
    m_changed.wait(lock, [&] { return m_isWriterGone || isTurn() || m_stopping; });
    // Frames that were asked for before a stop belong to the take.
    if (m_isWriterGone || m_report.error || (m_stopping && m_singles == 0))
        return false;
    if (m_startPaused)
        --m_singles;
    return true;
}

// Converts a picture into the writer's format and waits for room; false when nobody wants it any more.
bool OfflineTake::passOn(const LayeredPicture& picture)
{
    if (!m_path) {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_format || m_isWriterGone; });
        if (!m_format)
            return false;
        m_path.emplace(m_setup.plan, m_setup.input, *m_format);
    }
    const Timestamp begun = clock().now();
    Result<PicturePtr> converted = m_path->process(picture);
    if (!converted) {
        fail(converted.error());
        return false;
    }
    countConversion(clock().now() - begun);
    return m_queue.waitPush({*converted, 1});
}

// Lets viewports see how far it is, now and then.
void OfflineTake::show(const PicturePtr& picture)
{
    const Timestamp now = clock().now();
    if (!m_setup.pictures || (m_taken > 1 && now - m_shownAt < kShowInterval))
        return;
    m_shownAt = now;
    const PicturePtr latest = m_setup.pictures->latest();
    auto shown = std::make_shared<Picture>(*picture);
    shown->owner = std::const_pointer_cast<Picture>(picture);
    shown->captured = now;
    shown->serial = latest ? latest->serial + 1 : 1;
    shown->damageKnown = false;
    m_setup.pictures->publish(std::move(shown));
}

// Without a picture at the end, and when it can't be read any more.
LayeredPicture OfflineTake::readNext()
{
    Result<PicturePtr> picture = m_setup.reader->next();
    if (picture && !*picture)
        return {};
    Result<LayeredPicture> all = picture ? m_layers.next(*picture) : Result<LayeredPicture>(picture.error());
    for (const QString& text : m_layers.takeEnded())
        warn(text);
    if (all)
        return std::move(all).value();
    fail(all.error());
    return {};
}

void OfflineTake::passOnAll(LayeredPicture picture)
{
    while (picture.own && awaitTurn()) {
        ++m_taken;
        {
            const std::scoped_lock lock(m_mutex);
            m_stats.framesIn = m_taken;
        }
        show(picture.own);
        if (!passOn(picture) || m_taken == m_setup.plan.limitFrames)
            return;
        picture = readNext();
    }
}

void OfflineTake::imageBody()
{
    LayeredPicture first = readNext();
    {
        const std::scoped_lock lock(m_mutex);
        m_first = first.own;
        m_isRead = !first.own;
    }
    m_changed.notify_all();
    passOnAll(std::move(first));
    m_queue.close();
}

// Nothing when there was no picture to open it for, or when it could not be opened.
std::unique_ptr<MediaWriter> OfflineTake::open()
{
    PicturePtr first;
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_first || m_isRead; });
        first = m_first;
    }
    if (!first)
        return nullptr;
    std::unique_ptr<MediaWriter> writer = openFor(*first, {});
    if (!writer)
        return nullptr;
    {
        const std::scoped_lock lock(m_mutex);
        m_format = formatOf(*writer);
        m_speedSince = clock().now();
    }
    m_changed.notify_all();
    tell(TakeEvent::Opened);
    return writer;
}

Status OfflineTake::writeAll(MediaWriter& writer)
{
    while (!m_queue.isDone()) {
        const std::optional<TakenFrames> frames = m_queue.popFor(kPatience);
        if (!frames)
            continue;
        // The same picture again comes as a count.
        for (std::int64_t i = 0; i < frames->count; ++i) {
            if (clock().now() > drainDeadline()) {
                const std::int64_t left = frames->count - i + m_queue.abandon();
                warn(sentence("The disk was too slow: %1 pictures at the end are missing.").arg(left));
                return {};
            }
            const Timestamp begun = clock().now();
            REELOUT_TRY(writer.writePicture(frames->picture, m_written));
            countEncoding(clock().now() - begun);
            ++m_written;
            publishWritten(writer);
        }
    }
    return {};
}

void OfflineTake::publishWritten(const MediaWriter& writer)
{
    watchOver(writer.bytesWritten());
    const std::scoped_lock lock(m_mutex);
    m_stats.framesWritten = m_written;
    m_stats.framesWaiting = m_stats.framesIn - m_written;
    m_stats.bytes = writer.bytesWritten();
    m_stats.recorded = m_setup.plan.rate.timeOf(m_written);
    // The container's word on its length may be a guess.
    m_stats.framesTotal = m_stats.framesTotal > 0 ? std::max(m_stats.framesTotal, m_written) : 0;
    m_stats.timeLeft.reset();
    const std::int64_t done = m_written - m_speedFrom;
    if (m_stats.framesTotal > 0 && !m_startPaused && done >= kFewestForSpeed)
        m_stats.timeLeft = Duration(static_cast<Duration::rep>(
            static_cast<double>((clock().now() - m_speedSince).count()) / static_cast<double>(done) *
            static_cast<double>(m_stats.framesTotal - m_written)));
}

void OfflineTake::writeBody()
{
    std::unique_ptr<MediaWriter> writer = open();
    if (writer) {
        if (const Status status = writeAll(*writer); !status) {
            m_queue.abandon();
            fail(status.error());
        }
    }
    bool isOver = false;
    {
        const std::scoped_lock lock(m_mutex);
        m_isWriterGone = true;
        isOver = !m_stopping && !m_report.error;
        m_stats.timeLeft.reset();
    }
    m_changed.notify_all();
    m_queue.abandon();
    conclude(std::move(writer), m_written, 0, isOver ? Ending::Unhurried : Ending::Bounded);
}

} // namespace reelout
