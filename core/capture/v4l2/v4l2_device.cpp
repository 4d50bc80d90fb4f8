// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/v4l2/v4l2_device.h"

#include "base/log.h"
#include "capture/camera/camera_mode.h"
#include "capture/v4l2/v4l2_format.h"
#include "capture/v4l2/v4l2_input.h"

#include <QCoreApplication>
#include <QFile>
#include <QStringList>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <linux/videodev2.h>

namespace reelout {

namespace {

constexpr std::uint32_t kMostEntries = 256; // of a list: drivers that never end theirs exist

QString sentence(const char* source)
{
    return QCoreApplication::translate("reelout::Camera", source);
}

QString systemText(int number)
{
    return QString::fromLocal8Bit(std::strerror(-number));
}

Size sizeOf(std::uint32_t width, std::uint32_t height)
{
    return {static_cast<int>(width), static_cast<int>(height)};
}

// An interval's rate; nothing for one that makes no sense.
std::optional<FrameRate> rateOf(const v4l2_fract& interval)
{
    constexpr double kLeast = 0.001;
    constexpr double kMost = 1000.0;
    if (interval.numerator == 0 || interval.denominator == 0)
        return std::nullopt;
    const double rate = static_cast<double>(interval.denominator) / interval.numerator;
    if (rate < kLeast || rate > kMost)
        return std::nullopt;
    return FrameRate(interval.denominator, interval.numerator);
}

// What a card makes larger than it comes in is nothing worth.
std::vector<Size> upTo(Size signal, std::vector<Size> sizes)
{
    if (signal.isEmpty())
        return sizes;
    std::erase_if(sizes, [&](Size each) {
        return each.width > signal.width || each.height > signal.height || each == signal;
    });
    sizes.push_back(signal);
    return sizes;
}

std::vector<Size> sizesOf(const V4l2Device& device, std::uint32_t fourcc, Size signal)
{
    std::vector<Size> sizes;
    for (std::uint32_t index = 0; index < kMostEntries; ++index) {
        v4l2_frmsizeenum entry{};
        entry.index = index;
        entry.pixel_format = fourcc;
        if (device.control(VIDIOC_ENUM_FRAMESIZES, &entry) < 0)
            break;
        if (entry.type == V4L2_FRMSIZE_TYPE_DISCRETE) {
            sizes.push_back(sizeOf(entry.discrete.width, entry.discrete.height));
            continue;
        }
        const v4l2_frmsize_stepwise& range = entry.stepwise;
        return upTo(signal, usualCameraSizes(sizeOf(range.min_width, range.min_height),
                                             sizeOf(range.max_width, range.max_height),
                                             sizeOf(range.step_width, range.step_height)));
    }
    return sizes.empty() ? upTo(signal, {}) : sizes;
}

std::vector<FrameRate> ratesOf(const V4l2Device& device, std::uint32_t fourcc, Size size,
                               const std::optional<FrameRate>& signal)
{
    std::vector<FrameRate> rates;
    for (std::uint32_t index = 0; index < kMostEntries; ++index) {
        v4l2_frmivalenum entry{};
        entry.index = index;
        entry.pixel_format = fourcc;
        entry.width = static_cast<std::uint32_t>(size.width);
        entry.height = static_cast<std::uint32_t>(size.height);
        if (device.control(VIDIOC_ENUM_FRAMEINTERVALS, &entry) < 0)
            break;
        if (entry.type == V4L2_FRMIVAL_TYPE_DISCRETE) {
            if (const auto rate = rateOf(entry.discrete))
                rates.push_back(*rate);
            continue;
        }
        const auto slowest = rateOf(entry.stepwise.max);
        const auto fastest = rateOf(entry.stepwise.min);
        if (fastest)
            return usualCameraRates(slowest.value_or(*fastest), *fastest);
        break;
    }
    if (rates.empty() && signal)
        rates.push_back(*signal);
    return rates;
}

// What a device without lists is set to.
std::optional<CameraMode> currentMode(const V4l2Device& device, const std::optional<FrameRate>& signal)
{
    v4l2_format format{};
    format.type = device.bufferType();
    if (device.control(VIDIOC_G_FMT, &format) < 0)
        return std::nullopt;
    const V4l2Picture picture = readV4l2Format(format);
    const V4l2Fourcc* known = v4l2Fourcc(picture.fourcc);
    if (!known || picture.size.isEmpty())
        return std::nullopt;
    v4l2_streamparm parameters{};
    parameters.type = device.bufferType();
    std::optional<FrameRate> rate = signal;
    if (!rate && device.control(VIDIOC_G_PARM, &parameters) == 0)
        rate = rateOf(parameters.parm.capture.timeperframe);
    return CameraMode{QString::fromLatin1(cameraFormat(known->layout).token), picture.size,
                      rate.value_or(FrameRate(30, 1))};
}

} // namespace

Error cannotOpenVideo(int number, const QString& label, const QByteArray& path)
{
    const QString step = QStringLiteral("open camera");
    if (number == -EACCES || number == -EPERM)
        return makeError(ErrorCode::PermissionDenied, step,
                         sentence("%1 (%2) may not be used by you. Add yourself to the group “video” "
                                  "(sudo usermod -aG video $USER) and log in again.")
                             .arg(label, QFile::decodeName(path)));
    if (number == -ENOENT || number == -ENODEV || number == -ENXIO)
        return makeError(ErrorCode::DeviceLost, step,
                         QStringLiteral("%1: %2").arg(label, systemText(number)));
    return makeError(errorCodeFromErrno(-number), step,
                     QStringLiteral("%1 (%2): %3").arg(label, QFile::decodeName(path), systemText(number)));
}

Result<std::unique_ptr<V4l2Device>> V4l2Device::open(std::shared_ptr<VideoKernel> kernel,
                                                     const VideoNode& node)
{
    const int descriptor = kernel->open(node.path);
    if (descriptor < 0)
        return cannotOpenVideo(descriptor, node.name.isEmpty() ? QFile::decodeName(node.path) : node.name,
                               node.path);
    std::unique_ptr<V4l2Device> device(new V4l2Device(std::move(kernel), node, descriptor));
    REELOUT_TRY(device->readCapabilities());
    return device;
}

V4l2Device::V4l2Device(std::shared_ptr<VideoKernel> kernel, VideoNode node, int descriptor)
    : m_kernel(std::move(kernel)),
      m_node(std::move(node)),
      m_descriptor(descriptor)
{}

V4l2Device::~V4l2Device()
{
    m_kernel->close(m_descriptor);
}

Status V4l2Device::readCapabilities()
{
    v4l2_capability facts{};
    const QString step = QStringLiteral("open camera");
    if (const int result = control(VIDIOC_QUERYCAP, &facts); result < 0)
        return failure(result, step);
    const std::uint32_t can =
        (facts.capabilities & V4L2_CAP_DEVICE_CAPS) != 0 ? facts.device_caps : facts.capabilities;
    m_label = QString::fromUtf8(reinterpret_cast<const char*>(facts.card),
                                static_cast<qsizetype>(
                                    qstrnlen(reinterpret_cast<const char*>(facts.card), sizeof facts.card)))
                  .trimmed();
    // Many UVC cameras say it twice: "HD Webcam: HD Webcam".
    const QStringList halves = m_label.split(QStringLiteral(": "));
    if (halves.size() == 2 && (halves[0] == halves[1] || halves[0].startsWith(halves[1])))
        m_label = halves[0];
    if (m_label.isEmpty())
        m_label = m_node.name.isEmpty() ? QFile::decodeName(m_node.path) : m_node.name;
    m_isMultiPlanar = (can & V4L2_CAP_VIDEO_CAPTURE_MPLANE) != 0;
    const bool captures = (can & (V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_VIDEO_CAPTURE_MPLANE)) != 0;
    if (captures && (can & V4L2_CAP_STREAMING) != 0)
        return {};
    return makeError(ErrorCode::Unsupported, step, sentence("%1 delivers no pictures.").arg(m_label));
}

std::uint32_t V4l2Device::bufferType() const
{
    return m_isMultiPlanar ? V4L2_BUF_TYPE_VIDEO_CAPTURE_MPLANE : V4L2_BUF_TYPE_VIDEO_CAPTURE;
}

Error V4l2Device::failure(int number, const QString& step) const
{
    switch (-number) {
    case EBUSY: {
        const QStringList users = m_kernel->users(m_node.path);
        return makeError(ErrorCode::IoFailed, step,
                         users.isEmpty()
                             ? sentence("%1 is in use by another program. Close that one first.").arg(m_label)
                             : sentence("%1 is in use by %2. Close that program first.")
                                   .arg(m_label, users.join(QStringLiteral(", "))));
    }
    case ENOSPC:
        return makeError(ErrorCode::IoFailed, step,
                         sentence("%1: the USB bus has no room left for it. Choose Motion JPEG, a smaller "
                                  "size, or a plug of another bus.")
                             .arg(m_label));
    case ENODEV:
    case ENXIO:
        return makeError(ErrorCode::DeviceLost, step, systemText(number));
    default:
        return makeError(errorCodeFromErrno(-number), step,
                         QStringLiteral("%1: %2").arg(m_label, systemText(number)));
    }
}

std::vector<CameraMode> V4l2Device::modes(const V4l2Signal& signal) const
{
    std::vector<CameraMode> modes;
    for (std::uint32_t index = 0; index < kMostEntries; ++index) {
        v4l2_fmtdesc entry{};
        entry.index = index;
        entry.type = bufferType();
        if (control(VIDIOC_ENUM_FMT, &entry) < 0)
            break;
        const V4l2Fourcc* known = v4l2Fourcc(entry.pixelformat);
        // What the library emulates costs time that the original does not.
        if (!known || (entry.flags & V4L2_FMT_FLAG_EMULATED) != 0)
            continue;
        const QString format = QString::fromLatin1(cameraFormat(known->layout).token);
        for (const Size& size : sizesOf(*this, entry.pixelformat, signal.size)) {
            for (const FrameRate& rate : ratesOf(*this, entry.pixelformat, size, signal.rate)) {
                if (const CameraMode mode{format, size, rate};
                    std::find(modes.begin(), modes.end(), mode) == modes.end())
                    modes.push_back(mode);
            }
        }
    }
    if (modes.empty()) {
        if (const auto mode = currentMode(*this, signal.rate))
            modes.push_back(*mode);
    }
    return modes;
}

} // namespace reelout
