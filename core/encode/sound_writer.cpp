// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/sound_writer.h"

#include "container/cue_chunks.h"
#include "encode/sample_convert.h"
#include "encode/sound_frame_count.h"
#include "encode/sound_library.h"
#include "encode/sound_metadata.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace reelout {

namespace {

constexpr Duration kHeaderInterval = std::chrono::seconds(1);
constexpr std::size_t kBlockFrames = 4096;
constexpr int kMostDithered = 24; // a float has no more

QString text(const char* source)
{
    return QCoreApplication::translate("reelout::sound", source);
}

} // namespace

Result<std::unique_ptr<SoundWriter>> SoundWriter::open(FileSystem& files, const QString& path,
                                                       const SoundSpec& spec, Overwrite overwrite,
                                                       Clock& clock)
{
    const Result<SoundFormat> format = soundFormat(spec, extensionOf(path));
    if (!format)
        return format.error();
    Result<std::unique_ptr<RecordingFile>> file = RecordingFile::create(files, path, overwrite, clock);
    if (!file)
        return file.error();
    std::unique_ptr<SoundWriter> writer(new SoundWriter(spec, *format, std::move(file).value(), clock));
    Result<std::unique_ptr<SoundLibrary>> library = SoundLibrary::open(*writer->m_file, *format, spec);
    if (!library)
        return library.error();
    writer->m_library = std::move(library).value();
    const Result<QStringList> leftOut = describeSoundFile(*writer->m_library, *format, spec);
    if (!leftOut)
        return leftOut.error();
    writer->m_warnings = *leftOut;
    return writer;
}

SoundWriter::SoundWriter(const SoundSpec& spec, const SoundFormat& format,
                         std::unique_ptr<RecordingFile> file, Clock& clock)
    : m_format(format),
      m_channels(static_cast<std::size_t>(spec.channels)),
      m_file(std::move(file)),
      m_clock(clock),
      m_path(m_file->path()),
      m_lastSecond(clock.now())
{
    if (spec.dither && format.bits > 0 && format.bits <= kMostDithered)
        m_ditherer.emplace(format.bits, spec.channels);
}

SoundWriter::~SoundWriter() = default;

std::int64_t SoundWriter::room() const
{
    if (m_format.mostBytes == 0)
        return std::numeric_limits<std::int64_t>::max();
    const std::uint64_t left = m_format.mostBytes - std::min(m_file->end(), m_format.mostBytes);
    return static_cast<std::int64_t>(static_cast<double>(left) / m_format.bytesPerFrame);
}

Status SoundWriter::remember(Status status)
{
    if (!status && !m_error)
        m_error = status.error();
    return status;
}

Status SoundWriter::writePicture(const PicturePtr& /*picture*/, std::int64_t /*index*/)
{
    return makeError(ErrorCode::Unsupported, QStringLiteral("write sound"),
                     QStringLiteral("a sound file holds no pictures"));
}

Status SoundWriter::writeAudio(std::span<const float> samples, std::int64_t firstFrame)
{
    if (m_error)
        return *m_error;
    return remember(write(samples, firstFrame));
}

Status SoundWriter::write(std::span<const float> samples, std::int64_t firstFrame)
{
    const QString step = QStringLiteral("write sound");
    if (samples.size() % m_channels != 0 || firstFrame != m_frames) {
        return makeError(ErrorCode::Internal, step,
                         QStringLiteral("%1 samples for frame %2 came in place of frame %3")
                             .arg(samples.size())
                             .arg(firstFrame)
                             .arg(m_frames));
    }
    while (!samples.empty()) {
        const std::size_t count = std::min(samples.size(), kBlockFrames * m_channels);
        if (room() < static_cast<std::int64_t>(count / m_channels)) {
            return makeError(ErrorCode::FileTooLarge, step,
                             text("%1: this type of file ends at 4 GiB").arg(m_path));
        }
        REELOUT_TRY(writeBlock(samples.first(count)));
        samples = samples.subspan(count);
    }
    m_bytes.store(m_file->end(), std::memory_order_relaxed);
    return m_clock.now() - m_lastSecond >= kHeaderInterval ? reachSecond() : Status();
}

