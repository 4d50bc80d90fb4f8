// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/x264_settings.h"

#include "ffmpeg/av_formats.h"

#include <string_view>

namespace reelout {

namespace {

Error rejected(const QString& name, const QString& value)
{
    return makeError(ErrorCode::EncoderRejected, QStringLiteral("open video encoder"),
                     QStringLiteral("libx264 takes no %1=%2").arg(name, value));
}

/// libavcodec's names beside libx264's own.
struct Name {
    std::string_view theirs;
    const char* own;
};
constexpr Name kNames[] = {
    {"crf", "crf"},
    {"g", "keyint"},
    {"keyint_min", "min-keyint"},
    {"sc_threshold", "scenecut"},
    {"bf", "bframes"},
    {"b_strategy", "b-adapt"},
    {"rc-lookahead", "rc-lookahead"},
    {"mbtree", "mbtree"},
    {"subq", "subme"},
    {"slices", "slices"},
    {"8x8dct", "8x8dct"},
    {"weightp", "weightp"},
    {"aq-mode", "aq-mode"},
    {"qp", "qp"},
};

Status parse(x264_param_t& parameters, const char* name, const QString& value)
{
    if (x264_param_parse(&parameters, name, value.toLatin1().constData()) != 0)
        return rejected(QLatin1String(name), value);
    return {};
}

QString kilobits(const QString& bits)
{
    return QString::number(bits.toLongLong() / 1000);
}

Status apply(x264_param_t& parameters, const QString& name, const QString& value)
{
    if (name == QLatin1String("b"))
        return parse(parameters, "bitrate", kilobits(value));
    if (name == QLatin1String("maxrate"))
        return parse(parameters, "vbv-maxrate", kilobits(value));
    if (name == QLatin1String("bufsize"))
        return parse(parameters, "vbv-bufsize", kilobits(value));
    if (name == QLatin1String("coder"))
        return parse(parameters, "cabac",
                     value == QLatin1String("cabac") ? QStringLiteral("1") : QStringLiteral("0"));
    if (name == QLatin1String("x264-params")) {
        for (const QString& pair : value.split(QLatin1Char(':'), Qt::SkipEmptyParts)) {
            const qsizetype equals = pair.indexOf(QLatin1Char('='));
            REELOUT_TRY(parse(parameters, pair.left(equals).toLatin1().constData(), pair.mid(equals + 1)));
        }
        return {};
    }
    for (const Name& known : kNames) {
        if (name == QLatin1String(known.theirs.data()))
            return parse(parameters, known.own, value);
    }
    return rejected(name, value);
}

void describePictures(x264_param_t& parameters, const VideoEncoderSpec& spec)
{
    parameters.i_width = spec.size.width;
    parameters.i_height = spec.size.height;
    parameters.i_csp = x264ColourSpace(spec.format) & X264_CSP_MASK;
    parameters.i_bitdepth = pixelFormatInfo(spec.format).bitsPerComponent;
    parameters.i_fps_num = static_cast<std::uint32_t>(spec.rate.numerator());
    parameters.i_fps_den = static_cast<std::uint32_t>(spec.rate.denominator());
    parameters.i_timebase_num = parameters.i_fps_den;
    parameters.i_timebase_den = parameters.i_fps_num;
    const AVRational aspect = av_d2q(spec.pixelAspect, 10000);
    parameters.vui.i_sar_width = aspect.num;
    parameters.vui.i_sar_height = aspect.den;
    const AvColour colour = toAvColour(spec.colour);
    parameters.vui.b_fullrange = colour.range == AVCOL_RANGE_JPEG ? 1 : 0;
    parameters.vui.i_colorprim = colour.primaries;
    parameters.vui.i_transfer = colour.transfer;
    parameters.vui.i_colmatrix = colour.matrix;
    // Sited left, like everything image/yuv_rows.h makes.
    parameters.vui.i_chroma_loc = 0;
}

} // namespace

int x264ColourSpace(PixelFormat format)
{
    switch (format) {
    case PixelFormat::Nv12:
        return X264_CSP_NV12;
    case PixelFormat::Yuv420p8:
        return X264_CSP_I420;
    case PixelFormat::Yuv422p8:
        return X264_CSP_I422;
    case PixelFormat::Yuv444p8:
        return X264_CSP_I444;
    case PixelFormat::Yuv420p10:
        return X264_CSP_I420 | X264_CSP_HIGH_DEPTH;
    case PixelFormat::Yuv422p10:
        return X264_CSP_I422 | X264_CSP_HIGH_DEPTH;
    case PixelFormat::Yuv444p10:
        return X264_CSP_I444 | X264_CSP_HIGH_DEPTH;
    default:
        return X264_CSP_NONE;
    }
}

Result<x264_param_t> x264Settings(const VideoEncoderSpec& spec)
{
    if (x264ColourSpace(spec.format) == X264_CSP_NONE)
        return makeError(ErrorCode::Unsupported, QStringLiteral("open video encoder"),
                         QStringLiteral("libx264 takes no %1").arg(pixelFormatName(spec.format)));
    QByteArray preset = "medium";
    QByteArray profile;
    for (const auto& [name, value] : spec.plan.options) {
        if (name == QLatin1String("preset"))
            preset = value.toLatin1();
        else if (name == QLatin1String("profile"))
            profile = value.toLatin1();
    }
    x264_param_t parameters;
    if (x264_param_default_preset(&parameters, preset.constData(), nullptr) != 0)
        return rejected(QStringLiteral("preset"), QLatin1String(preset));
    parameters.i_log_level = X264_LOG_ERROR;
    parameters.i_threads = spec.plan.threads;
    parameters.b_repeat_headers = spec.globalHeader ? 0 : 1;
    describePictures(parameters, spec);
    for (const auto& [name, value] : spec.plan.options) {
        if (name != QLatin1String("preset") && name != QLatin1String("profile"))
            REELOUT_TRY(apply(parameters, name, value));
    }
    if (!profile.isEmpty() && x264_param_apply_profile(&parameters, profile.constData()) != 0)
        return rejected(QStringLiteral("profile"), QLatin1String(profile));
    return parameters;
}

} // namespace reelout
