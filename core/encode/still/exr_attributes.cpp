// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/still/exr_attributes.h"

#include "encode/still/still_text.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QTimeZone>

#include <OpenEXR/ImfFloatAttribute.h>
#include <OpenEXR/ImfIntAttribute.h>
#include <OpenEXR/ImfStandardAttributes.h>
#include <OpenEXR/ImfStringAttribute.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>

namespace reelout {

namespace {

/// SMPTE ST 12-1 counts up to 30 frames a second; at faster rates two, four … frames share a number.
constexpr int kMostCounted = 30;

std::string text(const QString& value)
{
    return value.toUtf8().toStdString();
}

/// Standard attributes of one float (ImfStandardAttributes.h).
bool isStandardFloat(const QString& name)
{
    static const QStringList names{
        QStringLiteral("whiteLuminance"), QStringLiteral("xDensity"), QStringLiteral("longitude"),
        QStringLiteral("latitude"),       QStringLiteral("altitude"), QStringLiteral("focus"),
        QStringLiteral("expTime"),        QStringLiteral("aperture"), QStringLiteral("isoSpeed")};
    return names.contains(name);
}

bool isStandardString(const QString& name)
{
    static const QStringList names{QStringLiteral("owner"), QStringLiteral("comments"),
                                   QStringLiteral("wrapmodes"), QStringLiteral("renderingTransform"),
                                   QStringLiteral("lookModTransform")};
    return names.contains(name);
}

bool isNumber(const QString& value)
{
    static const QRegularExpression pattern(QStringLiteral("^[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?$"));
    return pattern.match(value).hasMatch();
}

Imf::TimeCode timeCodeOf(const QTime& time, double rate)
{
    int counted = static_cast<int>(std::lround(rate));
    while (counted > kMostCounted)
        counted /= 2;
    const int frame = std::min(static_cast<int>(time.msec() * counted / 1000.0), counted - 1);
    return {time.hour(), time.minute(), time.second(), std::max(frame, 0)};
}

void addTimes(Imf::Header& header, const Picture& picture, const StillSpec& spec)
{
    Imf::addFramesPerSecond(header, Imf::Rational(static_cast<int>(spec.rate.numerator()),
                                                  static_cast<unsigned>(spec.rate.denominator())));
    if (!spec.wallTimeAtZero)
        return;
    using std::chrono::duration_cast;
    using std::chrono::milliseconds;
    const auto wall = duration_cast<milliseconds>(*spec.wallTimeAtZero + picture.captured.time_since_epoch());
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(wall.count());
    Imf::addCapDate(header, text(local.toString(QStringLiteral("yyyy:MM:dd hh:mm:ss"))));
    // Seconds that are to be added to local time for universal time.
    Imf::addUtcOffset(header, static_cast<float>(-local.offsetFromUtc()));
    Imf::addTimeCode(header, timeCodeOf(local.time(), spec.rate.toDouble()));
}

} // namespace

bool isExrReserved(const QString& name)
{
    static const QStringList names{QStringLiteral("channels"),
                                   QStringLiteral("compression"),
                                   QStringLiteral("dataWindow"),
                                   QStringLiteral("displayWindow"),
                                   QStringLiteral("lineOrder"),
                                   QStringLiteral("pixelAspectRatio"),
                                   QStringLiteral("screenWindowCenter"),
                                   QStringLiteral("screenWindowWidth"),
                                   QStringLiteral("tiles"),
                                   QStringLiteral("name"),
                                   QStringLiteral("type"),
                                   QStringLiteral("version"),
                                   QStringLiteral("chunkCount"),
                                   QStringLiteral("view"),
                                   QStringLiteral("multiView"),
                                   QStringLiteral("maxSamplesPerPixel"),
                                   QStringLiteral("preview"),
                                   QStringLiteral("envmap"),
                                   QStringLiteral("keyCode"),
                                   QStringLiteral("chromaticities"),
                                   QStringLiteral("adoptedNeutral"),
                                   QStringLiteral("framesPerSecond"),
                                   QStringLiteral("timeCode"),
                                   QStringLiteral("capDate"),
                                   QStringLiteral("utcOffset"),
                                   QStringLiteral("dwaCompressionLevel"),
                                   QStringLiteral("worldToCamera"),
                                   QStringLiteral("worldToNDC"),
                                   QStringLiteral("deepImageState"),
                                   QStringLiteral("originalDataWindow"),
                                   QStringLiteral("idManifest"),
                                   QStringLiteral("pointCloud")};
    return names.contains(name);
}

Status checkExrValue(const QString& name, const QString& value)
{
    if (!isStandardFloat(name) || isNumber(value))
        return {};
    return makeError(ErrorCode::InvalidParameter, QStringLiteral("read metadata"),
                     QStringLiteral("the OpenEXR attribute \"%1\" is a number, not \"%2\"").arg(name, value));
}

void addMetadata(Imf::Header& header, const Metadata& metadata)
{
    for (const auto& [key, value] : metadata) {
        const std::string name = text(key);
        bool isWhole = false;
        const int whole = value.toInt(&isWhole);
        const bool isString = isStandardString(key) || !isNumber(value);
        if (isString)
            header.insert(name, Imf::StringAttribute(text(value)));
        else if (isWhole && !isStandardFloat(key))
            header.insert(name, Imf::IntAttribute(whole));
        else
            header.insert(name, Imf::FloatAttribute(value.toFloat()));
    }
}

void addTakeAttributes(Imf::Header& header, const Picture& picture, const StillSpec& spec)
{
    Imf::addChromaticities(header, Imf::Chromaticities()); // BT.709, which is sRGB's too
    addTimes(header, picture, spec);
    if (metadataValue(spec.metadata, QStringLiteral("software")).isEmpty())
        header.insert("software", Imf::StringAttribute(text(stillSoftware(spec.metadata))));
    if (spec.pointCloud)
        header.insert("pointCloud", Imf::IntAttribute(1));
}

} // namespace reelout
