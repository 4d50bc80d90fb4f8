// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/v4l2/v4l2_device.h"
#include "capture/v4l2/v4l2_format.h"

namespace reelout {

/// Sets the device to a mode it lists. Whole pictures where it has them, else both fields of one in one
/// memory, else what it has. Unsupported when it lists what it does not take.
Result<V4l2Picture> setV4l2Format(const V4l2Device& device, const CameraMode& mode);

/// Sets `rate`, and gives what the device makes of it: it may have no choice.
Result<FrameRate> setV4l2Rate(const V4l2Device& device, const FrameRate& rate);

} // namespace reelout
