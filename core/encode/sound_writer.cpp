// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/sound_writer.h"

#include "encode/sample_convert.h"
#include "encode/sound_format.h"

#include <QCoreApplication>

#include <sndfile.h>

#include <algorithm>
#include <array>
#include <cstdio>

namespace reelout {

namespace {

constexpr Duration kHeaderInterval = std::chrono::seconds(1);
constexpr std::size_t kBlockFrames = 4096;

QString text(const char* source)
{
    return QCoreApplication::translate("reelout::sound", source);
}

struct Tag {
    const char* key;
    int id;
};
constexpr Tag kTags[] = {{"title", SF_STR_TITLE},         {"artist", SF_STR_ARTIST},
                         {"album", SF_STR_ALBUM},         {"date", SF_STR_DATE},
                         {"comment", SF_STR_COMMENT},     {"genre", SF_STR_GENRE},
                         {"copyright", SF_STR_COPYRIGHT}, {"software", SF_STR_SOFTWARE}};

} // namespace

struct SoundWriter::Library {
    explicit Library(RecordingFile& recordingFile) : file(recordingFile) {}
    ~Library()
    {
        if (handle != nullptr)
            sf_close(handle);
    }
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;

    static sf_count_t length(void* self) { return static_cast<sf_count_t>(of(self).file.end()); }
    static sf_count_t tell(void* self) { return static_cast<sf_count_t>(of(self).position); }
    static sf_count_t seek(sf_count_t offset, int whence, void* self)
    {
        Library& library = of(self);
        const sf_count_t base = whence == SEEK_CUR   ? tell(self)
                                : whence == SEEK_END ? length(self)
                                                     : sf_count_t(0);
        if (base + offset < 0)
            return -1;
        library.position = static_cast<std::uint64_t>(base + offset);
        return base + offset;
    }
    static sf_count_t read(void* buffer, sf_count_t count, void* self)
    {
        Library& library = of(self);
        const Result<std::size_t> got = library.file.file().readAt(
            library.position, std::span(static_cast<std::byte*>(buffer), static_cast<std::size_t>(count)));
        if (!got)
            return 0;
        library.position += *got;
        return static_cast<sf_count_t>(*got);
    }
    static sf_count_t write(const void* buffer, sf_count_t count, void* self)
    {
        Library& library = of(self);
        const std::span bytes(static_cast<const std::byte*>(buffer), static_cast<std::size_t>(count));
        if (!library.file.writeAt(library.position, bytes))
            return 0;
        library.position += bytes.size();
        return count;
    }
    static Library& of(void* self) { return *static_cast<Library*>(self); }

