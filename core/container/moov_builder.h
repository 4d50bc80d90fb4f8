// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "container/chapter_track.h"
#include "container/movie.h"

namespace reelout {

struct BuiltMoov {
    std::vector<std::byte> bytes;
    Duration duration{}; ///< of the longest track, edits applied
    int tracks = 0;      ///< those with samples; the others are left out
    /// A "free" box of chapter texts that goes before the moov; empty without chapters.
    std::vector<std::byte> texts;
    std::size_t textOffset = 0; ///< of the 8 bytes in `bytes` where the place of the texts' box is put
};

/// The moov box of an ordinary file: the found one with complete tables, real durations and edit lists, and
/// without mvex. `fileSize` bounds tables no sample of which costs a byte. InvalidData when no track has
/// samples. Markers become chapters.
Result<BuiltMoov> buildMoov(const Movie& movie, std::uint64_t fileSize,
                            const std::vector<Marker>& markers = {});

} // namespace reelout
