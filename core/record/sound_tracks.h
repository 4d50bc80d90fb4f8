// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/record_plan.h"
#include "record/sound_taker.h"

#include <vector>

namespace reelout {

/// The tracks that sound from these inputs becomes: one for all of a sound file or a mix, else one each with
/// its source's label as name. Empty for no inputs.
std::vector<AudioTrackSpec> soundTracksFor(const RecordPlan& plan, const std::vector<SoundInput>& inputs,
                                           int sampleRate);
/// True when several sources go into one track of a movie.
bool isMixed(const RecordPlan& plan, const std::vector<SoundInput>& inputs);

} // namespace reelout