// The library's own conversion truncates, or wraps when it is too loud.
std::int64_t SoundWriter::writeIntegers(std::span<const float> block)
{
    m_integers.resize(block.size());
    if (m_ditherer)
        m_ditherer->convert(block, m_integers.data());
    else
        samplesToTop32(block, m_format.bits, m_integers.data());
    return sf_write_int(m_library->handle(), m_integers.data(), static_cast<sf_count_t>(block.size()));
}

Status SoundWriter::writeBlock(std::span<const float> block)
{
    const auto count = static_cast<sf_count_t>(block.size());
    sf_count_t written = 0;
    if (m_format.bits != 0) {
        written = writeIntegers(block);
    } else {
        m_floats.resize(block.size());
        std::transform(block.begin(), block.end(), m_floats.begin(),
                       m_format.isFloat ? &finiteSample : &clippedSample);
        written = sf_write_float(m_library->handle(), m_floats.data(), count);
    }
    if (written != count || m_file->error())
        return m_library->failure("write sound");
    m_frames += static_cast<std::int64_t>(block.size() / m_channels);
    return {};
}

Status SoundWriter::reachSecond()
{
    m_lastSecond = m_clock.now();
    if (m_format.growsInPlace) {
        sf_write_sync(m_library->handle());
        sf_command(m_library->handle(), SFC_UPDATE_HEADER_NOW, nullptr, 0);
    }
    // Neither call says whether the file took it.
    if (m_file->error())
        return *m_file->error();
    REELOUT_TRY(leaveSoundOpen(*m_file, m_format));
    return m_file->reachedSafePoint();
}

Status SoundWriter::addMarker(const Marker& marker)
{
    m_markers.push_back(marker);
    return {};
}

// The library would want to know their number before the first sample, and knows none in RF64.
Status SoundWriter::writeCues()
{
    if (m_markers.empty())
        return {};
    const Result<std::vector<Patch>> steps = cuePatches(m_file->file(), m_markers);
    if (!steps)
        return steps.error();
    if (steps->empty())
        m_warnings << text("This type of file holds no markers; they are in the report only.");
    for (const Patch& patch : *steps) {
        REELOUT_TRY(m_file->writeAt(patch.offset, patch.bytes));
        REELOUT_TRY(m_file->file().sync());
    }
    return {};
}

Result<WrittenFile> SoundWriter::finish(Timestamp /*deadline*/)
{
    if (m_frames == 0 && !m_error) {
        m_library.reset();
        m_file.reset();
        return WrittenFile{};
    }
    if (m_error)
        return rescue();
    const int closed = m_library->close();
    if (!m_file->error())
        REELOUT_TRY(remember(correctFrameCount(*m_file, m_format, m_frames)));
    if (m_file->error()) {
        m_error = m_file->error();
        return rescue();
    }
    if (closed != 0) {
        m_error = makeError(ErrorCode::IoFailed, QStringLiteral("close sound file"),
                            QStringLiteral("%1: %2").arg(m_path, QString::fromUtf8(sf_error_number(closed))));
        return rescue();
    }
    // The sound is complete; a marker less is no reason to say otherwise.
    if (const Status cues = writeCues(); !cues)
        m_warnings << text("The markers could not be written: %1").arg(cues.error().detail);
    REELOUT_TRY(remember(m_file->reachedSafePoint()));
    m_bytes.store(m_file->end(), std::memory_order_relaxed);
    REELOUT_TRY(remember(m_file->complete()));
    WrittenFile file;
    file.path = m_path;
    file.bytes = m_file->end();
    file.audioFrames = m_frames;
    file.warnings = m_warnings;
    return file;
}

// Bringing the header up to date needs no new space, so it mostly works on a full disk too; where it does
// not, the header of the last second stands.
Result<WrittenFile> SoundWriter::rescue()
{
    Error error = *m_error;
    if (!m_file->isKept()) {
        m_library.reset();
        m_file.reset();
        error.detail += text(". Nothing playable was written, the file was removed.");
        return error;
    }
    bool completed = m_file->cutTornEnd().hasValue();
    const int closed = m_library->close();
    completed = m_file->complete().hasValue() && completed && closed == 0 && !m_file->error();
    error.detail += completed ? text(". What was recorded until then plays.")
                              : text(". What was recorded until then may play.");
    return error;
}

} // namespace reelout
