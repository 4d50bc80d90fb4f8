// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/still_codecs.h"

#include "encode/codec_catalog.h"

#include <algorithm>

namespace reelout {

namespace {

struct Limits {
    const char* token;
    int longestSide;
    bool takesDeep;
};

// WebP: 14 bits for each side. JPEG: 16 bits, of which libjpeg takes 65500. The others are bounded by the
// pool.
constexpr Limits kLimits[] = {
    {"png", 65536, true},  {"jpeg", 65500, false}, {"tiff", 65536, true},
    {"bmp", 32768, false}, {"webp", 16383, false},
};

const Limits* limitsOf(const QString& token)
{
    const auto* found = std::find_if(std::begin(kLimits), std::end(kLimits), [&](const Limits& limits) {
        return token == QLatin1String(limits.token);
    });
    return found == std::end(kLimits) ? nullptr : found;
}

bool isKeyword(const QString& key)
{
    // PNG specification 11.3.4.2, the narrowest of all: 1 to 79 printable Latin-1 characters.
    if (key.isEmpty() || key.size() > 79 || key != key.simplified())
        return false;
    return std::all_of(key.begin(), key.end(), [](QChar c) {
        return (c.unicode() >= 32 && c.unicode() <= 126) || (c.unicode() >= 161 && c.unicode() <= 255);
    });
}

Status checkMetadata(const Metadata& metadata)
{
    const QString step = QStringLiteral("read metadata");
    for (std::size_t i = 0; i < metadata.size(); ++i) {
        const auto& [key, value] = metadata[i];
        if (!isKeyword(key))
            return makeError(
                ErrorCode::InvalidParameter, step,
                QStringLiteral("the key \"%1\" can't be written: 1 to 79 Latin letters, signs and "
                               "single blanks are possible")
                    .arg(key));
        if (value.contains(QChar(u'\0')))
            return makeError(ErrorCode::InvalidParameter, step,
                             QStringLiteral("the value of \"%1\" has a zero character in it").arg(key));
        for (std::size_t j = 0; j < i; ++j) {
            if (metadata[j].first.compare(key, Qt::CaseInsensitive) == 0)
                return makeError(ErrorCode::InvalidParameter, step,
                                 QStringLiteral("the key \"%1\" is there twice").arg(key));
        }
    }
    return {};
}

} // namespace

Error stillError(const QString& detail)
{
    return makeError(ErrorCode::EncoderRejected, QStringLiteral("encode still"), detail);
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

Status checkStill(const StillSpec& spec, Size size)
{
    const QString step = QStringLiteral("choose image type");
    const StillFormat* format = stillFormat(spec.type);
    if (format == nullptr)
        return makeError(ErrorCode::InvalidParameter, step,
                         QStringLiteral("there is no image type \"%1\"").arg(spec.type));
    const Limits* limits = limitsOf(spec.type);
    if (!format->unavailable.isEmpty() || limits == nullptr)
        return makeError(ErrorCode::Unsupported, step,
                         QStringLiteral("%1: %2").arg(format->label, format->unavailable));
    if (size.isEmpty() || std::max(size.width, size.height) > limits->longestSide)
        return makeError(ErrorCode::Unsupported, step,
                         QStringLiteral("%1 can't hold %2 x %3 pixels; the longest side is %4")
                             .arg(format->label)
                             .arg(size.width)
                             .arg(size.height)
                             .arg(limits->longestSide));
    return checkMetadata(spec.metadata);
}

Result<StillBytes> encodeStill(const Picture& picture, const StillSpec& spec, StillEffort effort)
{
    REELOUT_TRY(checkStill(spec, picture.size));
    const bool isDeep = picture.format == PixelFormat::Rgba16;
    const bool isBytes = picture.format == PixelFormat::Bgra8 || picture.format == PixelFormat::Bgrx8 ||
                         picture.format == PixelFormat::Rgba8 || picture.format == PixelFormat::Rgb8;
    if (!isBytes && !(isDeep && limitsOf(spec.type)->takesDeep))
        return stillError(QStringLiteral("%1 does not take pictures of %2")
                              .arg(spec.type, pixelFormatName(picture.format)));
    if (spec.type == QLatin1String("png"))
        return encodePng(picture, spec, effort);
    if (spec.type == QLatin1String("jpeg"))
        return encodeJpeg(picture, spec);
    if (spec.type == QLatin1String("tiff"))
        return encodeTiff(picture, spec, effort);
    if (spec.type == QLatin1String("bmp"))
        return encodeBmp(picture);
    return encodeWebp(picture, spec, effort);
}

} // namespace reelout
