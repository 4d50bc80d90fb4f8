// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/media_writer.h"
#include "files/file_namer.h"
#include "media/specs.h"

#include <memory>

namespace reelout {

enum class Overwrite { Never, Allowed };

/// What a writer wants handed over.
struct WriterFormat {
    PixelFormat format = PixelFormat::None;
    Size size; ///< padded
    ColourSpec colour;

    friend bool operator==(const WriterFormat&, const WriterFormat&) = default;
};

inline WriterFormat formatOf(const MediaWriter& writer)
{
    return {writer.pictureFormat(), writer.pictureSize(), writer.pictureColour()};
}

/// What the writer of openMovieWriter() is going to want, should it open: none for a hardware encoder that
/// another may stand in for, nor for a codec that there is not. Any thread.
std::optional<WriterFormat> movieWriterFormat(const MovieSpec& spec);
/// The same of openStillWriter().
WriterFormat stillWriterFormat(Size size, const StillSpec& spec);

/// Opens encoder, muxer and file of a movie; the container follows from the extension. Write thread. On
/// failure no file is left behind. `clock` says when it is time to put the file on the disk.
Result<std::unique_ptr<MediaWriter>> openMovieWriter(FileSystem& files, const QString& path,
                                                     const MovieSpec& spec, Overwrite overwrite,
                                                     Clock& clock = systemClock());

/// The same encoders with no file behind (Encode Test Mode).
Result<std::unique_ptr<MediaWriter>> openTestWriter(const MovieSpec& spec);

/// Writes each picture as a still: picture 0 to name.path, or for a sequence to sequencePath(name, index).
/// Each file appears under its name only when it is whole.
Result<std::unique_ptr<MediaWriter>> openStillWriter(FileSystem& files, const RecordingName& name,
                                                     int leadingZerosDigits, bool isSequence, Size size,
                                                     const StillSpec& spec, Overwrite overwrite);

/// An audio file.
Result<std::unique_ptr<MediaWriter>> openSoundWriter(FileSystem& files, const QString& path,
                                                     const SoundSpec& spec, Overwrite overwrite);

} // namespace reelout
