// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/codec_tables.h"

#include "encode/hardware_options.h"
#include "ffmpeg/av_features.h"

#include <QCoreApplication>

#include <algorithm>

namespace reelout {

namespace {

constexpr SizeRule kAnySize{};
constexpr SizeRule kEven{2, 2, 2, 2, 16384};
constexpr SizeRule kEvenWidth{2, 1, 2, 1, 16384};
constexpr SizeRule kBlocksOf4{4, 4, 4, 4, 16384};
constexpr SizeRule kCineform{16, 8, 32, 32, 16384};
// FFmpeg can't read back its own 4:2:2 where both the width in 32s and the height in 16s leave a rest.
constexpr SizeRule kCineform422{32, 8, 64, 32, 16384};
constexpr SizeRule kDnx{2, 2, 256, 120, 16384};

QString text(const char* source)
{
    return QCoreApplication::translate("reelout::codec", source);
}

// An encoder's own least and greatest sides.
std::vector<CodecPixelFormat> bounded(std::vector<CodecPixelFormat> formats, int minimum, int maximum = 16384)
{
    for (CodecPixelFormat& format : formats) {
        format.sizeRule.minimumWidth = std::max(format.sizeRule.minimumWidth, minimum);
        format.sizeRule.minimumHeight = std::max(format.sizeRule.minimumHeight, minimum);
        format.sizeRule.maximumSide = std::min(format.sizeRule.maximumSide, maximum);
    }
    return formats;
}

CodecPixelFormat row(const char* token, const char* label, PixelFormat format, const ColourSpec& colour,
                     const SizeRule& rule)
{
    return {QString::fromLatin1(token), text(label), format, colour, rule};
}

CodecPixelFormat yuv420(const ColourSpec& colour = kBt709Limited, PixelFormat format = PixelFormat::Yuv420p8)
{
    return row("yuv420", QT_TRANSLATE_NOOP("reelout::codec", "YUV 4:2:0, 8 bit"), format, colour, kEven);
}
CodecPixelFormat yuv420p10()
{
    return row("yuv420p10bit", QT_TRANSLATE_NOOP("reelout::codec", "YUV 4:2:0, 10 bit"),
               PixelFormat::Yuv420p10, kBt709Limited, kEven);
}
CodecPixelFormat yuv420p12()
{
    return row("yuv420p12bit", QT_TRANSLATE_NOOP("reelout::codec", "YUV 4:2:0, 12 bit"),
               PixelFormat::Yuv420p12, kBt709Limited, kEven);
}
CodecPixelFormat yuv422(const ColourSpec& colour = kBt709Limited, const SizeRule& rule = kEvenWidth)
{
    return row("yuv422", QT_TRANSLATE_NOOP("reelout::codec", "YUV 4:2:2, 8 bit"), PixelFormat::Yuv422p8,
               colour, rule);
}
CodecPixelFormat yuv422p10(const SizeRule& rule = kEvenWidth)
{
    return row("yuv422p10bit", QT_TRANSLATE_NOOP("reelout::codec", "YUV 4:2:2, 10 bit"),
               PixelFormat::Yuv422p10, kBt709Limited, rule);
}
CodecPixelFormat yuv422p12()
{
    return row("yuv422p12bit", QT_TRANSLATE_NOOP("reelout::codec", "YUV 4:2:2, 12 bit"),
               PixelFormat::Yuv422p12, kBt709Limited, kEvenWidth);
}
CodecPixelFormat yuv444(const ColourSpec& colour = kBt709Limited)
{
    return row("yuv444", QT_TRANSLATE_NOOP("reelout::codec", "YUV 4:4:4, 8 bit"), PixelFormat::Yuv444p8,
               colour, kAnySize);
}
CodecPixelFormat yuv444p10(const SizeRule& rule = kAnySize)
{
    return row("yuv444p10bit", QT_TRANSLATE_NOOP("reelout::codec", "YUV 4:4:4, 10 bit"),
               PixelFormat::Yuv444p10, kBt709Limited, rule);
}
CodecPixelFormat yuv444p12()
{
    return row("yuv444p12bit", QT_TRANSLATE_NOOP("reelout::codec", "YUV 4:4:4, 12 bit"),
               PixelFormat::Yuv444p12, kBt709Limited, kAnySize);
}
CodecPixelFormat yuva420()
{
    return row("yuva420", QT_TRANSLATE_NOOP("reelout::codec", "YUV 4:2:0 with alpha, 8 bit"),
               PixelFormat::Yuva420p8, kBt709Limited, kEven);
}
CodecPixelFormat yuva444p10()
{
    return row("yuva444p10bit", QT_TRANSLATE_NOOP("reelout::codec", "YUV 4:4:4 with alpha, 10 bit"),
               PixelFormat::Yuva444p10, kBt709Limited, kAnySize);
}
CodecPixelFormat rgb(PixelFormat format, const SizeRule& rule = kAnySize)
{
    return row("rgb", QT_TRANSLATE_NOOP("reelout::codec", "RGB"), format, kScreenColour, rule);
}
CodecPixelFormat rgba(PixelFormat format, const SizeRule& rule = kAnySize)
{
    return row("rgba", QT_TRANSLATE_NOOP("reelout::codec", "RGBA"), format, kScreenColour, rule);
}

QStringList list(std::initializer_list<const char*> words)
{
    QStringList result;
    for (const char* word : words)
        result << QString::fromLatin1(word);
    return result;
}

CodecType type(const char* token, const char* label, const char* encoder,
               std::vector<CodecPixelFormat> formats, const QStringList& containers,
               const QStringList& settings, const QString& unavailable)
{
    return {QString::fromLatin1(token),
            QString::fromUtf8(label),
            QString::fromLatin1(encoder),
            std::move(formats),
            containers,
            settings,
            unavailable,
            false};
}

Codec codec(const char* token, const char* label, std::vector<CodecType> types, bool steeredByQuality)
{
    Codec result{QString::fromLatin1(token), text(label), std::move(types), {}, steeredByQuality};
    result.unavailable = result.types.front().unavailable;
    for (const CodecType& entry : result.types) {
        if (entry.unavailable.isEmpty())
            result.unavailable.clear();
    }
    return result;
}

// The hardware encoders of H.264, H.265 and AV1, by FFmpeg's suffix.
struct Hardware {
    const char* token;
    const char* label;
};
constexpr Hardware kHardware[] = {{"nvenc", "NVIDIA NVENC"},
                                  {"vaapi", "VA-API"},
                                  {"qsv", "Intel Quick Sync"},
                                  {"amf", "AMD AMF"},
                                  {"videotoolbox", "Apple VideoToolbox"}};

void addHardware(std::vector<CodecType>& types, const char* family, const char* codecToken,
                 const std::vector<CodecPixelFormat>& formats, const QStringList& containers)
{
    for (const Hardware& hardware : kHardware) {
        const QByteArray encoder = QByteArray(family) + '_' + hardware.token;
        const QStringList settings =
            hardwareSettings(*hardwareFamily(QString::fromLatin1(encoder)), QString::fromLatin1(codecToken));
        types.push_back(
            type(hardware.token, hardware.label, encoder.constData(), formats, containers, settings, {}));
        types.back().isHardware = true;
    }
}

// Chips take pictures in NV12 and P010, from 129x33 (NVENC) or 128x128 (AMD) upwards.
std::vector<CodecPixelFormat> hardwareFormats(int maximumSide, bool hasTenBits)
{
    const SizeRule rule{2, 2, 256, 128, maximumSide};
    std::vector<CodecPixelFormat> formats{yuv420(kBt709Limited, PixelFormat::Nv12)};
    if (hasTenBits) {
        formats.push_back(yuv420p10());
        formats.back().format = PixelFormat::P010;
    }
    for (CodecPixelFormat& format : formats)
        format.sizeRule = rule;
    return formats;
}

Codec h264()
{
    const QStringList containers = list({"mp4", "mov", "mkv"});
    const QStringList settings =
        list({"quality", "profile", "preset", "bitratemode", "avgbitrate", "peakbitrate", "keyframeinterval",
              "maxbframes", "motionpredict", "frameslicing", "numslices", "entropymode"});
    // x264 keeps 4:2:0 pictures as NV12 inside: handing that over saves it the interleaving.
    std::vector<CodecType> types{type("x264", "x264", "libx264",
                                      {yuv420(kBt709Limited, PixelFormat::Nv12), yuv420p10(), yuv422(),
                                       yuv422p10(), yuv444(), yuv444p10(), rgb(PixelFormat::Bgrx8)},
                                      containers, settings, {})};
    addHardware(types, "h264", "h264", hardwareFormats(4096, false), containers);
    return codec("h264", "H.264", std::move(types), true);
}

Codec h265()
{
    const QStringList containers = list({"mp4", "mov", "mkv"});
    const QStringList settings =
        list({"quality", "preset", "bitratemode", "avgbitrate", "peakbitrate", "keyframeinterval",
              "maxbframes", "motionpredict", "frameslicing", "numslices"});
    std::vector<CodecPixelFormat> formats =
        bounded({yuv420(), yuv420p10(), yuv420p12(), yuv422(), yuv422p10(), yuv444(), yuv444p10(),
                 rgb(PixelFormat::Gbrp8)},
                16);
    // The lookahead of x265 3.5 writes beyond the end of its memory for what is narrower than 50 pixels.
    for (CodecPixelFormat& format : formats)
        format.sizeRule.minimumWidth = 64;
    std::vector<CodecType> types{
        type("x265", "x265", "libx265", std::move(formats), containers, settings, {})};
    addHardware(types, "hevc", "h265", hardwareFormats(8192, true), containers);
    return codec("h265", "H.265/HEVC", std::move(types), true);
}

Codec av1()
{
    const QStringList containers = list({"mp4", "mkv", "webm"});
    const QStringList settings =
        list({"quality", "preset", "bitratemode", "avgbitrate", "peakbitrate", "keyframeinterval"});
    QStringList svtSettings = settings;
    if (!REELOUT_AV_SVT_KEEPS_PEAK)
        svtSettings.removeOne(QStringLiteral("peakbitrate"));
    std::vector<CodecType> types{
        type("svtav1", "SVT-AV1", "libsvtav1", bounded({yuv420(), yuv420p10()}, 64), containers, svtSettings,
             {}),
        type("aom", "libaom", "libaom-av1", {yuv420(), yuv420p10()}, containers, settings, {})};
    addHardware(types, "av1", "av1", hardwareFormats(8192, true), containers);
    return codec("av1", "AV1", std::move(types), true);
}

Codec cineform()
{
    const std::vector<CodecPixelFormat> formats{yuv422p10(kCineform422), rgb(PixelFormat::Gbrp12, kCineform),
                                                rgba(PixelFormat::Gbrap12, kCineform)};
    std::vector<CodecType> types;
    for (const auto& [token, label] : {std::pair{"film", "Film"}, std::pair{"high", "High"},
                                       std::pair{"medium", "Medium"}, std::pair{"low", "Low"}}) {
        types.push_back(type(token, label, "cfhd", formats, list({"mov", "mkv", "avi"}), {}, {}));
    }
    return codec("cineform", "GoPro-Cineform", std::move(types), true);
}

CodecType hapType(const char* token, const char* label, const CodecPixelFormat& format)
{
    return type(token, label, kHapEncoder, {format}, list({"mov"}),
                list({"frameslicing", "numslices", "secondarycompression"}), {});
}

Codec hap()
{
    return codec("hap", "Hap",
                 {hapType("hap", "Hap", rgb(PixelFormat::Bgrx8, kBlocksOf4)),
                  hapType("hapalpha", "Hap Alpha", rgba(PixelFormat::Bgra8, kBlocksOf4))},
                 false);
}

Codec hapQ()
{
    return codec("hapq", "Hap Q",
                 {hapType("hapq", "Hap Q", rgb(PixelFormat::Bgrx8, kBlocksOf4)),
                  hapType("hapqalpha", "Hap Q Alpha", rgba(PixelFormat::Bgra8, kBlocksOf4)),
                  hapType("hapr", "Hap R", rgba(PixelFormat::Bgra8, kBlocksOf4)),
                  hapType("haphdr", "Hap HDR", rgb(PixelFormat::RgbaF32, kBlocksOf4))},
                 false);
}

Codec prores()
{
    const QStringList containers = list({"mov", "mkv"});
    const QStringList settings = list({"quality", "frameslicing", "numslices"});
    std::vector<CodecType> types;
    for (const auto& [token, label] : {std::pair{"proxy", "422 Proxy"}, std::pair{"lt", "422 LT"},
                                       std::pair{"422", "422"}, std::pair{"hq", "422 HQ"}}) {
        types.push_back(type(token, label, "prores_ks", {yuv422p10()}, containers, settings, {}));
    }
    for (const auto& [token, label] : {std::pair{"4444", "4444"}, std::pair{"4444xq", "4444 XQ"}}) {
        types.push_back(
            type(token, label, "prores_ks", {yuv444p10(), yuva444p10()}, containers, settings, {}));
    }
    return codec("prores", "Apple ProRes", std::move(types), true);
}

Codec dnxhr()
{
    const QStringList containers = list({"mov", "mkv"});
    std::vector<CodecType> types;
    for (const auto& [token, label] : {std::pair{"lb", "LB"}, std::pair{"sq", "SQ"}, std::pair{"hq", "HQ"}}) {
        types.push_back(type(token, label, "dnxhd", {yuv422(kBt709Limited, kDnx)}, containers, {}, {}));
    }
    types.push_back(type("hqx", "HQX", "dnxhd", {yuv422p10(kDnx)}, containers, {}, {}));
    types.push_back(type("444", "444", "dnxhd", {yuv444p10(kDnx)}, containers, {}, {}));
    return codec("dnxhr", "Avid DNxHR", std::move(types), false);
}

Codec ffv1()
{
    std::vector<CodecPixelFormat> formats{
        yuv420(),
        yuv422(),
        yuv444(),
        yuv420p10(),
        yuv422p10(),
        yuv444p10(),
        yuv420p12(),
        yuv422p12(),
        yuv444p12(),
        yuva420(),
        yuva444p10(),
        rgb(PixelFormat::Bgrx8),
        rgba(PixelFormat::Bgra8),
        row("rgb16bit", QT_TRANSLATE_NOOP("reelout::codec", "RGB, 16 bit"), PixelFormat::Gbrp16,
            kScreenColour, kAnySize),
        row("rgba16bit", QT_TRANSLATE_NOOP("reelout::codec", "RGBA, 16 bit"), PixelFormat::Gbrap16,
            kScreenColour, kAnySize),
        row("gray", QT_TRANSLATE_NOOP("reelout::codec", "Grey, 8 bit"), PixelFormat::Gray8, kScreenColour,
            kAnySize),
        row("gray16bit", QT_TRANSLATE_NOOP("reelout::codec", "Grey, 16 bit"), PixelFormat::Gray16,
            kScreenColour, kAnySize)};
    return codec("ffv1", "FFV1 (lossless)",
                 {type("", "", "ffv1", std::move(formats), list({"mkv", "avi"}),
                       list({"frameslicing", "numslices"}), {})},
                 false);
}

Codec gif()
{
    // GIF89a section 18: sizes have 16 bits; times are hundredths of a second.
    constexpr SizeRule kGif{1, 1, 1, 1, 16384};
    return codec(
        "gif", "GIF",
        {type("", "", "gif",
              {row("palette", QT_TRANSLATE_NOOP("reelout::codec", "256 colours"), PixelFormat::Bgrx8,
                   kScreenColour, kGif),
               row("palettealpha", QT_TRANSLATE_NOOP("reelout::codec", "255 colours and transparent"),
                   PixelFormat::Bgra8, kScreenColour, kGif)},
              list({"gif"}), {}, {})},
        false);
}

Codec vpx(const char* token, const char* label, const char* encoder, std::vector<CodecPixelFormat> formats,
          const QStringList& settings)
{
    return codec(token, label,
                 {type("", "", encoder, std::move(formats), list({"webm", "mkv"}), settings, {})}, true);
}

AudioCodec sound(const char* token, const char* label, const char* encoder, const QStringList& containers,
                 bool isLossy, std::vector<int> sampleRates = {}, int maximumChannels = 8)
{
    AudioCodec result;
    result.token = QString::fromLatin1(token);
    result.label = text(label);
    result.encoder = QString::fromLatin1(encoder);
    result.containers = containers;
    result.isLossy = isLossy;
    result.sampleRates = std::move(sampleRates);
    result.maximumChannels = maximumChannels;
    return result;
}

} // namespace

std::vector<Codec> videoCodecTable()
{
    const QStringList rates =
        list({"quality", "bitratemode", "avgbitrate", "peakbitrate", "keyframeinterval"});
    const QStringList vp9Settings =
        list({"quality", "preset", "bitratemode", "avgbitrate", "peakbitrate", "keyframeinterval"});
    const QStringList mpeg4Settings = list({"quality", "bitratemode", "avgbitrate", "peakbitrate",
                                            "keyframeinterval", "maxbframes", "motionpredict"});
    std::vector<Codec> codecs;
    codecs.push_back(codec(
        "rle", "Animation",
        {type("", "", "qtrle", {rgb(PixelFormat::Rgb8), rgba(PixelFormat::Argb8)}, list({"mov"}), {}, {})},
        false));
    codecs.push_back(
        codec("mjpa", "Photo/Motion JPEG",
              {type("", "", "mjpeg", {yuv420(kJfifColour), yuv422(kJfifColour), yuv444(kJfifColour)},
                    list({"mov", "avi", "mkv"}), list({"quality"}), {})},
              true));
    codecs.push_back(codec("mpeg4", "MPEG 4 (Part 2)",
                           {type("", "", "mpeg4", bounded({yuv420()}, 2, 8190),
                                 list({"mp4", "mov", "mkv", "avi"}), mpeg4Settings, {})},
                           true));
    codecs.push_back(h264());
    codecs.push_back(h265());
    codecs.push_back(cineform());
    codecs.push_back(hap());
    codecs.push_back(hapQ());
    codecs.push_back(prores());
    codecs.push_back(codec(
        "notchlc", "NotchLC",
        {type("", "", "", {rgb(PixelFormat::Bgrx8), rgba(PixelFormat::Bgra8)}, list({"mov"}),
              list({"quality"}),
              text(QT_TRANSLATE_NOOP("reelout::codec", "There is no encoder for it that others may use.")))},
        true));
    codecs.push_back(vpx("vp8", "VP8", "libvpx", bounded({yuv420(kVp8Colour)}, 2, 16382), rates));
    codecs.push_back(vpx("vp9", "VP9", "libvpx-vp9",
                         {yuv420(), yuv420p10(), yuv422(), yuv422p10(), yuv444(), yuv444p10(), yuva420()},
                         vp9Settings));
    codecs.push_back(av1());
    codecs.push_back(gif());
    codecs.push_back(dnxhr());
    codecs.push_back(ffv1());
    return codecs;
}

std::vector<AudioCodec> audioCodecTable()
{
    const QStringList iso = list({"mp4", "mov", "mkv"});
    const QStringList pcm = list({"mov", "mkv", "avi"});
    const QStringList xiph = list({"mkv", "webm"});
    // ISO/IEC 11172-3 and 13818-3, with the lowest rates of "MPEG 2.5".
    const std::vector<int> mp3Rates{8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000};
    // ISO/IEC 14496-3 table 1.18.
    const std::vector<int> aacRates{8000,  11025, 12000, 16000, 22050, 24000,
                                    32000, 44100, 48000, 64000, 88200, 96000};
    // Any other makes the decoder's clock run beside the container's.
    const std::vector<int> opusRates{48000};
    const std::vector<int> vorbisRates{8000, 11025, 16000, 22050, 32000, 44100, 48000, 96000};
    return {sound("alac", "ALAC (Apple Lossless)", "alac", iso, false),
            sound("mp3", "MP3", "libmp3lame", iso, true, mp3Rates, 2),
            sound("pcm16", "Uncompressed 16-bit (PCM)", "pcm_s16le", pcm, false),
            sound("pcm24", "Uncompressed 24-bit (PCM)", "pcm_s24le", pcm, false),
            sound("pcm32", "Uncompressed 32-bit (PCM)", "pcm_s32le", pcm, false),
            sound("vorbis", "Vorbis", "libvorbis", xiph, true, vorbisRates),
            sound("aac", "AAC", "aac", iso, true, aacRates),
            sound("opus", "Opus", "libopus", list({"mp4", "mkv", "webm"}), true, opusRates),
            sound("flac", "FLAC", "flac", list({"mp4", "mkv"}), false)};
}

} // namespace reelout
