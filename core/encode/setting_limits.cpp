// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/setting_limits.h"

#include "encode/encoder_plan.h"
#include "encode/hardware_options.h"
#include "encode/setting_names.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace reelout {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("reelout::codec", source);
}

QString nameOf(const Codec& codec, const CodecType& type)
{
    return type.label.isEmpty() ? codec.label : type.label;
}

/// The value that leaves it to the encoder.
const QString kAutomatic = QStringLiteral("autoselect");

QString formatLabel(const CodecType& type, const QString& token)
{
    const auto found = std::find_if(type.pixelFormats.begin(), type.pixelFormats.end(),
                                    [&](const CodecPixelFormat& format) { return format.token == token; });
    return found == type.pixelFormats.end() ? token : found->label;
}

bool isEncoder(const CodecType& type, const char* name)
{
    return type.encoder == QLatin1String(name);
}

QString presetLimit(const MovieSpec& movie, const CodecType& type, const QString& value)
{
    if (value != QLatin1String("lossless"))
        return {};
    if (isEncoder(type, "libsvtav1"))
        return text("SVT-AV1 can't be lossless; choose the type libaom, or another preset");
    const std::optional<HardwareFamily> family = hardwareFamily(type.encoder);
    const bool canBeLossless = family == HardwareFamily::Nvenc && movie.codec != QLatin1String("av1");
    if (family && !canBeLossless)
        return text("%1 can't be lossless; choose a software encoder, or another preset").arg(type.label);
    return {};
}

QString rateLimit(const CodecType& type, const QString& value)
{
    if (!value.startsWith(QLatin1String("constant")))
        return {};
    if (isEncoder(type, "libsvtav1"))
        return text("SVT-AV1 can't hold a constant rate; choose the type libaom, or a variable rate");
    if (hardwareFamily(type.encoder) == HardwareFamily::VideoToolbox)
        return text("%1 can't hold a constant rate; choose a variable rate").arg(type.label);
    return {};
}

QString motionLimit(const CodecType& type, const QString& value)
{
    const QString setting = QStringLiteral("motionpredict");
    if (value == QLatin1String("full") && (isEncoder(type, "libx265") || isEncoder(type, "mpeg4")))
        return text("%1 always goes to half pixels; set %2 to %3")
            .arg(type.label.isEmpty() ? type.encoder : type.label, settingLabel(setting),
                 valueLabel(setting, QStringLiteral("half")));
    return {};
}

// ITU-T H.264 annex A.2.
QString profileLimit(const MovieSpec& movie, const CodecType& type, const QString& value)
{
    const QString setting = QStringLiteral("profile");
    const QString usual = QStringLiteral("yuv420");
    if (value == QLatin1String("autoselect") || movie.codec != QLatin1String("h264"))
        return {};
    if (movie.preset == QLatin1String("lossless")) {
        return text("The profile %1 can't be lossless; set %2 to %3, or choose another preset")
            .arg(valueLabel(setting, value), settingLabel(setting), valueLabel(setting, kAutomatic));
    }
    if (movie.pixelFormat != usual && !movie.pixelFormat.isEmpty()) {
        return text("The profile %1 holds only “%2”, not “%3”; set %4 to %5, or %6 to “%2”")
            .arg(valueLabel(setting, value), formatLabel(type, usual), formatLabel(type, movie.pixelFormat),
                 settingLabel(setting), valueLabel(setting, kAutomatic),
                 settingLabel(QStringLiteral("moviepixelformat")));
    }
    return {};
}

QString entropyLimit(const MovieSpec& movie, const QString& value)
{
    const QString setting = QStringLiteral("entropymode");
    const bool isBaseline =
        movie.codec == QLatin1String("h264") && movie.profile == QLatin1String("baseline");
    if (isBaseline && value == QLatin1String("cabac"))
        return text("The profile %1 has no CABAC; set %2 to %3 or %4")
            .arg(valueLabel(QStringLiteral("profile"), movie.profile), settingLabel(setting),
                 valueLabel(setting, kAutomatic), valueLabel(setting, QStringLiteral("cavlc")));
    return {};
}

/// A parameter whose default means "as the encoder likes".
struct Changed {
    const char* setting;
    bool isChanged;
};

std::array<Changed, 3> changes(const MovieSpec& movie)
{
    const MovieSpec usual;
    return {{{"preset", movie.preset != usual.preset},
             {"frameslicing", movie.slices > 0},
             {"motionpredict", movie.motionPrediction != usual.motionPrediction}}};
}

bool isOfSound(const QString& setting)
{
    return setting.startsWith(QLatin1String("audio"));
}

} // namespace

QString settingLimit(const Codec& codec, const CodecType& type, const QString& setting)
{
    if (type.settings.contains(setting))
        return {};
    if (isOfSound(setting))
        return CodecCatalog::instance().holdsSound(codec) ? QString()
                                                          : text("%1 has no sound.").arg(codec.label);
    const bool hasIt = std::any_of(codec.types.begin(), codec.types.end(),
                                   [&](const CodecType& other) { return other.settings.contains(setting); });
    if (!hasIt)
        return {};
    const QString name = nameOf(codec, type);
    if (setting == QLatin1String("frameslicing") || setting == QLatin1String("numslices"))
        return text("%1 can't cut frames into slices.").arg(name);
    if (setting == QLatin1String("motionpredict"))
        return text("%1 chooses the precision of motion itself.").arg(name);
    if (setting == QLatin1String("maxbframes"))
        return text("%1 works without B-frames.").arg(name);
    if (setting == QLatin1String("preset"))
        return text("%1 has no presets.").arg(name);
    return text("%1 can't be told that.").arg(name);
}

QString valueLimit(const MovieSpec& movie, const CodecType& type, const QString& setting,
                   const QString& value)
{
    if (setting == QLatin1String("preset"))
        return presetLimit(movie, type, value);
    if (setting == QLatin1String("bitratemode"))
        return rateLimit(type, value);
    if (setting == QLatin1String("motionpredict"))
        return motionLimit(type, value);
    if (setting == QLatin1String("profile"))
        return profileLimit(movie, type, value);
    if (setting == QLatin1String("entropymode"))
        return entropyLimit(movie, value);
    return {};
}

QString firstValueLimit(const MovieSpec& movie, const CodecType& type)
{
    const std::pair<const char*, QString> values[] = {{"preset", movie.preset},
                                                      {"bitratemode", movie.bitRateMode},
                                                      {"motionpredict", movie.motionPrediction},
                                                      {"profile", movie.profile},
                                                      {"entropymode", movie.entropyMode}};
    for (const auto& [setting, value] : values) {
        if (QString limit = valueLimit(movie, type, QString::fromLatin1(setting), value); !limit.isEmpty())
            return limit;
    }
    return {};
}

QStringList unfollowedSettings(const MovieSpec& movie, const Codec& codec, const CodecType& type)
{
    QStringList sentences;
    for (const Changed& change : changes(movie)) {
        const QString setting = QString::fromLatin1(change.setting);
        const QString limit = change.isChanged ? settingLimit(codec, type, setting) : QString();
        if (!limit.isEmpty())
            sentences << text("%1 has no effect: %2").arg(settingLabel(setting), limit);
    }
    return sentences;
}

} // namespace reelout
