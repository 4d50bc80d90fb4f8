// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "container/movie.h"

#include <optional>

namespace reelout {

/// What became of a fragment.
struct FragmentOutcome {
    std::uint64_t samples = 0; ///< taken
    std::uint64_t dropped = 0; ///< whose data were not all there
    std::uint64_t dataEnd = 0; ///< end of the last taken sample's data in the file
};

/// Adds the samples of a moof box to the movie's tracks (ISO/IEC 14496-12, 8.8). `moofOffset`: where the box
/// lies in the file. Samples that reach beyond `dataLimit` are left out, and all later ones of their track
/// with them. InvalidData for a damaged box; nothing is added then.
Result<FragmentOutcome> addFragment(Movie& movie, ByteSpan moof, std::uint64_t moofOffset,
                                    std::uint64_t dataLimit);

} // namespace reelout
