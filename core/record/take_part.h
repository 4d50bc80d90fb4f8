// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/marker.h"
#include "encode/media_writer.h"

#include <memory>
#include <vector>

namespace reelout {

/// A file of a take that is being written: its writer and which pictures and samples of the take belong to
/// it.
struct TakePart {
    static constexpr std::int64_t kOpen = -1;

    int number = 0; ///< from 0
    QString path;
    std::unique_ptr<MediaWriter> writer;
    std::int64_t firstFrame = 0;
    std::int64_t firstSample = 0;
    std::int64_t endFrame = kOpen;  ///< one past the last; kOpen = still growing
    std::int64_t endSample = kOpen; ///< the same of the sound
    std::int64_t nextFrame = 0;     ///< number in the take of the next picture
    PicturePtr lastPicture;
    std::vector<Marker> markers; ///< in the file's time
};

/// What became of one.
struct FinishedPart {
    int number = 0;
    Result<WrittenFile> file = makeError(ErrorCode::Internal, QString(), QString());
    QString path;
    Duration begin{};    ///< in the take
    Duration duration{}; ///< zero = as long as the take goes on
    std::vector<Marker> markers;
};

} // namespace reelout
