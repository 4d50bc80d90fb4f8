// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/encoder_plan.h"

namespace reelout {

/// Most frames x264 may hold back, whatever the settings and the machine: one second at 30 frames a second.
/// They are lost when the program is killed.
inline constexpr int kMostDelayedFrames = 30;

/// x264's CRF of a quality 0..1: 40 at 0, 14 at 1, linear between.
double crfOfQuality(double quality);

/// The settings as options for libx264 or libx264rgb. Pure.
///
/// Presets (1080p, per frame on one core of 2020): none = ultrafast; fast = the same with the loop filter,
/// adaptive quantisation and the 8x8 transform, a fifth smaller at a fifth more time; balanced = superfast,
/// a third smaller at twice the time, which two cores hold at 1080p60; high = veryfast; ultrahigh = fast.
/// The HQ rate modes take the next slower one. lossless is superfast at QP 0.
///
/// Key frames come exactly every keyFrameInterval frames: scene-cut detection is off. Lookahead, frame
/// threads and B-frames together stay below kMostDelayedFrames; up to `balanced` there is no lookahead.
/// Without lookahead and B-frames nothing at all is held back: the threads share each picture by slices in
/// place of taking one picture each, unless the slices are the user's.
EncoderPlan x264Plan(const EncoderRequest& request);

} // namespace reelout
