// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/camera.h"

#include <span>

namespace reelout {

/// A control's name in DeviceInfo::controls; that of its parameter, too.
struct CameraLevelName {
    CameraLevel level = CameraLevel::Gain;
    const char* name = "";
};
std::span<const CameraLevelName> cameraLevelNames();

// Those that are not levels: each is there when its value can be set, those that begin with "auto" when the
// device can do it by itself.
inline constexpr const char* kExposureControl = "exposure";
inline constexpr const char* kAutoExposureControl = "autoexposure";
inline constexpr const char* kFocusControl = "focus";
inline constexpr const char* kAutoFocusControl = "autofocus";
inline constexpr const char* kWhiteBalanceControl = "whitebalance";
inline constexpr const char* kAutoWhiteBalanceControl = "autowhitebalance";
inline constexpr const char* kFlickerControl = "flicker";

/// -1..1 as a value of a control that goes from `least` to `most` in steps, its default at 0.
long long placeInRange(double level, long long least, long long usual, long long most, long long step);

} // namespace reelout
