// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/camera/camera_backends.h"
#include "capture/qtmultimedia/qt_camera_backend.h"

namespace reelout {

std::unique_ptr<CameraBackend> makeCameraBackend()
{
    return joinCameraBackends({makeQtCameraBackend(systemClock(), {})});
}

} // namespace reelout
