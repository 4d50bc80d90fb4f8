// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/encoder_plan.h"

namespace reelout {

/// The settings as options for FFmpeg's encoder of MPEG-4 Part 2. Pure. Quality is the quantiser, 31 at 0 and
/// 1 at 1. Motion vectors go to half pixels; `quarter` is its quarter-pel tool.
/// AVI has no place for the times of reordered frames: no B-frames there.
EncoderPlan mpeg4Plan(const EncoderRequest& request);

} // namespace reelout
