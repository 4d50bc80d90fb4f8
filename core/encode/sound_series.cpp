// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/sound_series.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace reelout {

namespace {

constexpr int kMostParts = 9999;

QString text(const char* source)
{
    return QCoreApplication::translate("reelout::sound", source);
}

QString partPath(const QString& first, int number)
{
    const qsizetype dot = first.size() - extensionOf(first).size() - 1;
    return QStringLiteral("%1-%2%3").arg(first.left(dot)).arg(number).arg(first.mid(dot));
}

} // namespace

Result<std::unique_ptr<MediaWriter>> openSoundWriter(FileSystem& files, const QString& path,
                                                     const SoundSpec& spec, Overwrite overwrite)
{
    return SoundSeries::open(files, path, spec, overwrite, systemClock());
}

Result<std::unique_ptr<MediaWriter>> SoundSeries::open(FileSystem& files, const QString& path,
                                                       const SoundSpec& spec, Overwrite overwrite,
                                                       Clock& clock)
{
    Result<std::unique_ptr<SoundWriter>> first = SoundWriter::open(files, path, spec, overwrite, clock);
    if (!first)
        return first.error();
    return std::unique_ptr<MediaWriter>(new SoundSeries(files, spec, std::move(first).value(), clock));
}

SoundSeries::SoundSeries(FileSystem& files, SoundSpec spec, std::unique_ptr<SoundWriter> first, Clock& clock)
    : m_files(files),
      m_spec(std::move(spec)),
      m_clock(clock),
      m_firstPath(first->path()),
      m_part(std::move(first))
{}

Status SoundSeries::writePicture(const PicturePtr& picture, std::int64_t index)
{
    return m_part->writePicture(picture, index);
}

Status SoundSeries::beginNext()
{
    const Timestamp deadline = m_clock.now() + std::chrono::seconds(5);
    const Result<WrittenFile> done = m_part->finish(deadline);
    if (!done)
        return done.error();
    add(*done);
    while (++m_number <= kMostParts) {
        const QString path = partPath(m_firstPath, m_number);
        Result<std::unique_ptr<SoundWriter>> next =
            SoundWriter::open(m_files, path, m_spec, Overwrite::Never, m_clock);
        if (next) {
            m_part = std::move(next).value();
            m_before += m_inPart;
            m_inPart = 0;
            m_whole.warnings << text("The file was full at 4 GiB; the recording goes on in %1.").arg(path);
            return {};
        }
        // Somebody else's file of that name is left alone.
        if (next.error().code != ErrorCode::AlreadyExists)
            return next.error();
    }
    return makeError(ErrorCode::FileTooLarge, QStringLiteral("write sound"), m_firstPath);
}

Status SoundSeries::writeAudio(std::span<const float> samples, std::int64_t firstFrame)
{
    if (m_error)
        return *m_error;
    const auto channels = static_cast<std::size_t>(m_spec.channels);
    std::int64_t inPart = firstFrame - m_before;
    while (!samples.empty()) {
        const auto frames = static_cast<std::int64_t>(samples.size() / channels);
        const std::int64_t count = std::min(frames, m_part->room());
        if (count > 0) {
            REELOUT_TRY(
                m_part->writeAudio(samples.first(static_cast<std::size_t>(count) * channels), inPart));
            samples = samples.subspan(static_cast<std::size_t>(count) * channels);
            m_inPart = inPart + count;
        }
        if (count < frames) {
            if (const Status next = beginNext(); !next) {
                m_error = next.error();
                return next;
            }
        }
        inPart = m_inPart;
    }
    m_bytes.store(m_whole.bytes + m_part->bytesWritten(), std::memory_order_relaxed);
    return {};
}

void SoundSeries::add(const WrittenFile& part)
{
    if (m_whole.path.isEmpty())
        m_whole.path = part.path;
    m_whole.bytes += part.bytes;
    m_whole.audioFrames += part.audioFrames;
    for (const QString& warning : part.warnings) {
        if (!m_whole.warnings.contains(warning))
            m_whole.warnings << warning;
    }
}

Status SoundSeries::addMarker(const Marker& marker)
{
    const Duration before = fromSeconds(static_cast<double>(m_before) / m_spec.sampleRate);
    return m_part->addMarker({std::max(marker.at - before, Duration::zero()), marker.name});
}

Result<WrittenFile> SoundSeries::finish(Timestamp deadline)
{
    // A full part was finished already when the next one could not be opened.
    if (m_error)
        return *m_error;
    const Result<WrittenFile> last = m_part->finish(deadline);
    if (!last)
        return last;
    add(*last);
    m_bytes.store(m_whole.bytes, std::memory_order_relaxed);
    return m_whole;
}

} // namespace reelout
