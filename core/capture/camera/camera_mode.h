// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "media/camera.h"

#include <vector>

namespace reelout {

/// The mode of `offered` that `spec` means: what it names exactly, and of that the best: 24 pictures a second
/// or more before fewer, then the largest size, the highest rate up to 60, and of formats the one that was
/// not compressed and has the most colour. Unsupported, with what the device has instead, when there is none.
Result<CameraMode> chooseCameraMode(const std::vector<CameraMode>& offered, const CameraSpec& spec,
                                    const QString& device);

// How modes are written.
QString cameraSizeToken(Size size);                   ///< "1920x1080"
std::optional<Size> cameraSize(const QString& token); ///< nothing for any other text
QString cameraSizeLabel(Size size);                   ///< "1920 × 1080"
QString cameraRateLabel(const FrameRate& rate);       ///< "29.97 fps"

/// For devices that offer ranges in place of lists: sizes and rates people know that lie inside.
std::vector<Size> usualCameraSizes(Size smallest, Size largest, Size step);
std::vector<FrameRate> usualCameraRates(const FrameRate& slowest, const FrameRate& fastest);

} // namespace reelout
