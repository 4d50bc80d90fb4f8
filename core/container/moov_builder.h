// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "container/movie.h"

namespace reelout {

struct BuiltMoov {
    std::vector<std::byte> bytes;
    Duration duration{}; ///< of the longest track, edits applied
    int tracks = 0;      ///< those with samples; the others are left out
};

/// The moov box of an ordinary file: the found one with complete tables, real durations and edit lists, and
/// without mvex. `fileSize` bounds tables no sample of which costs a byte. InvalidData when no track has
/// samples.
Result<BuiltMoov> buildMoov(const Movie& movie, std::uint64_t fileSize);

} // namespace reelout
