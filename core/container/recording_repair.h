// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "container/finisher.h"

namespace reelout {

/// Completes a recording that was left unfinished, or was cut anywhere, in place: MP4 and MOV, Matroska and
/// WebM, AVI, GIF, WAV, RF64, W64, AIFF, CAF, Ogg, FLAC, MP3, told apart by their first bytes. What can't be
/// read whole at the end is cut off, sizes, counts and indexes are made to fit the rest. Every step is on the
/// disk before the next one, so that a crash in between leaves a file that opens and can be repaired. A
/// complete file is left as it was, and so is one with nothing playable in it (InvalidData). PermissionDenied
/// while another program holds the file open for writing. Any thread; it may take as long as reading the
/// headers of all packets does. `markers` were noted of the recording while it was made; they become chapters
/// or cues where the format has a place for them.
Result<FinishReport> repairRecording(FileSystem& files, const QString& path,
                                     const std::vector<Marker>& markers = {});

/// What repairRecording() would say, without changing anything or asking for the right to. Of a complete
/// file, `samples` and `fragments` are 0 where counting them would mean reading it all.
Result<FinishReport> inspectRecording(FileSystem& files, const QString& path);

} // namespace reelout
