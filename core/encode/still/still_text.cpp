// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/still/still_text.h"

#include "encode/still/exr_attributes.h"

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {

bool isKeyword(const QString& key)
{
    // PNG specification 11.3.3.2, the narrowest of all: 1 to 79 printable Latin-1 characters.
    if (key.isEmpty() || key.size() > 79 || key != key.simplified())
        return false;
    return std::all_of(key.begin(), key.end(), [](QChar c) {
        return (c.unicode() >= 32 && c.unicode() <= 126) || (c.unicode() >= 161 && c.unicode() <= 255);
    });
}

/// Lines that a Radiance picture's header needs for itself.
bool isHdrReserved(const QString& key)
{
    static const QStringList names{QStringLiteral("FORMAT"),    QStringLiteral("EXPOSURE"),
                                   QStringLiteral("COLORCORR"), QStringLiteral("PIXASPECT"),
                                   QStringLiteral("PRIMARIES"), QStringLiteral("VIEW")};
    return names.contains(key, Qt::CaseInsensitive) || key.contains(QLatin1Char('='));
}

bool isReserved(const QString& type, const QString& key)
{
    if (type == QLatin1String("exr"))
        return isExrReserved(key);
    if (type == QLatin1String("hdr"))
        return isHdrReserved(key);
    return type == QLatin1String("png") && key == QLatin1String("XML:com.adobe.xmp");
}

Status checkPair(const StillSpec& spec, const QString& key, const QString& value)
{
    const auto refused = [](const QString& detail) {
        return makeError(ErrorCode::InvalidParameter, QStringLiteral("read metadata"), detail);
    };
    if (!isKeyword(key))
        return refused(QStringLiteral("the key \"%1\" can't be written: 1 to 79 Latin letters, signs and "
                                      "single blanks are possible")
                           .arg(key));
    if (isReserved(spec.type, key))
        return refused(QStringLiteral("the key \"%1\" is one that files of type %2 need for themselves")
                           .arg(key, spec.type));
    if (value.contains(QChar(u'\0')))
        return refused(QStringLiteral("the value of \"%1\" has a zero character in it").arg(key));
    return spec.type == QLatin1String("exr") ? checkExrValue(key, value) : Status();
}

} // namespace

Status checkMetadata(const StillSpec& spec)
{
    for (auto pair = spec.metadata.begin(); pair != spec.metadata.end(); ++pair) {
        REELOUT_TRY(checkPair(spec, pair->first, pair->second));
        const bool isTwice = std::any_of(spec.metadata.begin(), pair, [&](const auto& before) {
            return before.first.compare(pair->first, Qt::CaseInsensitive) == 0;
        });
        if (isTwice)
            return makeError(ErrorCode::InvalidParameter, QStringLiteral("read metadata"),
                             QStringLiteral("the key \"%1\" is there twice").arg(pair->first));
    }
    return {};
}

Error stillError(const QString& detail)
{
    return makeError(ErrorCode::EncoderRejected, QStringLiteral("encode still"), detail);
}

bool hasPixelAspect(double pixelAspect)
{
    return std::abs(pixelAspect - 1.0) > 1e-6;
}

QString metadataValue(const Metadata& metadata, const QString& key)
{
    for (const auto& [name, value] : metadata) {
        if (name.compare(key, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QString metadataText(const Metadata& metadata, const QStringList& except)
{
    QStringList lines;
    for (const auto& [key, value] : metadata) {
        if (!except.contains(key, Qt::CaseInsensitive))
            lines.append(QStringLiteral("%1: %2").arg(key, value));
    }
    return lines.join(QLatin1Char('\n'));
}

QString stillSoftware(const Metadata& metadata)
{
    const QString given = metadataValue(metadata, QStringLiteral("Software"));
    return given.isEmpty() ? QStringLiteral("Reelout " REELOUT_VERSION) : given;
}

} // namespace reelout
