// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/encoder_plan.h"

namespace reelout {

/// The settings as options for libsvtav1 1.4. Pure. Presets 12, 11, 10, 9, 8, 7 by effort; quantiser 63 at
/// quality 0 and 15 at 1. It can't hold a constant rate: check() refuses that.
EncoderPlan svtAv1Plan(const EncoderRequest& request);

/// The settings as options for libaom, in its real-time mode (cpu-used 8 down to 5 by effort), or in its good
/// one for lossless movies. CRF as for SVT-AV1. Pure.
EncoderPlan aomPlan(const EncoderRequest& request);

/// AV1's and VP9's quantiser of a quality 0..1: 63 at 0, 15 at 1, linear between.
int av1Crf(double quality);

} // namespace reelout
