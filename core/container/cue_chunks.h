// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/marker.h"
#include "container/repair_plan.h"

#include <vector>

namespace reelout {

/// What adds markers to a complete WAV or RF64 ("cue " and "adtl" chunks) or AIFF file ("MARK"), step by step
/// as in a RepairPlan: each is on the disk before the next. Empty where the type has no place for them, or
/// without markers. Only looks.
Result<std::vector<Patch>> cuePatches(OutputFile& file, const std::vector<Marker>& markers);

} // namespace reelout
