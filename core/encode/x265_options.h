// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/encoder_plan.h"

namespace reelout {

/// The settings as options for libx265. Pure. Efforts are x265's presets from ultrafast to medium; key frames
/// come exactly every keyFrameInterval frames and are closed groups, so a cut at one loses nothing. CRF is 44
/// at quality 0 and 18 at 1, linear between. The file's tag is `hvc1`, with the parameter sets in the sample
/// entry alone, which is what QuickTime wants (ISO/IEC 14496-15 §8.4.1).
EncoderPlan x265Plan(const EncoderRequest& request);

} // namespace reelout
