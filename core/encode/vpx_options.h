// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/encoder_plan.h"

namespace reelout {

/// The settings as options for libvpx's VP8 in its real-time mode. Quality is a fixed quantiser, 63 at 0 and
/// 4 at 1, linear between; libvpx has no other constant quality for VP8. Pure.
EncoderPlan vp8Plan(const EncoderRequest& request);

/// The settings as options for libvpx's VP9 in its real-time mode, without lookahead. CRF as for AV1. Pure.
EncoderPlan vp9Plan(const EncoderRequest& request);

} // namespace reelout
