// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/avio_file.h"

#include "base/log.h"
#include "ffmpeg/av_error.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>

namespace reelout {

namespace {

// One write call for most fragments.
constexpr int kBufferBytes = 256 * 1024;

// libavformat only hands the number on; the Error itself stays in the RecordingFile.
int numberFor(ErrorCode code)
{
    switch (code) {
    case ErrorCode::DiskFull:
        return AVERROR(ENOSPC);
    case ErrorCode::FileTooLarge:
        return AVERROR(EFBIG);
    default:
        return AVERROR(EIO);
    }
}

} // namespace

Result<std::unique_ptr<AvioFile>> AvioFile::create(RecordingFile& file, FragmentCollector* collector)
{
    const Error noMemory = outOfMemory(QStringLiteral("open file"));
    std::unique_ptr<AvioFile> self(new AvioFile(file, collector));
    auto* buffer = static_cast<unsigned char*>(av_malloc(kBufferBytes));
    if (buffer == nullptr)
        return noMemory;
    self->m_io.reset(avio_alloc_context(buffer, kBufferBytes, 1, self.get(), &AvioFile::read,
                                        &AvioFile::write, &AvioFile::seek));
    if (!self->m_io) {
        av_free(buffer);
        return noMemory;
    }
    self->m_io->seekable = AVIO_SEEKABLE_NORMAL;
    return self;
}

Status AvioFile::flush()
{
    avio_flush(m_io.get());
    if (m_file.error())
        return *m_file.error();
    if (m_io->error < 0)
        return avError(m_io->error, QStringLiteral("write file"), m_file.path(), ErrorCode::IoFailed);
    return {};
}

int AvioFile::read(void* self, std::uint8_t* buffer, int size)
{
    auto& file = *static_cast<AvioFile*>(self);
    const Result<std::size_t> count = file.m_file.file().readAt(
        file.filePosition(), std::as_writable_bytes(std::span(buffer, static_cast<std::size_t>(size))));
    if (!count)
        return numberFor(count.error().code);
    if (*count == 0)
        return AVERROR_EOF;
    file.m_position += *count;
    return static_cast<int>(*count);
}

#if REELOUT_AV_CONST_WRITE_CALLBACK
int AvioFile::write(void* self, const std::uint8_t* buffer, int size)
#else
int AvioFile::write(void* self, std::uint8_t* buffer, int size)
#endif
{
    auto& file = *static_cast<AvioFile*>(self);
    const auto bytes = std::as_bytes(std::span<const std::uint8_t>(buffer, static_cast<std::size_t>(size)));
    if (file.m_isHolding)
        return file.hold(bytes);
    if (const Status written = file.writeThrough(file.filePosition(), bytes); !written)
        return numberFor(written.error().code);
    file.m_position += bytes.size();
    return size;
}

Status AvioFile::writeThrough(std::uint64_t position, std::span<const std::byte> bytes)
{
    REELOUT_TRY(m_file.writeAt(position, bytes));
    if (m_collector == nullptr || !m_collected)
        return {};
    if (const Status fed = m_collector->feed(position, bytes); !fed) {
        // The media are safe all the same: finishing then reads the file back instead.
        logWarning(QStringLiteral("encode"),
                   QStringLiteral("The index is not kept while writing: %1").arg(fed.error().detail));
        m_collected = false;
    }
    return {};
}

int AvioFile::hold(std::span<const std::byte> bytes)
{
    const std::size_t from = static_cast<std::size_t>(m_position);
    if (m_held.size() < from + bytes.size())
        m_held.resize(from + bytes.size());
    std::copy(bytes.begin(), bytes.end(), m_held.begin() + static_cast<std::ptrdiff_t>(from));
    m_position += bytes.size();
    return static_cast<int>(bytes.size());
}

std::span<const std::byte> AvioFile::heldHeader()
{
    avio_flush(m_io.get());
    return m_held;
}

Status AvioFile::releaseHeader(std::span<const std::byte> header)
{
    m_growth = header.size() - m_held.size();
    m_isHolding = false;
    REELOUT_TRY(writeThrough(0, header));
    m_held = {};
    return {};
}

std::uint64_t AvioFile::muxerEnd() const
{
    return m_isHolding ? m_held.size() : m_file.end() - m_growth;
}

std::int64_t AvioFile::seek(void* self, std::int64_t offset, int whence)
{
    auto& file = *static_cast<AvioFile*>(self);
    std::int64_t base = 0;
    switch (whence & ~AVSEEK_FORCE) {
    case AVSEEK_SIZE:
        return static_cast<std::int64_t>(file.muxerEnd());
    case SEEK_SET:
        break;
    case SEEK_CUR:
        base = static_cast<std::int64_t>(file.m_position);
        break;
    case SEEK_END:
        base = static_cast<std::int64_t>(file.muxerEnd());
        break;
    default:
        return AVERROR(EINVAL);
    }
    if (base + offset < 0)
        return AVERROR(EINVAL);
    file.m_position = static_cast<std::uint64_t>(base + offset);
    return base + offset;
}

} // namespace reelout
