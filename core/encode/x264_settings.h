// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/video_encoder.h"

extern "C" {
#include <x264.h>
}

namespace reelout {

/// The options of x264Plan(), which are in libavcodec's words, as libx264 has them: the same stream bit by
/// bit. EncoderRejected for a value that libx264 does not take, Unsupported for a format it has no name for.
Result<x264_param_t> x264Settings(const VideoEncoderSpec& spec);

/// X264_CSP_…, or X264_CSP_NONE.
int x264ColourSpace(PixelFormat format);

} // namespace reelout
