// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/hardware_trial.h"

#include "encode/av_video_encoder.h"
#include "encode/codec_catalog.h"

#include <QCoreApplication>

#include <cstring>

namespace reelout {

namespace {

constexpr Size kTrialSize{640, 480};
constexpr int kTrialPictures = 4;

QString text(const char* source)
{
    return QCoreApplication::translate("reelout::HardwareProbe", source);
}

/// What libraries say, and what it means.
struct Saying {
    const char* encoder; ///< the end of its name
    const char* words;
    const char* meaning;
};
constexpr Saying kSayings[] = {
    {"_nvenc", "Cannot load lib",
     QT_TRANSLATE_NOOP("reelout::HardwareProbe", "There is no NVIDIA driver here.")},
    {"_nvenc", "Cannot load nv",
     QT_TRANSLATE_NOOP("reelout::HardwareProbe", "There is no NVIDIA driver here.")},
    {"_nvenc", "cuInit", QT_TRANSLATE_NOOP("reelout::HardwareProbe", "The NVIDIA driver finds no card.")},
    {"_nvenc", "No capable devices found",
     QT_TRANSLATE_NOOP("reelout::HardwareProbe", "No NVIDIA card here can encode this codec.")},
    {"_nvenc", "Driver does not support the required nvenc API",
     QT_TRANSLATE_NOOP("reelout::HardwareProbe", "The NVIDIA driver is too old for this FFmpeg.")},
    {"_vaapi", "No VA display found",
     QT_TRANSLATE_NOOP("reelout::HardwareProbe", "There is no graphics card with VA-API here.")},
    {"_vaapi", "Failed to initialise VAAPI",
     QT_TRANSLATE_NOOP("reelout::HardwareProbe", "The graphics card has no VA-API driver here.")},
    {"_vaapi", "No usable encoding",
     QT_TRANSLATE_NOOP("reelout::HardwareProbe", "The graphics card can't encode this codec.")},
    {"_vaapi", "VA-API: ", // the device, which says nothing itself
     QT_TRANSLATE_NOOP("reelout::HardwareProbe", "There is no graphics card with VA-API here.")},
    {"_qsv", "MFX session",
     QT_TRANSLATE_NOOP("reelout::HardwareProbe", "There is no Intel Quick Sync driver here.")},
    {"_amf", "failed to open",
     QT_TRANSLATE_NOOP("reelout::HardwareProbe", "There is no AMD AMF driver here.")},
    {"_videotoolbox", "-12908",
     QT_TRANSLATE_NOOP("reelout::HardwareProbe", "This machine has no hardware encoder for this codec.")},
};

const CodecType* typeOf(const QString& encoder, MovieSpec& movie)
{
    for (const Codec& codec : CodecCatalog::instance().codecs()) {
        for (const CodecType& type : codec.types) {
            if (type.isHardware && type.encoder == encoder) {
                movie.codec = codec.token;
                movie.codecType = type.token;
                return &type;
            }
        }
    }
    return nullptr;
}

PicturePtr greyPicture(PicturePool& pool, PixelFormat format)
{
    std::shared_ptr<Picture> picture = pool.acquire(format, kTrialSize);
    if (!picture)
        return nullptr;
    for (int plane = 0; plane < 2; ++plane) {
        const int rows = kTrialSize.height >> plane;
        for (int y = 0; y < rows; ++y)
            std::memset(picture->row(plane, y), 128, static_cast<std::size_t>(kTrialSize.width));
    }
    return picture;
}

Status encodeSome(VideoEncoder& encoder, PixelFormat format)
{
    PicturePool pool;
    int packets = 0;
    const auto collect = [&]() -> Status {
        for (;;) {
            const Result<AvPacketPtr> packet = encoder.receive();
            if (!packet)
                return packet.error();
            if (!*packet)
                return {};
            ++packets;
        }
    };
    for (int index = 0; index < kTrialPictures; ++index) {
        const PicturePtr picture = greyPicture(pool, format);
        if (!picture)
            return outOfMemory(QStringLiteral("try encoder"));
        REELOUT_TRY(encoder.send(picture, index));
        REELOUT_TRY(collect());
    }
    REELOUT_TRY(encoder.sendEnd());
    REELOUT_TRY(collect());
    if (packets == kTrialPictures)
        return {};
    return makeError(ErrorCode::EncoderRejected, QStringLiteral("try encoder"),
                     text("It made %1 of %2 pictures.").arg(packets).arg(kTrialPictures));
}

} // namespace

QString tryHardwareEncoder(const QString& encoder)
{
    MovieSpec movie;
    const CodecType* type = typeOf(encoder, movie);
    if (type == nullptr)
        return text("There is no hardware encoder %1.").arg(encoder);
    if (!type->unavailable.isEmpty())
        return type->unavailable;
    movie.size = kTrialSize;
    const CodecPixelFormat& format = type->pixelFormats.front();
    VideoEncoderSpec spec;
    spec.plan = encoderPlan({movie, *type, format, kTrialSize, {}, 1});
    spec.format = format.format;
    spec.colour = format.colour;
    spec.size = kTrialSize;
    const Result<std::unique_ptr<VideoEncoder>> opened = AvVideoEncoder::open(spec);
    if (!opened)
        return plainHardwareReason(encoder, opened.error().detail);
    const Status encoded = encodeSome(**opened, format.format);
    return encoded ? QString() : plainHardwareReason(encoder, encoded.error().detail);
}

QString plainHardwareReason(const QString& encoder, const QString& detail)
{
    for (const Saying& saying : kSayings) {
        if (encoder.endsWith(QLatin1String(saying.encoder)) && detail.contains(QLatin1String(saying.words)))
            return text(saying.meaning);
    }
    return text("It does not open: %1.").arg(detail);
}

} // namespace reelout