    RecordingFile& file;
    std::uint64_t position = 0;
    SNDFILE* handle = nullptr;
};

Result<std::unique_ptr<MediaWriter>> openSoundWriter(FileSystem& files, const QString& path,
                                                     const SoundSpec& spec, Overwrite overwrite)
{
    return SoundWriter::open(files, path, spec, overwrite, systemClock());
}

Result<std::unique_ptr<MediaWriter>> SoundWriter::open(FileSystem& files, const QString& path,
                                                       const SoundSpec& spec, Overwrite overwrite,
                                                       Clock& clock)
{
    const Result<SoundFormat> format = soundFormat(spec, extensionOf(path));
    if (!format)
        return format.error();
    Result<std::unique_ptr<RecordingFile>> file = RecordingFile::create(files, path, overwrite, clock);
    if (!file)
        return file.error();
    std::unique_ptr<SoundWriter> writer(new SoundWriter(spec, std::move(file).value(), clock));
    REELOUT_TRY(writer->openLibrary(spec));
    return std::unique_ptr<MediaWriter>(std::move(writer));
}

SoundWriter::SoundWriter(const SoundSpec& spec, std::unique_ptr<RecordingFile> file, Clock& clock)
    : m_file(std::move(file)),
      m_clock(clock),
      m_path(m_file->path()),
      m_channels(spec.channels),
      m_bits(0),
      m_lastHeader(clock.now())
{}

SoundWriter::~SoundWriter() = default;

Status SoundWriter::openLibrary(const SoundSpec& spec)
{
    const Result<SoundFormat> format = soundFormat(spec, extensionOf(m_path));
    if (!format)
        return format.error();
    m_bits = format->bits;
    m_isFloat = format->isFloat;
    m_isAdpcm = format->isAdpcm;
    m_mostBytes = format->mostBytes;
    m_library = std::make_unique<Library>(*m_file);
    SF_VIRTUAL_IO io{&Library::length, &Library::seek, &Library::read, &Library::write, &Library::tell};
    SF_INFO info{};
    info.format = format->format;
    info.samplerate = spec.sampleRate;
    info.channels = spec.channels;
    m_library->handle = sf_open_virtual(&io, SFM_WRITE, &info, m_library.get());
    if (m_library->handle == nullptr)
        return failure("open sound file");
    if (format->endsAsWav &&
        sf_command(m_library->handle, SFC_RF64_AUTO_DOWNGRADE, nullptr, SF_TRUE) != SF_TRUE)
        return failure("open sound file");
    return setMetadata(spec.metadata);
}

Status SoundWriter::setMetadata(const Metadata& metadata)
{
    QStringList comments;
    for (const auto& [key, value] : metadata) {
        const Tag* tag = std::find_if(std::begin(kTags), std::end(kTags), [&name = key](const Tag& entry) {
            return name == QLatin1String(entry.key);
        });
        if (tag == std::end(kTags)) {
            // RIFF INFO has a fixed list of names; what is not in it travels in the comment.
            comments << QStringLiteral("%1=%2").arg(key, value);
        } else if (tag->id == SF_STR_COMMENT) {
            comments.prepend(value);
        } else if (sf_set_string(m_library->handle, tag->id, value.toUtf8().constData()) != 0) {
            return failure("set metadata");
        }
    }
    if (!comments.isEmpty() && sf_set_string(m_library->handle, SF_STR_COMMENT,
                                             comments.join(QStringLiteral("; ")).toUtf8().constData()) != 0)
        return failure("set metadata");
    return {};
}

// The system's own reason when the file said no, else the library's words.
Status SoundWriter::failure(const char* step) const
{
    if (m_file && m_file->error())
        return *m_file->error();
    return makeError(ErrorCode::EncoderRejected, QString::fromLatin1(step),
                     QStringLiteral("%1: %2").arg(m_path, QString::fromUtf8(sf_strerror(m_library->handle))));
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
    const auto channelCount = static_cast<std::size_t>(m_channels);
    if (samples.size() % channelCount != 0 || firstFrame != m_frames) {
        return makeError(ErrorCode::Internal, step,
                         QStringLiteral("%1 samples for frame %2 came in place of frame %3")
                             .arg(samples.size())
                             .arg(firstFrame)
                             .arg(m_frames));
    }
    while (!samples.empty()) {
        const std::size_t count = std::min(samples.size(), kBlockFrames * channelCount);
        if (m_mostBytes != 0 && m_file->end() + count * sizeof(float) > m_mostBytes) {
            return makeError(ErrorCode::FileTooLarge, step,
                             text("%1: this type of WAV ends at 4 GiB").arg(m_path));
        }
        REELOUT_TRY(writeBlock(samples.first(count)));
        samples = samples.subspan(count);
    }
    m_bytes.store(m_file->end(), std::memory_order_relaxed);
    return m_clock.now() - m_lastHeader >= kHeaderInterval ? updateHeader() : Status();
}

Status SoundWriter::writeBlock(std::span<const float> block)
{
    const auto count = static_cast<sf_count_t>(block.size());
    sf_count_t written = 0;
    if (m_bits != 0) {
        // The library's own conversion truncates, or wraps when it is too loud.
        m_integers.resize(block.size());
        samplesToTop32(block, m_bits, m_integers.data());
        written = sf_write_int(m_library->handle, m_integers.data(), count);
    } else {
        m_floats.resize(block.size());
        std::transform(block.begin(), block.end(), m_floats.begin(),
                       m_isFloat ? &finiteSample : &clippedSample);
        written = sf_write_float(m_library->handle, m_floats.data(), count);
    }
    if (written != count)
        return failure("write sound");
    m_frames += static_cast<std::int64_t>(block.size() / static_cast<std::size_t>(m_channels));
    return {};
}

Status SoundWriter::updateHeader()
{
    m_lastHeader = m_clock.now();
    sf_write_sync(m_library->handle);
    sf_command(m_library->handle, SFC_UPDATE_HEADER_NOW, nullptr, 0);
    // Neither call says whether the file took it.
    if (m_file->error())
        return *m_file->error();
    return m_file->reachedSafePoint();
}

// libsndfile 1.2 divides the frames of stereo ADPCM by the channels once too often (RIFF: "fact" holds the
// frames of the file).
Status SoundWriter::writeFactChunk()
{
    std::array<std::byte, 512> head{};
    const Result<std::size_t> count = m_file->file().readAt(0, head);
    if (!count)
        return count.error();
    static constexpr std::array kFact{std::byte('f'), std::byte('a'), std::byte('c'), std::byte('t'),
                                      std::byte(4),   std::byte(0),   std::byte(0),   std::byte(0)};
    const std::byte* end = head.data() + *count;
    const std::byte* begin = head.data();
    const auto* found = std::search(begin, end, kFact.begin(), kFact.end());
    if (end - found < 12)
        return {};
    std::array<std::byte, 4> frames{};
    for (std::size_t i = 0; i < frames.size(); ++i)
        frames[i] = static_cast<std::byte>((static_cast<std::uint64_t>(m_frames) >> (8 * i)) & 0xFF);
    return m_file->writeAt(static_cast<std::uint64_t>(found - begin) + kFact.size(), frames);
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
    const int closed = sf_close(std::exchange(m_library->handle, nullptr));
    if (m_isAdpcm)
        REELOUT_TRY(remember(writeFactChunk()));
    if (m_file->error()) {
        m_error = m_file->error();
        return rescue();
    }
    if (closed != 0) {
        m_error = makeError(ErrorCode::IoFailed, QStringLiteral("close sound file"),
                            QStringLiteral("%1: %2").arg(m_path, QString::fromUtf8(sf_error_number(closed))));
        return rescue();
    }
    REELOUT_TRY(remember(m_file->reachedSafePoint()));
    m_bytes.store(m_file->end(), std::memory_order_relaxed);
    REELOUT_TRY(remember(m_file->complete()));
    WrittenFile file;
    file.path = m_path;
    file.bytes = m_file->end();
    file.audioFrames = m_frames;
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
    const int closed = sf_close(std::exchange(m_library->handle, nullptr));
    completed = m_file->complete().hasValue() && completed && closed == 0 && !m_file->error();
    error.detail += completed ? text(". What was recorded until then plays.")
                              : text(". What was recorded until then may play.");
    return error;
}

} // namespace reelout
