// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/frame_rate.h"
#include "media/geometry.h"

#include <QString>

#include <array>
#include <cstddef>
#include <memory>
#include <optional>

namespace reelout {

/// One way a camera delivers its pictures, as it offers it.
struct CameraMode {
    QString format; ///< token of the layout in memory or the compression: "nv12", "yuyv", "mjpeg" …
    Size size;
    FrameRate rate; ///< pictures a second

    friend bool operator==(const CameraMode&, const CameraMode&) = default;
};

/// One of the plugs of a capture card.
struct CameraInput {
    QString name;             ///< the driver's, unlike the device's others: "HDMI 1", "S-Video"
    bool isCurrent = false;   ///< the device is set to it
    bool hasNoSignal = false; ///< nothing comes in; known of the current one only

    friend bool operator==(const CameraInput&, const CameraInput&) = default;
};

/// Controls whose value is a place in the device's own range: -1 its least, 0 its own default, 1 its most.
enum class CameraLevel {
    Gain,
    Brightness,
    Contrast,
    Saturation,
    Hue,
    Sharpness,
    Gamma,
    Backlight,
    Zoom,
    Pan,
    Tilt,
};
inline constexpr std::size_t kCameraLevels = 11;

/// What a camera is told about its picture. What a device lacks is left out.
struct CameraControls {
    enum class Flicker { Off, Hz50, Hz60, Automatic };
    bool isSet = false; ///< false: the device stays as other programs have set it, and nothing here counts
    bool autoExposure = true;
    double exposure = 10.0; ///< ms that the shutter is open, unless automatic
    bool autoFocus = true;
    double focus = 0.0; ///< 0..1 of the device's range, unless automatic
    bool autoWhiteBalance = true;
    double whiteBalance = 4600.0; ///< K, unless automatic
    Flicker flicker = Flicker::Automatic;
    std::array<double, kCameraLevels> levels{}; ///< by CameraLevel, -1..1

    double level(CameraLevel which) const { return levels[static_cast<std::size_t>(which)]; }
    double& level(CameraLevel which) { return levels[static_cast<std::size_t>(which)]; }
    friend bool operator==(const CameraControls&, const CameraControls&) = default;
};

class CameraControlDesk;

/// A camera or capture card as a source.
struct CameraSpec {
    QString deviceId; ///< as listed; a path ("/dev/video2") is that node; empty = the first that can be used
    QString input;    ///< CameraInput::name, or its number from 0; empty = what the device is set to
    QString format;   ///< CameraMode::format; empty = the best of what is left
    std::optional<Size> size;
    std::optional<FrameRate> rate;
    CameraControls controls; ///< at first
    /// Who says how they are later, while it runs; null = they stay.
    std::shared_ptr<CameraControlDesk> desk;

    /// The same pictures of the same device: how its controls are is up to the desk.
    friend bool operator==(const CameraSpec& one, const CameraSpec& other)
    {
        return one.deviceId == other.deviceId && one.input == other.input && one.format == other.format &&
               one.size == other.size && one.rate == other.rate;
    }
};

} // namespace reelout
