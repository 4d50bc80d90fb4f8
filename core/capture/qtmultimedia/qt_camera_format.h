// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/camera/camera_format.h"
#include "media/camera.h"

#include <QCameraDevice>
#include <QVideoFrame>

#include <optional>
#include <vector>

namespace reelout {

// Cameras in the terms of Qt Multimedia.

/// All of a device's formats that can be read here. A format with a range of rates has the usual ones in it.
std::vector<CameraMode> qtCameraModes(const QCameraDevice& device);
/// The device's format that has the mode; null format when there is none.
QCameraFormat qtCameraFormat(const QCameraDevice& device, const CameraMode& mode);

/// A frame in our memory, its colour set; the time is the caller's. Unsupported for layouts that can't be
/// read, InvalidData for one that can't be mapped.
Result<std::shared_ptr<Picture>> qtCameraPicture(QVideoFrame frame, PicturePool& pool);

} // namespace reelout
