// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace reelout {

/// When a take goes on in another file by itself; 0 = never. Each file begins the count anew.
struct SplitLimits {
    std::int64_t frames = 0; ///< pictures
    double seconds = 0.0;    ///< of a sound file, which is cut at samples
    std::uint64_t bytes = 0; ///< no file grows beyond, as far as can be foreseen
};

} // namespace reelout
