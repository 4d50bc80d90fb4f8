// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/marker.h"
#include "base/result.h"
#include "media/picture.h"

#include <QStringList>

#include <cstdint>
#include <optional>
#include <span>

namespace reelout {

/// What a finished recording's file is.
struct WrittenFile {
    QString path; ///< the movie, sound file or first still
    std::uint64_t bytes = 0;
    std::int64_t frames = 0;      ///< pictures in the file
    std::int64_t audioFrames = 0; ///< sample frames in the file
    QStringList warnings;         ///< anything that changes the result ("still 17: disk full")
    std::optional<Error> error;   ///< what ended it before its time; what there is, is whole
};

/// Encoder, muxer and file of one recording, whatever its kind. Opened on the write thread, then used by it
/// alone; only bytesWritten() may be called from elsewhere. The destructor releases and never finishes: a
/// writer that is dropped leaves a file that repair can finish, or none when nothing was written.
class MediaWriter {
public:
    virtual ~MediaWriter() = default;

    /// The format and size writePicture() must get: the codec's own, after padding to its legal size.
    virtual PixelFormat pictureFormat() const = 0;
    virtual Size pictureSize() const = 0;
    virtual ColourSpec pictureColour() const = 0;

    /// Picture number `index`, counting up from 0; with Picture::layers where the spec names some. A repeated
    /// picture is the same PicturePtr again; writers may use that. A movie may leave numbers out: the picture
    /// before them stays on show (an encoder that was hopelessly behind).
    virtual Status writePicture(const PicturePtr& picture, std::int64_t index) = 0;
    /// True: repeatPicture() costs next to nothing, neither time nor bytes.
    virtual bool hasCheapRepeats() const { return false; }
    /// writePicture() of the very picture written last, for a recording that is behind: without anything done
    /// for its quality.
    virtual Status repeatPicture(const PicturePtr& picture, std::int64_t index);
    /// Interleaved samples, the channels of several tracks side by side; `firstFrame` counts sample frames
    /// from the start of the recording without a gap.
    virtual Status writeAudio(std::span<const float> samples, std::int64_t firstFrame) = 0;
    /// A place to be found again, at most where the recording has got to by now; its time counts from the
    /// start of the file. Formats without a place for it leave it out, and finish() warns.
    virtual Status addMarker(const Marker& marker);
    /// Drains the encoders, completes the file, syncs and closes it. Once. Until `deadline` frames still in
    /// the encoder are waited for, after it they are given up and the file is finished without them (a
    /// warning says so).
    virtual Result<WrittenFile> finish(Timestamp deadline) = 0;

    /// Bytes on their way to the disk so far. Any thread.
    virtual std::uint64_t bytesWritten() const = 0;
};

inline Status MediaWriter::repeatPicture(const PicturePtr& picture, std::int64_t index)
{
    return writePicture(picture, index);
}

inline Status MediaWriter::addMarker(const Marker&)
{
    return {};
}

} // namespace reelout
