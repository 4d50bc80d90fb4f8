// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/codec_catalog.h"

#include "encode/codec_check.h"
#include "encode/codec_tables.h"
#include "ffmpeg/av_features.h"

#include <QCoreApplication>

#include <algorithm>

namespace reelout {

namespace {

int roundUp(int value, int multiple)
{
    return (value + multiple - 1) / multiple * multiple;
}

bool isMissing(const QString& encoder)
{
    return encoder != QLatin1String(kHapEncoder) &&
           avcodec_find_encoder_by_name(encoder.toLatin1().constData()) == nullptr;
}

QString missingEncoder(const QString& encoder)
{
    return QCoreApplication::translate("reelout::codec", "This FFmpeg was built without the encoder %1.")
        .arg(encoder);
}

template <typename Row>
const Row* find(const std::vector<Row>& rows, const QString& token)
{
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.token == token; });
    return found == rows.end() ? nullptr : &*found;
}

} // namespace

Size SizeRule::padded(Size size) const
{
    return {std::max(roundUp(size.width, widthMultiple), roundUp(minimumWidth, widthMultiple)),
            std::max(roundUp(size.height, heightMultiple), roundUp(minimumHeight, heightMultiple))};
}

CodecCatalog::CodecCatalog() : m_codecs(videoCodecTable()), m_audioCodecs(audioCodecTable())
{
    for (Codec& codec : m_codecs) {
        bool anyUsable = false;
        for (CodecType& type : codec.types) {
            if (type.unavailable.isEmpty() && isMissing(type.encoder))
                type.unavailable = missingEncoder(type.encoder);
            anyUsable = anyUsable || type.unavailable.isEmpty();
        }
        codec.unavailable = anyUsable ? QString() : codec.types.front().unavailable;
    }
    for (AudioCodec& codec : m_audioCodecs) {
        if (codec.unavailable.isEmpty() && isMissing(codec.encoder))
            codec.unavailable = missingEncoder(codec.encoder);
    }
}

const CodecCatalog& CodecCatalog::instance()
{
    static const CodecCatalog catalog;
    return catalog;
}

const Codec* CodecCatalog::codec(const QString& token) const
{
    return find(m_codecs, token);
}

const CodecType* CodecCatalog::type(const QString& codecToken, const QString& typeToken) const
{
    const Codec* found = codec(codecToken);
    if (found == nullptr)
        return nullptr;
    if (!typeToken.isEmpty())
        return find(found->types, typeToken);
    for (const CodecType& entry : found->types) {
        if (entry.unavailable.isEmpty())
            return &entry;
    }
    return &found->types.front();
}

const CodecPixelFormat* CodecCatalog::pixelFormat(const QString& codecToken, const QString& typeToken,
                                                  const QString& format) const
{
    const CodecType* found = type(codecToken, typeToken);
    if (found == nullptr)
        return nullptr;
    return format.isEmpty() ? &found->pixelFormats.front() : find(found->pixelFormats, format);
}

const AudioCodec* CodecCatalog::audioCodec(const QString& token) const
{
    return find(m_audioCodecs, token);
}

Status CodecCatalog::check(const MovieSpec& spec, const QString& container) const
{
    return checkMovieSpec(*this, spec, container);
}

QString usualCodec(const QString& container)
{
    for (const char* token : {"h264", "vp9", "mjpa", "gif"}) {
        const CodecType* type = CodecCatalog::instance().type(QString::fromLatin1(token), {});
        if (type != nullptr && type->unavailable.isEmpty() && type->containers.contains(container))
            return QString::fromLatin1(token);
    }
    return {};
}

QString usualAudioCodec(const QString& container)
{
    for (const char* token : {"aac", "opus", "pcm16"}) {
        const AudioCodec* codec = CodecCatalog::instance().audioCodec(QString::fromLatin1(token));
        if (codec != nullptr && codec->unavailable.isEmpty() && codec->containers.contains(container))
            return codec->token;
    }
    return {};
}

QStringList CodecCatalog::notices(const MovieSpec& spec, const QString& container) const
{
    return movieNotices(*this, spec, container);
}

} // namespace reelout
