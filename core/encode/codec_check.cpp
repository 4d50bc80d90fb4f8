// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/codec_check.h"

#include "encode/setting_limits.h"
#include "encode/setting_names.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {

QString text(const char* source)
{
    return QCoreApplication::translate("reelout::codec", source);
}

Error refusal(ErrorCode code, const QString& detail)
{
    return makeError(code, QStringLiteral("check settings"), detail);
}

Error invalid(const QString& detail)
{
    return refusal(ErrorCode::InvalidParameter, detail);
}

QString joined(const QStringList& words)
{
    return words.join(QStringLiteral(", "));
}

/// For who wrote a token that is none.
template <typename Rows>
QString usableTokens(const Rows& rows)
{
    QStringList tokens;
    for (const auto& row : rows) {
        if (row.unavailable.isEmpty())
            tokens << row.token;
    }
    return joined(tokens);
}

/// For who chose from a menu.
template <typename Rows>
QString usableLabels(const Rows& rows)
{
    QStringList labels;
    for (const auto& row : rows) {
        if (row.unavailable.isEmpty())
            labels << row.label;
    }
    return joined(labels);
}

QString usableTypeLabels(const Codec& codec)
{
    QStringList labels;
    for (const CodecType& type : codec.types) {
        if (CodecCatalog::obstacle(type).isEmpty())
            labels << type.label;
    }
    return joined(labels);
}

QString usableTypes(const Codec& codec)
{
    QStringList tokens;
    for (const CodecType& type : codec.types) {
        if (CodecCatalog::obstacle(type).isEmpty())
            tokens << type.token;
    }
    return joined(tokens);
}

QString formatTokens(const CodecType& type)
{
    QStringList tokens;
    for (const CodecPixelFormat& format : type.pixelFormats)
        tokens << format.token;
    return joined(tokens);
}

QString withDot(const QStringList& extensions)
{
    QStringList dotted;
    for (const QString& extension : extensions)
        dotted << QStringLiteral(".%1").arg(extension);
    return joined(dotted);
}

Status checkToken(const char* parameter, const QString& value, std::initializer_list<const char*> allowed)
{
    QStringList tokens;
    for (const char* token : allowed) {
        if (value == QLatin1String(token))
            return {};
        tokens << QString::fromLatin1(token);
    }
    return invalid(
        text("%1 knows no \"%2\"; it can be %3").arg(QString::fromLatin1(parameter), value, joined(tokens)));
}

Status checkRange(const char* parameter, double value, double lowest, double highest)
{
    if (std::isfinite(value) && value >= lowest && value <= highest)
        return {};
    return invalid(text("%1 is %2; it must be between %3 and %4")
                       .arg(settingLabel(QString::fromLatin1(parameter)))
                       .arg(value)
                       .arg(lowest)
                       .arg(highest));
}

Status checkValues(const MovieSpec& spec)
{
    REELOUT_TRY(checkToken("profile", spec.profile, {"autoselect", "baseline", "main", "high"}));
    REELOUT_TRY(
        checkToken("preset", spec.preset, {"none", "fast", "balanced", "high", "ultrahigh", "lossless"}));
    REELOUT_TRY(checkToken("bitratemode", spec.bitRateMode,
                           {"quality", "constant", "variable", "constanthq", "variablehq"}));
    REELOUT_TRY(checkToken("motionpredict", spec.motionPrediction, {"default", "quarter", "half", "full"}));
    REELOUT_TRY(checkToken("entropymode", spec.entropyMode, {"autoselect", "cabac", "cavlc"}));
    REELOUT_TRY(checkRange("quality", spec.quality, 0, 1));
    // FFmpeg and x264 count bits a second in 32 bits.
    constexpr double kHighestRate = 2'000'000;
    REELOUT_TRY(checkRange("avgbitrate", spec.averageBitRate, 1, kHighestRate));
    REELOUT_TRY(checkRange("peakbitrate", spec.peakBitRate, 1, kHighestRate));
    REELOUT_TRY(checkRange("keyframeinterval", spec.keyFrameInterval, 1, 600));
    REELOUT_TRY(checkRange("maxbframes", spec.maxBFrames, 0, 16));
    REELOUT_TRY(checkRange("numslices", spec.slices, 0, 64));
    // The MP4 sample entry keeps the pixel aspect as a ratio of whole numbers.
    return checkRange("aspect", spec.pixelAspect, 0.001, 1000);
}

