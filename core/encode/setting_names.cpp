// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/setting_names.h"

#include <QCoreApplication>

namespace reelout {

namespace {

struct Name {
    const char* setting;
    const char* value; ///< empty: the setting itself
    const char* label;
};

constexpr Name kNames[] = {
    {"preset", "", "Preset"},
    {"preset", "lossless", "Lossless"},
    {"bitratemode", "", "Bit Rate Mode"},
    {"profile", "", "Profile"},
    {"profile", "autoselect", "Auto-Select"},
    {"profile", "baseline", "Baseline"},
    {"profile", "main", "Main"},
    {"profile", "high", "High"},
    {"entropymode", "", "Entropy Mode"},
    {"entropymode", "autoselect", "Auto-Select"},
    {"entropymode", "cabac", "CABAC"},
    {"entropymode", "cavlc", "CAVLC"},
    {"motionpredict", "", "Motion Prediction"},
    {"motionpredict", "half", "Half"},
    {"frameslicing", "", "Frame Slicing"},
    {"numslices", "", "Num Slices"},
    {"moviepixelformat", "", "Movie Pixel Format"},
    {"videocodectype", "", "Video Codec Type"},
    {"quality", "", "Quality"},
    {"avgbitrate", "", "Average Bitrate (Kb/s)"},
    {"peakbitrate", "", "Peak Bitrate (Kb/s)"},
    {"keyframeinterval", "", "Keyframe Interval"},
    {"maxbframes", "", "Max B-Frames"},
    {"aspect", "", "Aspect"},
    {"audiobitrate", "", "Audio Bit Rate"},
};

QString labelOf(const QString& setting, const QString& value)
{
    for (const Name& name : kNames) {
        if (setting == QLatin1String(name.setting) && value == QLatin1String(name.value))
            return QCoreApplication::translate("Parameters", name.label);
    }
    return value.isEmpty() ? setting : value;
}

} // namespace

QString settingLabel(const QString& setting)
{
    return labelOf(setting, {});
}

QString valueLabel(const QString& setting, const QString& value)
{
    return labelOf(setting, value);
}

} // namespace reelout
