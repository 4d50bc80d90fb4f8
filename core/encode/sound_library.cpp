// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/sound_library.h"

#include "encode/sound_rate.h"

#include <utility>

namespace reelout {

Result<std::unique_ptr<SoundLibrary>> SoundLibrary::open(RecordingFile& file, const SoundFormat& format,
                                                         const SoundSpec& spec)
{
    std::unique_ptr<SoundLibrary> library(new SoundLibrary(file));
    SF_VIRTUAL_IO io{&length, &seek, &read, &write, &tell};
    SF_INFO info{};
    info.format = format.format;
    info.samplerate = spec.sampleRate;
    info.channels = spec.channels;
    library->m_handle = sf_open_virtual(&io, SFM_WRITE, &info, library.get());
    if (library->m_handle == nullptr)
        return library->failure("open sound file");
    if (format.endsAsWav &&
        sf_command(library->m_handle, SFC_RF64_AUTO_DOWNGRADE, nullptr, SF_TRUE) != SF_TRUE)
        return library->failure("open sound file");
    if (!setSoundBitRate(library->m_handle, format.format, spec))
        return library->failure("set bit rate");
    return library;
}

SoundLibrary::~SoundLibrary()
{
    close();
}

int SoundLibrary::close()
{
    SNDFILE* handle = std::exchange(m_handle, nullptr);
    return handle == nullptr ? 0 : sf_close(handle);
}

Error SoundLibrary::failure(const char* step) const
{
    if (m_file.error())
        return *m_file.error();
    return makeError(ErrorCode::EncoderRejected, QString::fromLatin1(step),
                     QStringLiteral("%1: %2").arg(m_file.path(), QString::fromUtf8(sf_strerror(m_handle))));
}

sf_count_t SoundLibrary::length(void* self)
{
    return static_cast<sf_count_t>(of(self).m_file.end());
}

sf_count_t SoundLibrary::tell(void* self)
{
    return static_cast<sf_count_t>(of(self).m_position);
}

sf_count_t SoundLibrary::seek(sf_count_t offset, int whence, void* self)
{
    const sf_count_t base = whence == SEEK_CUR   ? tell(self)
                            : whence == SEEK_END ? length(self)
                                                 : sf_count_t(0);
    if (base + offset < 0)
        return -1;
    of(self).m_position = static_cast<std::uint64_t>(base + offset);
    return base + offset;
}

sf_count_t SoundLibrary::read(void* buffer, sf_count_t count, void* self)
{
    SoundLibrary& library = of(self);
    const Result<std::size_t> got = library.m_file.file().readAt(
        library.m_position, std::span(static_cast<std::byte*>(buffer), static_cast<std::size_t>(count)));
    if (!got)
        return 0;
    library.m_position += *got;
    return static_cast<sf_count_t>(*got);
}

sf_count_t SoundLibrary::write(const void* buffer, sf_count_t count, void* self)
{
    SoundLibrary& library = of(self);
    const std::span bytes(static_cast<const std::byte*>(buffer), static_cast<std::size_t>(count));
    if (!library.m_file.writeAt(library.m_position, bytes))
        return 0;
    library.m_position += bytes.size();
    return count;
}

} // namespace reelout
