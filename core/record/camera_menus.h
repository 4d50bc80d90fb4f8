// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operators/operator.h"
#include "record/device_lists.h"

#include <optional>

namespace reelout {

// What a camera operator's menus offer, from what is known of its device. Main thread.

/// Cameras, those that can't be opened with the reason.
std::vector<MenuItem> cameraItems(const std::vector<DeviceInfo>& cameras);

/// Inputs, formats, sizes or rates (providers::kCameraInputs …) of the operator's device; nothing for another
/// provider, empty while nothing is known of the device or of its input.
std::optional<std::vector<MenuItem>> cameraModeItems(const std::vector<DeviceInfo>& cameras,
                                                     const Operator& op, const QString& provider);

/// True when the operator's device has the control, or several inputs ("inputs"); also while nothing is known
/// of it.
bool hasCameraControl(const std::vector<DeviceInfo>& cameras, const Operator& op, const QString& control);

} // namespace reelout
