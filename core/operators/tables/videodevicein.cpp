// SPDX-License-Identifier: GPL-3.0-or-later
#include "operators/tables/tables.h"

namespace reelout {

namespace {

void modeRows(ParamRows& rows)
{
    rows.dynamicMenu("device", "Device")
        .provider(providers::kCameras, "cameras and capture cards")
        .initiallyNote("the first that can be used")
        .refills({"input", "pixelformat", "size", "rate"})
        .help("The camera or capture card, by its own identity: the same one is taken back after replugging, "
              "while the last picture holds. A path such as /dev/video2 names a node of the system.");
    rows.dynamicMenu("input", "Input")
        .provider(providers::kCameraInputs, "the plugs the device has")
        .initiallyNote("as it is")
        .refills({"pixelformat", "size", "rate"})
        .when(fact(facts::kCameraInputs, "the device has several inputs"))
        .help("Where a capture card takes its picture from, such as HDMI 1 or S-Video. As it is leaves the "
              "device as other programs have set it. Formats, sizes and rates are those of the input, and on "
              "HDMI and "
              "SDI those of what is plugged in: while nothing comes in there the last picture holds.");
    rows.dynamicMenu("pixelformat", "Pixel Format")
        .provider(providers::kCameraFormats, "what the device offers, the best of it first")
        .initiallyNote("best")
        .refills({"size", "rate"})
        .help(
            "How the device delivers its pictures. They stay as they are until a recorder's encoder asks for "
            "something else; Motion JPEG and H.264 are decoded once. Best takes what was not compressed and "
            "has the most colour, of all that has the size and the rate.");
    rows.dynamicMenu("size", "Size")
        .provider(providers::kCameraSizes, "what the device offers in that format, the best first")
        .initiallyNote("best")
        .refills({"rate"})
        .help("Width and height. Best is the largest that still comes at 24 pictures a second or more.");
    rows.dynamicMenu("rate", "Frame Rate")
        .provider(providers::kCameraRates, "what the device offers at that size, the best first")
        .initiallyNote("best")
        .help(
            "Pictures a second. Best is the highest up to 60. In the dark many cameras deliver fewer, unless "
            "Exposure is set by hand.");
}

EnableRule isThere(QLatin1String name)
{
    return isOn("setcontrols") && fact(name, "the device has it");
}

RowBuilder level(ParamRows& rows, const char* name, const char* label, QLatin1String needs)
{
    return rows.number(name, label).between(-1, 1).slider(-1, 1).when(isThere(needs));
}

void exposureRows(ParamRows& rows)
{
    rows.menu("exposuremode", "Exposure Mode")
        .entries({{"auto", "Automatic"}, {"manual", "By Hand"}})
        .initially("auto")
        .when(isThere(facts::kCameraExposure))
        .help("Automatic lets the camera choose how long its shutter is open.");
    rows.number("exposure", "Exposure")
        .unit("ms")
        .initially(10)
        .between(0.1, 10000)
        .slider(0.1, 100)
        .when(isThere(facts::kCameraExposure) && isOneOf("exposuremode", {"manual"}))
        .help(
            "How long the shutter is open for each picture. More than a picture's time makes the rate fall.");
    level(rows, "gain", "Gain", facts::kCameraGain)
        .help("Amplification of the sensor: -1 is the device's least, 0 its own default, 1 its most.");
    rows.menu("focusmode", "Focus Mode")
        .entries({{"auto", "Automatic"}, {"manual", "By Hand"}})
        .initially("auto")
        .when(isThere(facts::kCameraFocus))
        .help("Automatic lets the camera focus by itself.");
    rows.number("focus", "Focus")
        .between(0, 1)
        .slider(0, 1)
        .when(isThere(facts::kCameraFocus) && isOneOf("focusmode", {"manual"}))
        .help("0 is one end of the lens, with most cameras the far one, 1 the other.");
    rows.menu("whitebalancemode", "White Balance Mode")
        .entries({{"auto", "Automatic"}, {"manual", "By Hand"}})
        .initially("auto")
        .when(isThere(facts::kCameraWhiteBalance))
        .help("Automatic lets the camera choose what is white.");
    rows.number("whitebalance", "White Balance")
        .unit("K")
        .initially(4600)
        .between(1000, 12000)
        .slider(2500, 8000)
        .when(isThere(facts::kCameraWhiteBalance) && isOneOf("whitebalancemode", {"manual"}))
        .help("Colour temperature of the light: 2800 is a bulb, 5500 daylight.");
    rows.menu("flicker", "Flicker")
        .entries({{"auto", "Automatic"}, {"off", "Off"}, {"50hz", "50 Hz"}, {"60hz", "60 Hz"}})
        .initially("auto")
        .when(isThere(facts::kCameraFlicker))
        .help("Frequency of the mains, so that lamps don't flicker in the picture.");
}

void levelRows(ParamRows& rows)
{
    level(rows, "brightness", "Brightness", facts::kCameraBrightness)
        .help("-1 is the device's least, 0 its own default, 1 its most.");
    level(rows, "contrast", "Contrast", facts::kCameraContrast)
        .help("-1 is the device's least, 0 its own default, 1 its most.");
    level(rows, "saturation", "Saturation", facts::kCameraSaturation)
        .help("-1 is the device's least, 0 its own default, 1 its most.");
    level(rows, "hue", "Hue", facts::kCameraHue)
        .help("-1 is the device's least, 0 its own default, 1 its most.");
    level(rows, "sharpness", "Sharpness", facts::kCameraSharpness)
        .help("-1 is the device's least, 0 its own default, 1 its most.");
    level(rows, "gamma", "Gamma", facts::kCameraGamma)
        .help("-1 is the device's least, 0 its own default, 1 its most.");
    level(rows, "backlight", "Backlight", facts::kCameraBacklight)
        .help("Compensation of light from behind: -1 is the device's least, 0 its own default, 1 its most.");
    level(rows, "zoom", "Zoom", facts::kCameraZoom)
        .help("0 is the device's own default, mostly its widest, 1 its most.");
    level(rows, "pan", "Pan", facts::kCameraPan).help("-1 is the one side, 0 the middle, 1 the other side.");
    level(rows, "tilt", "Tilt", facts::kCameraTilt).help("-1 is down, 0 the middle, 1 up.");
}

} // namespace

std::shared_ptr<const ParamTable> videoDeviceInTable()
{
    ParamRows rows;
    rows.page("Video Device In");
    modeRows(rows);
    rows.page("Controls");
    rows.toggle("setcontrols", "Set Controls")
        .help(
            "Sets all of this page, as soon as the camera opens and whenever a row changes, also while it is "
            "recorded. Off leaves the device as other programs have set it.");
    exposureRows(rows);
    levelRows(rows);
    return rows.finish();
}

} // namespace reelout
