// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "container/finisher.h"
#include "container/movie.h"

#include <optional>

namespace reelout {

/// How a file ends.
enum class FileEnd {
    Clean,     ///< with a complete box
    TornBox,   ///< with a box, not of media, that goes on beyond the end, or with something that is no box
    TornMedia, ///< with an mdat that goes on beyond the end
    OldIndex,  ///< with a second moov, whole or torn: an earlier finish that did not get to the switch
};

/// What a walk over the boxes of a file finds. Media are skipped, never read; memory is a movie header, one
/// fragment's header and the sample tables.
struct TopLevel {
    bool hasMoov = false;
    bool isOrdinary = false; ///< its moov announces no fragments and none were found
    Movie movie;             ///< with the samples of all fragments; not read for ordinary files
    std::uint64_t fileSize = 0;
    FileEnd end = FileEnd::Clean;
    std::uint64_t endStart = 0; ///< where the last, torn or second thing begins; the file's size when clean
    BoxHeader endHeader;        ///< of TornMedia
    std::uint64_t usedEnd = 0;  ///< end of the last byte that belongs to a kept sample or a complete box
};

/// InvalidData when the movie header is damaged, IoFailed and such from the disk.
Result<TopLevel> readTopLevel(OutputFile& file);

/// InvalidData, with the reason, when what was found can't be finished and is not complete either.
Status checkRepairable(const TopLevel& found, const QString& path);

} // namespace reelout
