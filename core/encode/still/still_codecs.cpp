// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/still_codecs.h"

#include "encode/still/still_encoders.h"
#include "encode/still/still_formats.h"

#include <QMap>

#include <algorithm>
#include <iterator>

namespace reelout {

namespace {

struct Encoder {
    const char* token;
    int longestSide;
    Result<StillBytes> (*encode)(const StillJob&);
};

// WebP: 14 bits for each side. JPEG: 16 bits, of which libjpeg takes 65500. DDS: what graphics cards take.
// The others are bounded by the pool.
constexpr Encoder kEncoders[] = {
    {"png", 65536, encodePng}, {"jpeg", 65500, encodeJpeg}, {"tiff", 65536, encodeTiff},
    {"bmp", 32768, encodeBmp}, {"webp", 16383, encodeWebp}, {"hdr", 65536, encodeHdr},
    {"exr", 65536, encodeExr}, {"dds", 16384, encodeDds},
};

const Encoder* encoderOf(const QString& token)
{
    const auto* found = std::find_if(std::begin(kEncoders), std::end(kEncoders), [&](const Encoder& encoder) {
        return token == QLatin1String(encoder.token);
    });
    return found == std::end(kEncoders) ? nullptr : found;
}

Status checkNames(const QString& input, const std::array<QString, 4>& names, QMap<QString, QString>& owners)
{
    const QString step = QStringLiteral("name channels");
    for (const QString& name : names) {
        if (name.isEmpty())
            continue;
        if (name.trimmed() != name || name.toUtf8().size() > 255 || name.contains(QChar(u'\0')))
            return makeError(ErrorCode::InvalidParameter, step,
                             QStringLiteral("\"%1\" of %2 can't be the name of a channel").arg(name, input));
        if (owners.contains(name))
            return makeError(
                ErrorCode::InvalidParameter, step,
                QStringLiteral("%1 and %2 both have a channel \"%3\"").arg(owners[name], input, name));
        owners[name] = input;
    }
    return {};
}

/// OpenEXR's channels: each name once.
Status checkChannels(const StillSpec& spec)
{
    QMap<QString, QString> owners;
    REELOUT_TRY(checkNames(QStringLiteral("the recorder's own input"), spec.channelNames, owners));
    for (const StillLayer& layer : spec.layers)
        REELOUT_TRY(checkNames(layer.op, layer.channels, owners));
    if (owners.isEmpty())
        return makeError(ErrorCode::InvalidParameter, QStringLiteral("name channels"),
                         QStringLiteral("no channel has a name, so the file would be empty"));
    return {};
}

} // namespace

Status checkStill(const StillSpec& spec, Size size)
{
    const QString step = QStringLiteral("choose image type");
    const StillFormat* format = stillFormat(spec.type);
    const Encoder* encoder = encoderOf(spec.type);
    if (format == nullptr || encoder == nullptr)
        return makeError(ErrorCode::InvalidParameter, step,
                         QStringLiteral("there is no image type \"%1\"").arg(spec.type));
    if (size.isEmpty() || std::max(size.width, size.height) > encoder->longestSide)
        return makeError(ErrorCode::Unsupported, step,
                         QStringLiteral("%1 can't hold %2 x %3 pixels; the longest side is %4")
                             .arg(format->label)
                             .arg(size.width)
                             .arg(size.height)
                             .arg(encoder->longestSide));
    if (!format->carriesMetadata)
        return {};
    if (spec.type == QLatin1String("exr"))
        REELOUT_TRY(checkChannels(spec));
    return checkMetadata(spec);
}

Result<StillBytes> encodeStill(const Picture& picture, const StillSpec& spec, StillEffort effort,
                               std::span<const PicturePtr> layers)
{
    REELOUT_TRY(checkStill(spec, picture.size));
    StillSpec own = spec;
    if (own.inputFormat == PixelFormat::None)
        own.inputFormat = picture.format;
    const StillLayout layout = stillLayout(own);
    if (!isReadable(picture.format, layout))
        return stillError(QStringLiteral("%1 does not take pictures of %2")
                              .arg(spec.type, pixelFormatName(picture.format)));
    return encoderOf(spec.type)->encode({picture, own, layout, effort, layers});
}

} // namespace reelout
