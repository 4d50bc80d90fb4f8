// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ffmpeg/av_ptr.h"

namespace reelout {

// Why a media file can't be read, in words that say what to do about it. Any thread.

/// NotFound, PermissionDenied, InvalidData for what no library needs to be asked about: a missing file, a
/// folder, an empty file, one that isn't ours to read.
Status checkReadable(const QString& path, const QString& step);

/// The library's error with what a look at the file's first bytes adds: a movie whose index is missing was
/// never finished, a text or a web page is no media file.
Error explained(Error error, const QString& path);

/// Unsupported: what the file is compressed with, which no decoder here reads.
Error noDecoder(const AVFormatContext& input, AVMediaType type, const QString& path, const QString& step);

} // namespace reelout
