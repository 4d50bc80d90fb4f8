// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/camera/camera_backends.h"
#include "capture/pipewire/pw_camera_backend.h"
#include "capture/v4l2/v4l2_backend.h"

namespace reelout {

// The kernel's own way first: it has the controls, and true times of every picture.
std::unique_ptr<CameraBackend> makeCameraBackend()
{
    return joinCameraBackends(
        {makeV4l2Backend(systemVideoKernel(), systemClock()), makePwCameraBackend(systemClock(), {})});
}

} // namespace reelout
