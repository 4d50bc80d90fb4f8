// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/encoder_plan.h"

namespace reelout {

// The codecs whose every frame stands alone (Animation excepted, which belongs with them all the same). Pure.

/// FFmpeg's quantiser scale of a quality 0..1, in its units of 1/118: 31 at 0, 1 at 1, linear between.
int lambdaOfQuality(double quality);

/// Motion JPEG with optimal Huffman tables.
EncoderPlan motionJpegPlan(const EncoderRequest& request);

/// QuickTime Animation: lossless, a key frame each second.
EncoderPlan animationPlan(const EncoderRequest& request);

/// CineForm: the type chooses among its thirteen qualities (Film 1 to 3+, High, Medium, Low), Quality within.
EncoderPlan cineformPlan(const EncoderRequest& request);

/// Apple ProRes. Quality 0.9 is the type's nominal rate, 0 a quarter of it, 1 half as much again. Slices are
/// eight macroblocks wide; Frame Slicing makes them 4 (up to 16 slices asked for), 2 (up to 32) or 1.
EncoderPlan proResPlan(const EncoderRequest& request);

/// Avid DNxHR at the rate of its type.
EncoderPlan dnxhrPlan(const EncoderRequest& request);

/// FFV1 version 3 with checksums, every frame a key frame. It knows certain numbers of slices only: the next
/// one up is taken; four without Frame Slicing.
EncoderPlan ffv1Plan(const EncoderRequest& request);

/// The Hap family: threads only, the rest is read from the movie's settings (encode/hap_video_encoder.h).
EncoderPlan hapPlan(const EncoderRequest& request);

} // namespace reelout
