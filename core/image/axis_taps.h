// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/picture_path.h"

#include <vector>

namespace reelout {

/// The weighted run of source samples that makes one target sample, along one axis.
struct AxisTaps {
    struct Run {
        int first = 0;
        int count = 0;
        std::size_t weight = 0; ///< index of the first weight
    };
    std::vector<Run> runs; ///< one per target sample
    std::vector<float> weights;

    const float* weightsOf(const Run& run) const { return weights.data() + run.weight; }
};

/// Sample centres are at i + 0.5 on both sides. Nearest: the sample the centre falls on. Linear: the two
/// around it. Mipmap: when shrinking, all samples the target sample covers, weighed by how much of them;
/// when growing, as linear. Both sizes at least 1.
AxisTaps makeAxisTaps(int sourceSize, int targetSize, Smoothness smoothness);

} // namespace reelout
