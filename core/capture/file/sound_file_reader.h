// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "media/audio_hub.h"
#include "media/playhead.h"

#include <memory>
#include <vector>

namespace reelout {

/// The first sound of a file, decoded from its beginning to its end: all that FFmpeg reads, movies too. At
/// the file's own rate and channels; PCM of up to 24 bits comes out exact. One thread.
class SoundFileReader {
public:
    enum class Zero {
        FirstSample,
        FirstPicture, ///< of the same file: what sounds before it is left out, what begins later is silent
                      ///< first
    };

    /// NotFound, PermissionDenied, InvalidData; Unsupported when there is no sound in it.
    static Result<std::unique_ptr<SoundFileReader>> open(const QString& path, Zero zero = Zero::FirstSample);
    ~SoundFileReader();
    SoundFileReader(const SoundFileReader&) = delete;
    SoundFileReader& operator=(const SoundFileReader&) = delete;

    const AudioFormat& format() const { return m_format; }
    /// Adds at least `frames` more frames to `out`; fewer only at the end of the file.
    Status read(std::size_t frames, std::vector<float>& out);
    /// The next frame read is number `frame`, counted from zero. Exact where the container's times are; near
    /// the beginning, and where its index leads astray, the file is read from there.
    Status seek(std::int64_t frame);
    /// What the file says of its length and of its pictures; zero = nothing.
    FileTimeline timeline() const;

private:
    struct Library;
    SoundFileReader(std::unique_ptr<Library> library, AudioFormat format);
    Result<bool> decode(std::vector<float>& out);
    Status skip(std::int64_t frames);
    Status placeZero();

    std::unique_ptr<Library> m_library;
    AudioFormat m_format;
    std::int64_t m_lead = 0;       ///< frames of silence before the file's first one; negative: left out
    std::int64_t m_silence = 0;    ///< of it, still to come
    std::vector<float> m_leftOver; ///< decoded in passing
};

} // namespace reelout