Status checkSize(const CodecPixelFormat& format, Size size)
{
    if (size.isEmpty())
        return invalid(text("The picture has no size."));
    const Size padded = format.sizeRule.padded(size);
    if (padded.width > format.sizeRule.maximumSide || padded.height > format.sizeRule.maximumSide) {
        return invalid(text("The picture is %1x%2; this codec holds at most %3 pixels a side")
                           .arg(size.width)
                           .arg(size.height)
                           .arg(format.sizeRule.maximumSide));
    }
    return {};
}

// A value an encoder can't do is refused by name rather than replaced.
Status checkEncoder(const MovieSpec& spec, const CodecType& type)
{
    if (const QString limit = firstValueLimit(spec, type); !limit.isEmpty())
        return invalid(limit);
    if (spec.codec == QLatin1String("gif") && spec.rate.toDouble() > 100.0)
        return invalid(text("A GIF counts hundredths of a second: at most 100 frames a second, not %1")
                           .arg(spec.rate.toDouble()));
    return {};
}

} // namespace

Status checkMetadata(const Metadata& metadata)
{
    static constexpr const char* kReserved[] = {"creation_time", "encoder",           "major_brand",
                                                "minor_version", "compatible_brands", "duration"};
    for (const auto& [key, value] : metadata) {
        if (key.trimmed().isEmpty())
            return invalid(text("A metadata key is empty."));
        for (const char* reserved : kReserved) {
            if (key.compare(QLatin1String(reserved), Qt::CaseInsensitive) == 0)
                return invalid(text("The metadata key \"%1\" is written by the program itself").arg(key));
        }
    }
    return {};
}

Status checkAudioTrack(const CodecCatalog& catalog, const AudioTrackSpec& audio, const QString& container)
{
    const AudioCodec* codec = catalog.audioCodec(audio.codec);
    if (codec == nullptr) {
        return invalid(text("There is no audio codec \"%1\"; there is %2")
                           .arg(audio.codec, usableTokens(catalog.audioCodecs())));
    }
    if (!codec->unavailable.isEmpty()) {
        return refusal(ErrorCode::Unsupported,
                       text("Audio codec %1: %2 Usable: %3")
                           .arg(codec->label, codec->unavailable, usableLabels(catalog.audioCodecs())));
    }
    if (!codec->containers.contains(container)) {
        QStringList others;
        for (const AudioCodec& other : catalog.audioCodecs()) {
            if (other.unavailable.isEmpty() && other.containers.contains(container))
                others << other.label;
        }
        return refusal(ErrorCode::Unsupported,
                       text(".%1 can't hold %2; %3 can. .%1 holds the audio codecs: %4")
                           .arg(container, codec->label, withDot(codec->containers), joined(others)));
    }
    if (audio.channels < 1 || audio.channels > codec->maximumChannels) {
        return invalid(text("%1 holds 1 to %2 channels, not %3")
                           .arg(codec->label)
                           .arg(codec->maximumChannels)
                           .arg(audio.channels));
    }
    if (audio.sampleRate < 1 || audio.sampleRate > 768000)
        return invalid(text("%1 Hz is no sample rate").arg(audio.sampleRate));
    if (!codec->sampleRates.empty() && std::find(codec->sampleRates.begin(), codec->sampleRates.end(),
                                                 audio.sampleRate) == codec->sampleRates.end()) {
        QStringList rates;
        for (const int rate : codec->sampleRates)
            rates << QString::number(rate);
        return refusal(ErrorCode::Unsupported, text("%1 has no sample rate of %2 Hz; it has %3")
                                                   .arg(codec->label)
                                                   .arg(audio.sampleRate)
                                                   .arg(joined(rates)));
    }
    if (codec->isLossy)
        return checkRange("audiobitrate", audio.bitRate, 1000, 10'000'000);
    return {};
}

