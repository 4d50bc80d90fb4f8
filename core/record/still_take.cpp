// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/still_take.h"

#include "record/first_picture.h"

#include <QCoreApplication>

namespace reelout {

namespace {

using namespace std::chrono_literals;

constexpr Duration kLook = 5ms; // between two looks at what goes into the same still

QString sentence(const char* source)
{
    return QCoreApplication::translate("reelout::Take", source);
}

} // namespace

StillTake::StillTake(TakeSetup setup, Listener listener)
    : Take(std::move(setup), std::move(listener)),
      m_read(m_setup.layers)
{
    m_waiting.push_back(ordered(m_setup.present, m_setup.name));
}

std::vector<Worker> StillTake::start()
{
    const auto self = std::static_pointer_cast<StillTake>(shared_from_this());
    std::vector<Worker> threads;
    threads.emplace_back("write", [self](const std::stop_token&) { self->writeBody(); });
    return threads;
}

void StillTake::resume()
{
    stop();
}

// The sources keep their latest pictures only, so what belongs to this one is looked for at once.
StillTake::Still StillTake::ordered(PicturePtr picture, const RecordingName& name)
{
    Still still{std::move(picture), name, clock().now(), LayerFollower(m_setup.layers)};
    if (still.picture && m_setup.pictures) {
        const bool stands = m_setup.pictures->latest() == still.picture;
        still.instant = stands ? m_setup.pictures->reportedUntil() : still.picture->captured;
        still.layers.lookOnce(still.instant);
    }
    return still;
}

void StillTake::addFrame(PicturePtr picture, const RecordingName& name)
{
    Still still = ordered(std::move(picture), name);
    {
        const std::scoped_lock lock(m_mutex);
        if (m_stopping)
            return;
        if (m_waiting.size() >= kMostWaiting) {
            m_report.warnings +=
                sentence("%1 was not made: stills are asked for faster than they are written.")
                    .arg(name.path);
            return;
        }
        m_waiting.push_back(std::move(still));
    }
    m_waker.wake();
}

// The next still; nothing when there will be none.
std::optional<StillTake::Still> StillTake::next()
{
    while (true) {
        m_waker.arm();
        {
            const std::scoped_lock lock(m_mutex);
            if (!m_waiting.empty()) {
                Still still = std::move(m_waiting.front());
                m_waiting.pop_front();
                return still;
            }
            if (m_stopping || !m_startPaused)
                return std::nullopt;
        }
        m_waker.sleep(clock(), clock().now() + 1s);
    }
}

Result<PicturePtr> StillTake::awaitPicture(const Still& still) const
{
    if (still.picture)
        return still.picture;
    return awaitFirstPicture(*m_setup.pictures, m_setup.op, [this] { return isStopping(); });
}

Result<LayeredPicture> StillTake::pictureOf(Still& still)
{
    if (m_setup.reader) {
        const Result<PicturePtr> own = m_setup.reader->next();
        if (own && *own)
            return m_read.next(*own);
        return own ? Result<LayeredPicture>(LayeredPicture()) : own.error();
    }
    const Result<PicturePtr> awaited = awaitPicture(still);
    if (!awaited)
        return awaited.error();
    const PicturePtr& own = *awaited;
    if (!own || still.layers.isEmpty())
        return LayeredPicture{own, {}};
    if (!still.picture)
        still.instant = own->captured;
    const Result<PicturePtr> common =
        still.layers.awaitCommonStart(*m_setup.pictures, own, still.instant, [this] { return isStopping(); });
    if (!common)
        return common.error();
    if (*common && *common != own)
        still.instant = (*common)->captured;
    const Timestamp patience = clock().now() + LayerFollower::kPatience;
    while (!still.layers.isKnown(still.instant) && clock().now() < patience) {
        clock().sleepUntil(clock().now() + kLook, {});
        still.layers.lookOnce(still.instant);
    }
    return still.layers.at(still.instant, *common);
}

Status StillTake::write(Still& still)
{
    const Timestamp begun = clock().now();
    const Result<LayeredPicture> found = pictureOf(still);
    if (!found)
        return found.error();
    const PicturePtr& picture = found->own;
    if (!picture) {
        return makeError(ErrorCode::TimedOut, QStringLiteral("await the first picture"),
                         sentence("The source of %1 shows no picture.").arg(m_setup.op));
    }
    WriterRequest request = writerRequest();
    request.name = still.name;
    request.size = m_setup.plan.size.sizeFor(picture->size);
    request.still = stillSpecFor(m_setup.plan, *picture);
    Result<std::unique_ptr<MediaWriter>> opened = m_setup.openWriter(request);
    if (!opened)
        return opened.error();
    MediaWriter& writer = **opened;
    LayeredPath path(m_setup.plan, m_setup.input, formatOf(writer));
    const Result<PicturePtr> converted = path.process(*found);
    if (!converted)
        return converted.error();
    REELOUT_TRY(writer.writePicture(*converted, 0));
    Result<WrittenFile> written = writer.finish(clock().now() + m_setup.stopTimeout * 80 / 100);
    if (!written)
        return written.error();
    countEncoding(clock().now() - begun);
    ++m_written;
    const std::scoped_lock lock(m_mutex);
    m_report.warnings += written->warnings;
    m_report.path = m_report.path.isEmpty() && !m_setup.plan.testMode ? written->path : m_report.path;
    m_stats.bytes += written->bytes;
    m_stats.framesIn = m_written;
    m_stats.framesWritten = m_written;
    return {};
}

void StillTake::writeBody()
{
    bool isFirst = true;
    while (std::optional<Still> still = next()) {
        if (const Status status = write(*still); !status) {
            fail(status.error());
            break;
        }
        if (isFirst)
            tell(TakeEvent::Opened);
        isFirst = false;
    }
    concludeWritten(m_written);
}

} // namespace reelout
