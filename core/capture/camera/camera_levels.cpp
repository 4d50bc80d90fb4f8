// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/camera/camera_levels.h"

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {

constexpr CameraLevelName kNames[] = {
    {CameraLevel::Gain, "gain"},         {CameraLevel::Brightness, "brightness"},
    {CameraLevel::Contrast, "contrast"}, {CameraLevel::Saturation, "saturation"},
    {CameraLevel::Hue, "hue"},           {CameraLevel::Sharpness, "sharpness"},
    {CameraLevel::Gamma, "gamma"},       {CameraLevel::Backlight, "backlight"},
    {CameraLevel::Zoom, "zoom"},         {CameraLevel::Pan, "pan"},
    {CameraLevel::Tilt, "tilt"},
};
static_assert(std::size(kNames) == kCameraLevels);

} // namespace

std::span<const CameraLevelName> cameraLevelNames()
{
    return kNames;
}

long long placeInRange(double level, long long least, long long usual, long long most, long long step)
{
    const double reach = static_cast<double>(level < 0.0 ? usual - least : most - usual);
    const long long wanted = usual + std::llround(std::clamp(level, -1.0, 1.0) * reach);
    const long long by = std::max(1LL, step);
    const long long steps = (wanted - least + by / 2) / by;
    return std::clamp(least + steps * by, least, most);
}

} // namespace reelout
