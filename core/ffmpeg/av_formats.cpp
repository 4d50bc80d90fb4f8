// SPDX-License-Identifier: GPL-3.0-or-later
#include "ffmpeg/av_formats.h"

#include <algorithm>
#include <array>
#include <utility>

namespace reelout {

namespace {

constexpr auto kFormats = std::to_array<std::pair<PixelFormat, AVPixelFormat>>({
    {PixelFormat::Bgra8, AV_PIX_FMT_BGRA}, {PixelFormat::Bgrx8, AV_PIX_FMT_BGR0},
        {PixelFormat::Rgba8, AV_PIX_FMT_RGBA}, {PixelFormat::Argb8, AV_PIX_FMT_ARGB},
        {PixelFormat::Rgb8, AV_PIX_FMT_RGB24}, {PixelFormat::Rgba16, AV_PIX_FMT_RGBA64},
#if REELOUT_AV_FLOAT_RGBA
        {PixelFormat::RgbaF16, AV_PIX_FMT_RGBAF16}, {PixelFormat::RgbaF32, AV_PIX_FMT_RGBAF32},
#endif
        {PixelFormat::Gray8, AV_PIX_FMT_GRAY8}, {PixelFormat::Gray16, AV_PIX_FMT_GRAY16},
        {PixelFormat::GrayF32, AV_PIX_FMT_GRAYF32}, {PixelFormat::Yuv420p8, AV_PIX_FMT_YUV420P},
        {PixelFormat::Nv12, AV_PIX_FMT_NV12}, {PixelFormat::Yuv422p8, AV_PIX_FMT_YUV422P},
        {PixelFormat::Yuv444p8, AV_PIX_FMT_YUV444P}, {PixelFormat::Yuv420p10, AV_PIX_FMT_YUV420P10},
        {PixelFormat::P010, AV_PIX_FMT_P010}, {PixelFormat::Yuv422p10, AV_PIX_FMT_YUV422P10},
        {PixelFormat::Yuv444p10, AV_PIX_FMT_YUV444P10}, {PixelFormat::Yuv420p12, AV_PIX_FMT_YUV420P12},
        {PixelFormat::Yuv422p12, AV_PIX_FMT_YUV422P12}, {PixelFormat::Yuv444p12, AV_PIX_FMT_YUV444P12},
        {PixelFormat::Yuva420p8, AV_PIX_FMT_YUVA420P}, {PixelFormat::Yuva444p10, AV_PIX_FMT_YUVA444P10},
        {PixelFormat::Yuva444p12, AV_PIX_FMT_YUVA444P12}, {PixelFormat::Yuyv8, AV_PIX_FMT_YUYV422},
        {PixelFormat::Gbrp8, AV_PIX_FMT_GBRP}, {PixelFormat::Gbrp10, AV_PIX_FMT_GBRP10},
        {PixelFormat::Gbrp12, AV_PIX_FMT_GBRP12}, {PixelFormat::Gbrp16, AV_PIX_FMT_GBRP16},
        {PixelFormat::Gbrap8, AV_PIX_FMT_GBRAP}, {PixelFormat::Gbrap10, AV_PIX_FMT_GBRAP10},
        {PixelFormat::Gbrap12, AV_PIX_FMT_GBRAP12}, {PixelFormat::Gbrap16, AV_PIX_FMT_GBRAP16},
});

// No list means anything goes.
#if REELOUT_AV_SUPPORTED_CONFIG
template <typename Format>
bool isSupported(const AVCodec& encoder, AVCodecConfig what, Format format)
{
    const void* list = nullptr;
    int count = 0;
    if (avcodec_get_supported_config(nullptr, &encoder, what, 0, &list, &count) < 0)
        return false;
    const auto* formats = static_cast<const Format*>(list);
    return formats == nullptr || std::find(formats, formats + count, format) != formats + count;
}
#else
template <typename Format>
bool isListed(const Format* list, Format end, Format format)
{
    if (list == nullptr)
        return true;
    for (const Format* entry = list; *entry != end; ++entry) {
        if (*entry == format)
            return true;
    }
    return false;
}
#endif

} // namespace

AVPixelFormat toAvPixelFormat(PixelFormat format)
{
    const auto* found = std::find_if(kFormats.begin(), kFormats.end(),
                                     [format](const auto& pair) { return pair.first == format; });
    return found == kFormats.end() ? AV_PIX_FMT_NONE : found->second;
}

PixelFormat fromAvPixelFormat(int format)
{
    const auto* found = std::find_if(kFormats.begin(), kFormats.end(),
                                     [format](const auto& pair) { return pair.second == format; });
    return found == kFormats.end() ? PixelFormat::None : found->first;
}

AvColour toAvColour(const ColourSpec& colour)
{
    AvColour result;
    switch (colour.matrix) {
    case ColourMatrix::Rgb:
        result.matrix = AVCOL_SPC_RGB;
        break;
    case ColourMatrix::Bt709:
        result.matrix = AVCOL_SPC_BT709;
        break;
    case ColourMatrix::Bt601:
        result.matrix = AVCOL_SPC_SMPTE170M;
        break;
    }
    switch (colour.transfer) {
    case ColourTransfer::Srgb:
        result.transfer = AVCOL_TRC_IEC61966_2_1;
        break;
    case ColourTransfer::Bt709:
        result.transfer = AVCOL_TRC_BT709;
        break;
    case ColourTransfer::Linear:
        result.transfer = AVCOL_TRC_LINEAR;
        break;
    }
    result.range = colour.range == ColourRange::Full ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
    return result;
}

bool encoderAccepts(const AVCodec& encoder, AVPixelFormat format)
{
#if REELOUT_AV_SUPPORTED_CONFIG
    return isSupported(encoder, AV_CODEC_CONFIG_PIX_FORMAT, format);
#else
    return isListed(encoder.pix_fmts, AV_PIX_FMT_NONE, format);
#endif
}

bool encoderAccepts(const AVCodec& encoder, AVSampleFormat format)
{
#if REELOUT_AV_SUPPORTED_CONFIG
    return isSupported(encoder, AV_CODEC_CONFIG_SAMPLE_FORMAT, format);
#else
    return isListed(encoder.sample_fmts, AV_SAMPLE_FMT_NONE, format);
#endif
}

} // namespace reelout
