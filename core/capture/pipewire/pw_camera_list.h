// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "capture/source.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace reelout {

/// A camera's node on the PipeWire server.
struct PwCameraNode {
    std::uint32_t id = 0; ///< on the server, until it goes
    QString name;         ///< the same each time
    QString label;
    QString devicePath; ///< "/dev/video0" where one is behind it; else empty
    std::vector<CameraMode> modes;
};

/// The cameras of this session's server, with what they offer. Unsupported when there is no PipeWire;
/// TimedOut when it does not answer. Any thread.
Result<std::vector<PwCameraNode>> listPwCameras(Duration patience);

/// Calls `changed`, on PipeWire's thread, whenever a camera came or went, also when a server that was not
/// there comes or goes. Null when it can't be watched.
std::unique_ptr<DeviceWatch> watchPwCameras(const std::function<void()>& changed);

} // namespace reelout
