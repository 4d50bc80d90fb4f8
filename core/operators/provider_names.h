// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1String>

namespace reelout {

/// Who fills a dynamic menu, says which entries of a fixed menu can't be used here, or suggests texts. Asked
/// through Project::setMenuProvider(); "operators:FAMILY" the project answers itself.
namespace providers {
inline constexpr QLatin1String kCodecs("codecs");                       ///< fixed menu `videocodec`
inline constexpr QLatin1String kCodecTypes("codectypes");               ///< of the operator's videocodec
inline constexpr QLatin1String kCodecPixelFormats("codecpixelformats"); ///< of its codec and type
inline constexpr QLatin1String kStillFormats("stillformats");           ///< fixed menu `imagefiletype`
inline constexpr QLatin1String kAudioCodecs("audiocodecs");             ///< fixed menu `audiocodec`
inline constexpr QLatin1String kSoundFileTypes("soundfiletypes");       ///< fixed menu `filetype`
inline constexpr QLatin1String kSoundCodecs("soundcodecs");             ///< fixed menu `codec`, by `filetype`
inline constexpr QLatin1String kInputChannels("inputchannels");         ///< suggestions: channel names
inline constexpr QLatin1String kMonitors("monitors");                   ///< tokens are DeviceInfo::id
inline constexpr QLatin1String kWindows("windows");           ///< the same; own ones when `ownwindows` is on
inline constexpr QLatin1String kScreenAreas("screenareas");   ///< fixed menu `area`
inline constexpr QLatin1String kSoundDevices("sounddevices"); ///< of the operator's `kind`
inline constexpr QLatin1String kCameras("cameras");           ///< tokens are DeviceInfo::id
inline constexpr QLatin1String kCameraInputs("camerainputs"); ///< of the operator's device
inline constexpr QLatin1String kCameraFormats("cameraformats"); ///< of its device at its input
inline constexpr QLatin1String kCameraSizes("camerasizes");     ///< of its device and format
inline constexpr QLatin1String kCameraRates("camerarates");     ///< of its device, format and size
/// First entry of the last three: the program chooses.
inline constexpr QLatin1String kBestMode("best");
/// First entry of a device's inputs: the one it is set to.
inline constexpr QLatin1String kInputAsItIs("asis");
/// Fixed menus of the Settings page, by the operator's codec and type. What follows the prefix is the row.
inline constexpr QLatin1String kCodecSettings("codecsettings:");
inline constexpr QLatin1String kProfiles("codecsettings:profile");
inline constexpr QLatin1String kPresets("codecsettings:preset");
inline constexpr QLatin1String kBitRateModes("codecsettings:bitratemode");
inline constexpr QLatin1String kMotionPrecisions("codecsettings:motionpredict");
inline constexpr QLatin1String kEntropyModes("codecsettings:entropymode");
} // namespace providers

/// How people show on the screen what they mean (ParamDescriptor::picker).
namespace pickers {
inline constexpr QLatin1String kWindow("window"); ///< gives the window's DeviceInfo::id
inline constexpr QLatin1String kRegion("region"); ///< gives position and size, physical pixels of the desktop
} // namespace pickers

/// Questions of enable rules, asked through Project::setFactProvider().
namespace facts {
inline constexpr QLatin1String kCodecHasTypes("codecHasTypes");
inline constexpr QLatin1String kCanCarryMetadata("canCarryMetadata");
inline constexpr QLatin1String kCodecSteeredByQuality("codecSteeredByQuality");
inline constexpr QLatin1String kLossyImageType("lossyImageType");
inline constexpr QLatin1String kCanPickOnScreen("canPickOnScreen");
inline constexpr QLatin1String kDesktopAsks("desktopAsks");
inline constexpr QLatin1String kScreenSeesInput("screenSeesInput");
inline constexpr QLatin1String kScreenHasWindowFrames("screenHasWindowFrames");
/// Whether the operator's camera has a control. What follows the prefix is the control.
inline constexpr QLatin1String kCamera("camera:");
inline constexpr QLatin1String kCameraInputs("camera:inputs"); ///< it has several inputs
inline constexpr QLatin1String kCameraExposure("camera:exposure");
inline constexpr QLatin1String kCameraFocus("camera:focus");
inline constexpr QLatin1String kCameraWhiteBalance("camera:whitebalance");
inline constexpr QLatin1String kCameraFlicker("camera:flicker");
inline constexpr QLatin1String kCameraGain("camera:gain");
inline constexpr QLatin1String kCameraBrightness("camera:brightness");
inline constexpr QLatin1String kCameraContrast("camera:contrast");
inline constexpr QLatin1String kCameraSaturation("camera:saturation");
inline constexpr QLatin1String kCameraHue("camera:hue");
inline constexpr QLatin1String kCameraSharpness("camera:sharpness");
inline constexpr QLatin1String kCameraGamma("camera:gamma");
inline constexpr QLatin1String kCameraBacklight("camera:backlight");
inline constexpr QLatin1String kCameraZoom("camera:zoom");
inline constexpr QLatin1String kCameraPan("camera:pan");
inline constexpr QLatin1String kCameraTilt("camera:tilt");
} // namespace facts

/// Values of parameters that were never set, answered by the project.
namespace defaults {
inline constexpr QLatin1String kFirstAudioSource("firstAudioSource");
} // namespace defaults

} // namespace reelout