bool canTellVisibleSize(const QString& container)
{
    return container == QLatin1String("mp4") || container == QLatin1String("mov");
}

QStringList movieNotices(const CodecCatalog& catalog, const MovieSpec& spec, const QString& container)
{
    QStringList notices;
    const Codec* codec = catalog.codec(spec.codec);
    if (const CodecType* type = catalog.type(spec.codec, spec.codecType); codec && type)
        notices += unfollowedSettings(spec, *codec, *type);
    // Delays below two hundredths are taken for a mistake by browsers and shown as ten.
    if (spec.codec == QLatin1String("gif") && spec.rate.toDouble() > 50.0)
        notices << text("Most programs show a GIF of more than 50 frames a second too slowly.");
    // Matroska has no name of its own for it; FFmpeg, VLC and GStreamer read QuickTime's.
    if (spec.codec == QLatin1String("dnxhr") && container == QLatin1String("mkv"))
        notices << text("Some players, mpv among them, know DNxHR in .mov only, not in .mkv.");
    const CodecPixelFormat* format = catalog.pixelFormat(spec.codec, spec.codecType, spec.pixelFormat);
    const Size padded = format && !spec.size.isEmpty() ? format->sizeRule.padded(spec.size) : spec.size;
    if (padded != spec.size && !canTellVisibleSize(container)) {
        notices << text("The picture of %1x%2 is padded to %3x%4, which the codec needs; .%5 has no way to "
                        "say so.")
                       .arg(spec.size.width)
                       .arg(spec.size.height)
                       .arg(padded.width)
                       .arg(padded.height)
                       .arg(container);
    }
    return notices;
}

Status checkMovieSpec(const CodecCatalog& catalog, const MovieSpec& spec, const QString& container)
{
    const Codec* codec = catalog.codec(spec.codec);
    if (codec == nullptr) {
        return invalid(text("There is no video codec \"%1\"; there is %2")
                           .arg(spec.codec, usableTokens(catalog.codecs())));
    }
    const CodecType* type = catalog.type(spec.codec, spec.codecType);
    if (type == nullptr) {
        return invalid(
            text("%1 has no type \"%2\"; it has %3").arg(codec->label, spec.codecType, usableTypes(*codec)));
    }
    const QString obstacle = CodecCatalog::finalObstacle(*type);
    if (type->isHardware && !obstacle.isEmpty() && spec.softwareFallback) {
        const Result<MovieSpec> software = catalog.onSoftware(spec);
        return software ? checkMovieSpec(catalog, *software, container) : Status(software.error());
    }
    if (!obstacle.isEmpty()) {
        const QString name =
            type->label.isEmpty() ? codec->label : QStringLiteral("%1 (%2)").arg(codec->label, type->label);
        return refusal(ErrorCode::Unsupported,
                       text("Video codec %1: %2 Usable: %3")
                           .arg(name, obstacle,
                                codec->unavailable.isEmpty() ? usableTypeLabels(*codec)
                                                             : usableLabels(catalog.codecs())));
    }
    const CodecPixelFormat* format = catalog.pixelFormat(spec.codec, spec.codecType, spec.pixelFormat);
    if (format == nullptr) {
        return invalid(text("%1 has no pixel format \"%2\"; it has %3")
                           .arg(codec->label, spec.pixelFormat, formatTokens(*type)));
    }
    if (!type->containers.contains(container)) {
        return refusal(
            ErrorCode::Unsupported,
            text(".%1 can't hold %2; %3 can").arg(container, codec->label, withDot(type->containers)));
    }
    REELOUT_TRY(checkValues(spec));
    REELOUT_TRY(checkSize(*format, spec.size));
    REELOUT_TRY(checkEncoder(spec, *type));
    for (const AudioTrackSpec& track : spec.sounds) {
        REELOUT_TRY(checkAudioTrack(catalog, track, container));
        if (track.sampleRate != spec.sounds.front().sampleRate)
            return invalid(text("The sound tracks of a movie have one sample rate."));
    }
    return checkMetadata(spec.metadata);
}

} // namespace reelout
