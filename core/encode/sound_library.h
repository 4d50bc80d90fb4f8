// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/recording_file.h"
#include "encode/sound_format.h"

#include <sndfile.h>

#include <memory>

namespace reelout {

/// libsndfile's handle and its view of the file: every byte goes through the RecordingFile. Owned by the
/// writer's thread. Closes without saying how it went when it is dropped.
class SoundLibrary {
public:
    static Result<std::unique_ptr<SoundLibrary>> open(RecordingFile& file, const SoundFormat& format,
                                                      const SoundSpec& spec);
    ~SoundLibrary();
    SoundLibrary(const SoundLibrary&) = delete;
    SoundLibrary& operator=(const SoundLibrary&) = delete;

    SNDFILE* handle() const { return m_handle; }
    /// Writes what is still held back and the last header. The library's error number, 0 = none.
    int close();
    /// The system's own reason when the file said no, else the library's words.
    Error failure(const char* step) const;

private:
    explicit SoundLibrary(RecordingFile& file) : m_file(file) {}
    static SoundLibrary& of(void* self) { return *static_cast<SoundLibrary*>(self); }
    static sf_count_t length(void* self);
    static sf_count_t tell(void* self);
    static sf_count_t seek(sf_count_t offset, int whence, void* self);
    static sf_count_t read(void* buffer, sf_count_t count, void* self);
    static sf_count_t write(const void* buffer, sf_count_t count, void* self);

    RecordingFile& m_file;
    std::uint64_t m_position = 0;
    SNDFILE* m_handle = nullptr;
};

} // namespace reelout
