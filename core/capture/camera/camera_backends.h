// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/source.h"

namespace reelout {

/// Several back ends as one. A device that more than one offers is listed once, by the first that can open
/// it; each source is opened by the back end that lists it.
std::unique_ptr<CameraBackend> joinCameraBackends(std::vector<std::shared_ptr<CameraBackend>> backends);

/// What `found` lists of each back end, in their order, as one list.
std::vector<DeviceInfo> joinCameraLists(const std::vector<std::vector<DeviceInfo>>& found);

} // namespace reelout
