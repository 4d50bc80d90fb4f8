// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "media/audio_hub.h"

#include <memory>
#include <vector>

namespace reelout {

/// The first sound of a file, decoded from its beginning to its end: all that FFmpeg reads, movies too. At
/// the file's own rate and channels; PCM of up to 24 bits comes out exact. One thread.
class SoundFileReader {
public:
    /// NotFound, PermissionDenied, InvalidData; Unsupported when there is no sound in it.
    static Result<std::unique_ptr<SoundFileReader>> open(const QString& path);
    ~SoundFileReader();
    SoundFileReader(const SoundFileReader&) = delete;
    SoundFileReader& operator=(const SoundFileReader&) = delete;

    const AudioFormat& format() const { return m_format; }
    /// Adds at least `frames` more frames to `out`; fewer only at the end of the file.
    Status read(std::size_t frames, std::vector<float>& out);

private:
    struct Library;
    SoundFileReader(std::unique_ptr<Library> library, AudioFormat format);

    std::unique_ptr<Library> m_library;
    AudioFormat m_format;
};

} // namespace reelout
