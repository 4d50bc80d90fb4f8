// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/v4l2/v4l2_device.h"

#include <QStringList>

namespace reelout {

/// The controls a device has, as DeviceInfo::controls names them.
QStringList v4l2Controls(const V4l2Device& device);

/// Sets what of them the device has. One that refuses is logged and left out.
void applyV4l2Controls(const V4l2Device& device, const CameraControls& controls);

} // namespace reelout
