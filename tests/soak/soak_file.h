// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/writers.h"

#include <QString>

#include <functional>

namespace reelout::soak {

/// A kind of recording to try faults on: small, so that hundreds take seconds.
struct Kind {
    QString name;      ///< "H.264, AAC, .mp4"
    QString extension; ///< of its file
    MovieSpec movie;
    SoundSpec sound; ///< counts when isSound
    bool isSound = false;
};
std::vector<Kind> kinds();

Result<std::unique_ptr<MediaWriter>> open(const Kind& kind, FileSystem& files, const QString& path,
                                          Clock& clock);

/// Feeds `seconds` of picture and sound; `each` is called after each picture (for sound: each 30th of a
/// second) with its number. Stops at the first error.
Status feed(const Kind& kind, MediaWriter& writer, double seconds,
            const std::function<void(std::int64_t)>& each = {});

/// How much of a file can be read to its end without a complaint.
struct Playable {
    QString problem;      ///< empty when there is none
    double seconds = 0.0; ///< of the longest track
};
/// Finishes the file if it has to be and reads all of it back.
Playable finishedAndRead(const QString& path);

} // namespace reelout::soak
