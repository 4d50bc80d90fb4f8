// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/qtmultimedia/qt_camera_format.h"

#include "capture/camera/camera_mode.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace reelout {

namespace {

struct QtLayout {
    QVideoFrameFormat::PixelFormat format;
    CameraLayout layout;
};
constexpr QtLayout kLayouts[] = {
    {QVideoFrameFormat::Format_NV12, CameraLayout::Nv12},
    {QVideoFrameFormat::Format_NV21, CameraLayout::Nv21},
    {QVideoFrameFormat::Format_YUV420P, CameraLayout::I420},
    {QVideoFrameFormat::Format_YV12, CameraLayout::Yv12},
    {QVideoFrameFormat::Format_YUV422P, CameraLayout::I422},
    {QVideoFrameFormat::Format_YUYV, CameraLayout::Yuyv},
    {QVideoFrameFormat::Format_UYVY, CameraLayout::Uyvy},
    {QVideoFrameFormat::Format_P010, CameraLayout::P010},
    {QVideoFrameFormat::Format_Y8, CameraLayout::Grey},
    {QVideoFrameFormat::Format_Y16, CameraLayout::Grey16},
    {QVideoFrameFormat::Format_BGRX8888, CameraLayout::Bgrx},
    {QVideoFrameFormat::Format_BGRA8888, CameraLayout::Bgrx},
    {QVideoFrameFormat::Format_RGBX8888, CameraLayout::Rgbx},
    {QVideoFrameFormat::Format_RGBA8888, CameraLayout::Rgbx},
    {QVideoFrameFormat::Format_Jpeg, CameraLayout::Mjpeg}, // decoded by Qt
};

const QtLayout* layoutOf(QVideoFrameFormat::PixelFormat format)
{
    const auto* found = std::find_if(std::begin(kLayouts), std::end(kLayouts),
                                     [&](const QtLayout& each) { return each.format == format; });
    return found == std::end(kLayouts) ? nullptr : found;
}

FrameRate rateOf(float rate)
{
    constexpr double kLeast = 1.0;
    constexpr double kMost = 1000.0;
    return FrameRate::fromDouble(std::clamp(static_cast<double>(rate), kLeast, kMost));
}

std::vector<FrameRate> ratesOf(const QCameraFormat& format)
{
    const FrameRate fastest = rateOf(format.maxFrameRate());
    if (format.minFrameRate() >= format.maxFrameRate())
        return {fastest};
    return usualCameraRates(rateOf(format.minFrameRate()), fastest);
}

ColourSpec colourOf(const QVideoFrameFormat& format, CameraLayout layout)
{
    if (!pixelFormatInfo(cameraFormat(layout).picture).isYuv)
        return kScreenColour;
    constexpr int kHighDefinition = 720; // rows
    ColourSpec colour = kBt709Limited;
    const auto space = format.colorSpace();
    const bool isSmall = format.frameHeight() < kHighDefinition;
    if (space == QVideoFrameFormat::ColorSpace_BT601 ||
        (space == QVideoFrameFormat::ColorSpace_Undefined && isSmall))
        colour.matrix = ColourMatrix::Bt601;
    if (format.colorRange() == QVideoFrameFormat::ColorRange_Full)
        colour.range = ColourRange::Full;
    return colour;
}

} // namespace

std::vector<CameraMode> qtCameraModes(const QCameraDevice& device)
{
    std::vector<CameraMode> modes;
    for (const QCameraFormat& format : device.videoFormats()) {
        const QtLayout* layout = layoutOf(format.pixelFormat());
        if (!layout || format.resolution().isEmpty())
            continue;
        for (const FrameRate& rate : ratesOf(format)) {
            const CameraMode mode{QString::fromLatin1(cameraFormat(layout->layout).token),
                                  {format.resolution().width(), format.resolution().height()},
                                  rate};
            if (std::find(modes.begin(), modes.end(), mode) == modes.end())
                modes.push_back(mode);
        }
    }
    return modes;
}

QCameraFormat qtCameraFormat(const QCameraDevice& device, const CameraMode& mode)
{
    for (const QCameraFormat& format : device.videoFormats()) {
        const QtLayout* layout = layoutOf(format.pixelFormat());
        if (!layout || mode.format != QLatin1String(cameraFormat(layout->layout).token) ||
            format.resolution() != QSize(mode.size.width, mode.size.height))
            continue;
        const std::vector<FrameRate> rates = ratesOf(format);
        if (std::find(rates.begin(), rates.end(), mode.rate) != rates.end())
            return format;
    }
    return {};
}

Result<std::shared_ptr<Picture>> qtCameraPicture(QVideoFrame frame, PicturePool& pool)
{
    const QString step = QStringLiteral("read camera");
    const QtLayout* layout = layoutOf(frame.pixelFormat());
    if (!layout || cameraFormat(layout->layout).isCompressed)
        return makeError(ErrorCode::Unsupported, step,
                         QVideoFrameFormat::pixelFormatToString(frame.pixelFormat()));
    if (!frame.map(QVideoFrame::ReadOnly))
        return makeError(ErrorCode::InvalidData, step, QStringLiteral("a frame that can't be read"));
    std::array<CameraMemory, 3> memory{};
    const auto pieces = static_cast<std::size_t>(std::clamp(frame.planeCount(), 0, 3));
    for (std::size_t piece = 0; piece < pieces; ++piece) {
        const int plane = static_cast<int>(piece);
        memory[piece] = {frame.bits(plane), static_cast<std::size_t>(std::max(0, frame.mappedBytes(plane))),
                         frame.bytesPerLine(plane), 0};
    }
    const std::shared_ptr<Picture> picture =
        pool.acquire(cameraFormat(layout->layout).picture, {frame.width(), frame.height()});
    Status copied = picture ? copyCameraPicture(layout->layout, std::span(memory).first(pieces), *picture)
                            : Status(outOfMemory(step));
    frame.unmap();
    if (!copied)
        return copied.error();
    picture->colour = colourOf(frame.surfaceFormat(), layout->layout);
    return picture;
}

} // namespace reelout
