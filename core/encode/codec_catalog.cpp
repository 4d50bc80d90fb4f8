// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/codec_catalog.h"

#include "encode/codec_check.h"
#include "encode/codec_tables.h"
#include "encode/hardware_options.h"
#include "encode/hardware_probe.h"
#include "ffmpeg/av_features.h"
#include "ffmpeg/av_formats.h"

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

// What every version of the encoder takes differs; a format it does not have leaves the menu.
void dropForeignFormats(CodecType& type)
{
    const AVCodec* codec = avcodec_find_encoder_by_name(type.encoder.toLatin1().constData());
    if (codec == nullptr || hardwareFamily(type.encoder) == HardwareFamily::Vaapi)
        return;
    std::erase_if(type.pixelFormats, [&](const CodecPixelFormat& row) {
        return !encoderAccepts(*codec, toAvPixelFormat(row.format));
    });
}

QString obstacleOf(const HardwareFinding& finding)
{
    using State = HardwareFinding::State;
    switch (finding.state) {
    case State::Unknown:
        return QCoreApplication::translate("reelout::codec", "It was not looked for yet.");
    case State::Looking:
        return QCoreApplication::translate("reelout::codec", "It is being looked for.");
    case State::Usable:
        return {};
    case State::Unusable:
        break;
    }
    return finding.reason;
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
            if (type.isHardware)
                dropForeignFormats(type);
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

bool CodecCatalog::holdsSound(const Codec& codec) const
{
    const auto canHold = [&](const QString& container) {
        return std::any_of(m_audioCodecs.begin(), m_audioCodecs.end(),
                           [&](const AudioCodec& audio) { return audio.containers.contains(container); });
    };
    return std::any_of(codec.types.begin(), codec.types.end(), [&](const CodecType& type) {
        return std::any_of(type.containers.begin(), type.containers.end(), canHold);
    });
}

const AudioCodec* CodecCatalog::audioCodec(const QString& token) const
{
    return find(m_audioCodecs, token);
}

const CodecType* CodecCatalog::softwareType(const QString& codecToken) const
{
    const Codec* found = codec(codecToken);
    if (found == nullptr)
        return nullptr;
    const auto usable = std::find_if(found->types.begin(), found->types.end(), [](const CodecType& entry) {
        return !entry.isHardware && entry.unavailable.isEmpty();
    });
    return usable == found->types.end() ? nullptr : &*usable;
}

QString CodecCatalog::obstacle(const CodecType& type)
{
    if (!type.isHardware || !type.unavailable.isEmpty())
        return type.unavailable;
    return obstacleOf(HardwareProbe::instance().finding(type.encoder));
}

QString CodecCatalog::finalObstacle(const CodecType& type)
{
    if (!type.isHardware || !type.unavailable.isEmpty())
        return type.unavailable;
    const HardwareFinding finding = HardwareProbe::instance().wait(type.encoder, kLongestTrial);
    return obstacleOf(finding);
}

Result<MovieSpec> CodecCatalog::onSoftware(const MovieSpec& spec) const
{
    const CodecType* type = softwareType(spec.codec);
    if (type == nullptr) {
        return makeError(ErrorCode::Unsupported, QStringLiteral("fall back to software"),
                         QCoreApplication::translate("reelout::codec", "There is no software encoder of %1.")
                             .arg(spec.codec));
    }
    MovieSpec movie = spec;
    movie.codecType = type->token;
    if (pixelFormat(movie.codec, movie.codecType, movie.pixelFormat) == nullptr)
        movie.pixelFormat.clear();
    return movie;
}

QString CodecCatalog::fallbackNotice(const MovieSpec& spec, const QString& reason) const
{
    const CodecType* wanted = type(spec.codec, spec.codecType);
    const CodecType* software = softwareType(spec.codec);
    return QCoreApplication::translate("reelout::codec",
                                       "%1 did not start, so the software encoder %2 records instead. %3")
        .arg(wanted ? wanted->label : spec.codecType, software ? software->label : QString(), reason);
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
