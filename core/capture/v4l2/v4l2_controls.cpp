// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/v4l2/v4l2_controls.h"

#include "base/log.h"
#include "capture/camera/camera_levels.h"

#include <cmath>
#include <optional>

#include <linux/v4l2-controls.h>
#include <linux/videodev2.h>

namespace reelout {

namespace {

struct LevelId {
    CameraLevel level;
    std::uint32_t id;
};
constexpr LevelId kLevels[] = {
    {CameraLevel::Gain, V4L2_CID_GAIN},
    {CameraLevel::Brightness, V4L2_CID_BRIGHTNESS},
    {CameraLevel::Contrast, V4L2_CID_CONTRAST},
    {CameraLevel::Saturation, V4L2_CID_SATURATION},
    {CameraLevel::Hue, V4L2_CID_HUE},
    {CameraLevel::Sharpness, V4L2_CID_SHARPNESS},
    {CameraLevel::Gamma, V4L2_CID_GAMMA},
    {CameraLevel::Backlight, V4L2_CID_BACKLIGHT_COMPENSATION},
    {CameraLevel::Zoom, V4L2_CID_ZOOM_ABSOLUTE},
    {CameraLevel::Pan, V4L2_CID_PAN_ABSOLUTE},
    {CameraLevel::Tilt, V4L2_CID_TILT_ABSOLUTE},
};

std::optional<v4l2_queryctrl> query(const V4l2Device& device, std::uint32_t id)
{
    v4l2_queryctrl facts{};
    facts.id = id;
    constexpr std::uint32_t kUseless = V4L2_CTRL_FLAG_DISABLED | V4L2_CTRL_FLAG_READ_ONLY;
    if (device.control(VIDIOC_QUERYCTRL, &facts) < 0 || (facts.flags & kUseless) != 0)
        return std::nullopt;
    return facts;
}

bool hasEntry(const V4l2Device& device, std::uint32_t id, int index)
{
    v4l2_querymenu entry{};
    entry.id = id;
    entry.index = static_cast<std::uint32_t>(index);
    return device.control(VIDIOC_QUERYMENU, &entry) == 0;
}

void write(const V4l2Device& device, std::uint32_t id, long long value)
{
    v4l2_control control{};
    control.id = id;
    control.value = static_cast<std::int32_t>(value);
    if (const int result = device.control(VIDIOC_S_CTRL, &control); result < 0)
        logInfo(QStringLiteral("camera"), device.failure(result, {}).detail);
}

void writeToggle(const V4l2Device& device, std::uint32_t id, bool isOn)
{
    if (query(device, id))
        write(device, id, isOn ? 1 : 0);
}

// Cameras differ in which of the automatic entries they have: UVC ones mostly "aperture priority".
std::optional<int> automaticExposure(const V4l2Device& device)
{
    if (!query(device, V4L2_CID_EXPOSURE_AUTO))
        return std::nullopt;
    for (const int entry : {int(V4L2_EXPOSURE_AUTO), int(V4L2_EXPOSURE_APERTURE_PRIORITY)}) {
        if (hasEntry(device, V4L2_CID_EXPOSURE_AUTO, entry))
            return entry;
    }
    return std::nullopt;
}

void applyExposure(const V4l2Device& device, const CameraControls& controls)
{
    constexpr double kUnitsPerMillisecond = 10.0;
    const std::optional<int> automatic = automaticExposure(device);
    if (controls.autoExposure) {
        if (automatic)
            write(device, V4L2_CID_EXPOSURE_AUTO, *automatic);
        return;
    }
    if (query(device, V4L2_CID_EXPOSURE_AUTO))
        write(device, V4L2_CID_EXPOSURE_AUTO,
              hasEntry(device, V4L2_CID_EXPOSURE_AUTO, V4L2_EXPOSURE_MANUAL)
                  ? V4L2_EXPOSURE_MANUAL
                  : V4L2_EXPOSURE_SHUTTER_PRIORITY);
    if (const auto facts = query(device, V4L2_CID_EXPOSURE_ABSOLUTE))
        write(device, V4L2_CID_EXPOSURE_ABSOLUTE,
              std::clamp<long long>(std::llround(controls.exposure * kUnitsPerMillisecond), facts->minimum,
                                    facts->maximum));
}

void applyFocus(const V4l2Device& device, const CameraControls& controls)
{
    writeToggle(device, V4L2_CID_FOCUS_AUTO, controls.autoFocus);
    const auto facts = query(device, V4L2_CID_FOCUS_ABSOLUTE);
    if (!controls.autoFocus && facts)
        write(device, V4L2_CID_FOCUS_ABSOLUTE,
              placeInRange(controls.focus, facts->minimum, facts->minimum, facts->maximum, facts->step));
}

void applyWhiteBalance(const V4l2Device& device, const CameraControls& controls)
{
    writeToggle(device, V4L2_CID_AUTO_WHITE_BALANCE, controls.autoWhiteBalance);
    const auto facts = query(device, V4L2_CID_WHITE_BALANCE_TEMPERATURE);
    if (!controls.autoWhiteBalance && facts)
        write(device, V4L2_CID_WHITE_BALANCE_TEMPERATURE,
              std::clamp<long long>(std::llround(controls.whiteBalance), facts->minimum, facts->maximum));
}

void applyFlicker(const V4l2Device& device, CameraControls::Flicker flicker)
{
    if (!query(device, V4L2_CID_POWER_LINE_FREQUENCY))
        return;
    using Flicker = CameraControls::Flicker;
    const int wanted = flicker == Flicker::Off    ? V4L2_CID_POWER_LINE_FREQUENCY_DISABLED
                       : flicker == Flicker::Hz50 ? V4L2_CID_POWER_LINE_FREQUENCY_50HZ
                       : flicker == Flicker::Hz60 ? V4L2_CID_POWER_LINE_FREQUENCY_60HZ
                                                  : V4L2_CID_POWER_LINE_FREQUENCY_AUTO;
    if (hasEntry(device, V4L2_CID_POWER_LINE_FREQUENCY, wanted))
        write(device, V4L2_CID_POWER_LINE_FREQUENCY, wanted);
}

} // namespace

QStringList v4l2Controls(const V4l2Device& device)
{
    QStringList names;
    const auto add = [&](bool isThere, const char* name) {
        if (isThere)
            names << QString::fromLatin1(name);
    };
    add(query(device, V4L2_CID_EXPOSURE_ABSOLUTE).has_value(), kExposureControl);
    add(automaticExposure(device).has_value(), kAutoExposureControl);
    add(query(device, V4L2_CID_FOCUS_ABSOLUTE).has_value(), kFocusControl);
    add(query(device, V4L2_CID_FOCUS_AUTO).has_value(), kAutoFocusControl);
    add(query(device, V4L2_CID_WHITE_BALANCE_TEMPERATURE).has_value(), kWhiteBalanceControl);
    add(query(device, V4L2_CID_AUTO_WHITE_BALANCE).has_value(), kAutoWhiteBalanceControl);
    add(query(device, V4L2_CID_POWER_LINE_FREQUENCY).has_value(), kFlickerControl);
    for (const CameraLevelName& each : cameraLevelNames()) {
        for (const LevelId& own : kLevels)
            add(own.level == each.level && query(device, own.id), each.name);
    }
    return names;
}

// What is automatic goes first: a value that the device sets by itself can't be written.
void applyV4l2Controls(const V4l2Device& device, const CameraControls& controls)
{
    if (!controls.isSet)
        return;
    applyExposure(device, controls);
    applyFocus(device, controls);
    applyWhiteBalance(device, controls);
    applyFlicker(device, controls.flicker);
    writeToggle(device, V4L2_CID_AUTOGAIN, controls.level(CameraLevel::Gain) == 0.0);
    for (const LevelId& each : kLevels) {
        const auto facts = query(device, each.id);
        if (facts && (facts->flags & V4L2_CTRL_FLAG_INACTIVE) == 0)
            write(device, each.id,
                  placeInRange(controls.level(each.level), facts->minimum, facts->default_value,
                               facts->maximum, facts->step));
    }
}

} // namespace reelout
