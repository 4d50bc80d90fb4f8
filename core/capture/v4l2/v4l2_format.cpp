// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/v4l2/v4l2_format.h"

#include <algorithm>
#include <iterator>

#include <linux/videodev2.h>

// Newer than the oldest kernel headers we build with.
#ifndef V4L2_PIX_FMT_P010
#define V4L2_PIX_FMT_P010 v4l2_fourcc('P', '0', '1', '0')
#endif
#ifndef V4L2_PIX_FMT_Y210
#define V4L2_PIX_FMT_Y210 v4l2_fourcc('Y', '2', '1', '0')
#endif

namespace reelout {

namespace {

// Those in one piece of memory come before those in several.
constexpr V4l2Fourcc kFourccs[] = {
    {V4L2_PIX_FMT_YUYV, CameraLayout::Yuyv},    {V4L2_PIX_FMT_UYVY, CameraLayout::Uyvy},
    {V4L2_PIX_FMT_YVYU, CameraLayout::Yvyu},    {V4L2_PIX_FMT_VYUY, CameraLayout::Vyuy},
    {V4L2_PIX_FMT_NV12, CameraLayout::Nv12},    {V4L2_PIX_FMT_NV21, CameraLayout::Nv21},
    {V4L2_PIX_FMT_NV16, CameraLayout::Nv16},    {V4L2_PIX_FMT_YUV420, CameraLayout::I420},
    {V4L2_PIX_FMT_YVU420, CameraLayout::Yv12},  {V4L2_PIX_FMT_YUV422P, CameraLayout::I422},
    {V4L2_PIX_FMT_P010, CameraLayout::P010},    {V4L2_PIX_FMT_Y210, CameraLayout::Y210},
    {V4L2_PIX_FMT_GREY, CameraLayout::Grey},    {V4L2_PIX_FMT_Y16, CameraLayout::Grey16},
    {V4L2_PIX_FMT_RGB24, CameraLayout::Rgb24},  {V4L2_PIX_FMT_BGR24, CameraLayout::Bgr24},
    {V4L2_PIX_FMT_XBGR32, CameraLayout::Bgrx},  {V4L2_PIX_FMT_ABGR32, CameraLayout::Bgrx},
    {V4L2_PIX_FMT_BGR32, CameraLayout::Bgrx},   {V4L2_PIX_FMT_RGBX32, CameraLayout::Rgbx},
    {V4L2_PIX_FMT_RGBA32, CameraLayout::Rgbx},  {V4L2_PIX_FMT_MJPEG, CameraLayout::Mjpeg},
    {V4L2_PIX_FMT_JPEG, CameraLayout::Mjpeg},   {V4L2_PIX_FMT_H264, CameraLayout::H264},
    {V4L2_PIX_FMT_NV12M, CameraLayout::Nv12},   {V4L2_PIX_FMT_NV21M, CameraLayout::Nv21},
    {V4L2_PIX_FMT_NV16M, CameraLayout::Nv16},   {V4L2_PIX_FMT_YUV420M, CameraLayout::I420},
    {V4L2_PIX_FMT_YVU420M, CameraLayout::Yv12}, {V4L2_PIX_FMT_YUV422M, CameraLayout::I422},
};

struct Colorimetry {
    std::uint32_t space = 0;
    std::uint32_t encoding = 0;
    std::uint32_t quantization = 0;
    std::uint32_t transfer = 0;
};

// The defaults are those of V4L2_MAP_YCBCR_ENC_DEFAULT, _QUANTIZATION_DEFAULT and _XFER_FUNC_DEFAULT.
ColourSpec colourOf(const Colorimetry& told, CameraLayout layout)
{
    const PixelFormat picture = cameraFormat(layout).picture;
    if (picture != PixelFormat::None && !pixelFormatInfo(picture).isYuv)
        return kScreenColour;
    const bool isJpeg = layout == CameraLayout::Mjpeg || told.space == V4L2_COLORSPACE_JPEG;
    ColourSpec colour;
    colour.transfer = told.transfer == V4L2_XFER_FUNC_SRGB || (told.transfer == V4L2_XFER_FUNC_DEFAULT &&
                                                               (told.space == V4L2_COLORSPACE_SRGB || isJpeg))
                          ? ColourTransfer::Srgb
                          : ColourTransfer::Bt709;
    switch (told.encoding) {
    case V4L2_YCBCR_ENC_601:
    case V4L2_YCBCR_ENC_XV601:
        colour.matrix = ColourMatrix::Bt601;
        break;
    case V4L2_YCBCR_ENC_DEFAULT:
        colour.matrix = told.space == V4L2_COLORSPACE_REC709 || told.space == V4L2_COLORSPACE_DCI_P3 ||
                                told.space == V4L2_COLORSPACE_BT2020
                            ? ColourMatrix::Bt709
                            : ColourMatrix::Bt601;
        break;
    default: // BT.2020 and SMPTE 240M have no name here; BT.709 is nearest
        colour.matrix = ColourMatrix::Bt709;
        break;
    }
    const bool isFull = told.quantization == V4L2_QUANTIZATION_FULL_RANGE ||
                        (told.quantization == V4L2_QUANTIZATION_DEFAULT && isJpeg);
    colour.range = isFull ? ColourRange::Full : ColourRange::Limited;
    return colour;
}

} // namespace

const V4l2Fourcc* v4l2Fourcc(std::uint32_t fourcc)
{
    const auto* found = std::find_if(std::begin(kFourccs), std::end(kFourccs),
                                     [&](const V4l2Fourcc& each) { return each.fourcc == fourcc; });
    return found == std::end(kFourccs) ? nullptr : found;
}

std::vector<std::uint32_t> v4l2FourccsOf(CameraLayout layout)
{
    std::vector<std::uint32_t> found;
    for (const V4l2Fourcc& each : kFourccs) {
        if (each.layout == layout)
            found.push_back(each.fourcc);
    }
    return found;
}

FieldOrder fieldOrder(std::uint32_t field)
{
    switch (field) {
    case V4L2_FIELD_INTERLACED:
    case V4L2_FIELD_INTERLACED_TB:
    case V4L2_FIELD_INTERLACED_BT:
        return FieldOrder::Interleaved;
    case V4L2_FIELD_SEQ_TB:
        return FieldOrder::TopThenBottom;
    case V4L2_FIELD_SEQ_BT:
        return FieldOrder::BottomThenTop;
    case V4L2_FIELD_ALTERNATE:
        return FieldOrder::Alternating;
    case V4L2_FIELD_TOP:
    case V4L2_FIELD_BOTTOM:
        return FieldOrder::OneOnly;
    default:
        return FieldOrder::Whole;
    }
}

V4l2Picture readV4l2Format(const v4l2_format& format)
{
    V4l2Picture picture;
    Colorimetry colour;
    std::uint32_t field = 0;
    if (format.type == V4L2_BUF_TYPE_VIDEO_CAPTURE_MPLANE) {
        const v4l2_pix_format_mplane& pix = format.fmt.pix_mp;
        picture.fourcc = pix.pixelformat;
        picture.size = {static_cast<int>(pix.width), static_cast<int>(pix.height)};
        picture.pieces = std::clamp<int>(pix.num_planes, 1, static_cast<int>(picture.strides.size()));
        for (std::size_t piece = 0; piece < picture.strides.size(); ++piece)
            picture.strides[piece] = pix.plane_fmt[piece].bytesperline;
        colour = {pix.colorspace, pix.ycbcr_enc, pix.quantization, pix.xfer_func};
        field = pix.field;
    } else {
        const v4l2_pix_format& pix = format.fmt.pix;
        picture.fourcc = pix.pixelformat;
        picture.size = {static_cast<int>(pix.width), static_cast<int>(pix.height)};
        picture.strides[0] = pix.bytesperline;
        // Older drivers leave behind `priv` undefined what came later.
        if (pix.priv == V4L2_PIX_FMT_PRIV_MAGIC)
            colour = {pix.colorspace, pix.ycbcr_enc, pix.quantization, pix.xfer_func};
        else
            colour.space = pix.colorspace;
        field = pix.field;
    }
    picture.fields = fieldOrder(field);
    if (picture.fields == FieldOrder::Alternating || picture.fields == FieldOrder::OneOnly)
        picture.size.height *= 2;
    if (const V4l2Fourcc* known = v4l2Fourcc(picture.fourcc))
        picture.colour = colourOf(colour, known->layout);
    return picture;
}

} // namespace reelout
