// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/camera/camera_source.h"

namespace reelout {

/// Cameras by Qt Multimedia, which has them on every system. Sources run on `clock`, which must outlive them.
/// Where the program was built without Qt Multimedia it says so when it is asked.
std::shared_ptr<CameraBackend> makeQtCameraBackend(Clock& clock, const CameraSource::Patience& patience);

} // namespace reelout
