// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "container/box_writer.h"
#include "container/movie.h"

namespace reelout {

/// One row of an elst box.
struct Edit {
    std::uint64_t duration = 0;  ///< movie time scale
    std::int64_t mediaTime = -1; ///< media time scale; -1 = nothing is shown
    std::uint32_t rate = 0x10000;
};

/// The edits of a finished track. Made from those in its first header, whose last one was open-ended; a first
/// sample that is not at time 0 becomes a gap. Empty when the track plays from its start anyway.
std::vector<Edit> finalEdits(ByteSpan trak, const Track& track, std::uint32_t movieTimeScale);

void writeEdits(BoxWriter& writer, const std::vector<Edit>& edits);

/// What the track takes of the movie, in the movie's time scale.
std::uint64_t trackDuration(const std::vector<Edit>& edits, const Track& track, std::uint32_t movieTimeScale);

} // namespace reelout
