// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/still_take.h"

#include <QCoreApplication>

namespace reelout {

namespace {

using namespace std::chrono_literals;

constexpr Duration kPatience = 50ms; // real time between two looks at whether somebody said stop
constexpr int kMostPatience = 100;   // 5 s for a source's first picture

QString sentence(const char* source)
{
    return QCoreApplication::translate("reelout::Take", source);
}

} // namespace

StillTake::StillTake(TakeSetup setup, Listener listener) : Take(std::move(setup), std::move(listener))
{
    m_waiting.push_back({m_setup.present, m_setup.name});
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

void StillTake::addFrame(PicturePtr picture, const RecordingName& name)
{
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
        m_waiting.push_back({std::move(picture), name});
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

PicturePtr StillTake::pictureOf(const Still& still)
{
    if (still.picture)
        return still.picture;
    for (int i = 0; i < kMostPatience; ++i) {
        if (PicturePtr picture = m_setup.pictures->waitNewerThan(0, kPatience, {}))
            return picture;
        if (isStopping())
            break;
    }
    return nullptr;
}

Status StillTake::write(const Still& still)
{
    const Timestamp begun = clock().now();
    const PicturePtr picture = pictureOf(still);
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
    const PicturePathSpec spec = picturePathFor(m_setup.plan, *picture, writer.pictureFormat(),
                                                writer.pictureSize(), writer.pictureColour());
    m_path.emplace(spec);
    const Result<PicturePtr> converted = m_path->process(picture);
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
    while (const std::optional<Still> still = next()) {
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
