// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/camera/camera_source.h"
#include "capture/v4l2/video_kernel.h"

namespace reelout {

/// The cameras and capture cards that the kernel's Video4Linux offers. Sources run on `clock`, which must
/// outlive them.
std::unique_ptr<CameraBackend> makeV4l2Backend(std::shared_ptr<VideoKernel> kernel, Clock& clock,
                                               const CameraSource::Patience& patience = {});

} // namespace reelout
