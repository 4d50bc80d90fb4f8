// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "record/sound_taker.h"

#include <vector>

namespace reelout {

/// What stands at the inputs at one moment, for a recording with Time Slice off: static clips whole, of
/// sources that pass the newest block. The channels lie side by side at `trackRate`; what is shorter than the
/// longest ends with silence. Samples of inputs that have that rate already are copied bit by bit.
Result<std::vector<float>> standingSound(const std::vector<SoundInput>& inputs, int trackRate,
                                         Timestamp instant);

} // namespace reelout
