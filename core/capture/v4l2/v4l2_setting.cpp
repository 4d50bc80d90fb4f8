// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/v4l2/v4l2_setting.h"

#include "base/log.h"
#include "capture/camera/camera_mode.h"

#include <cerrno>
#include <optional>

#include <linux/videodev2.h>

namespace reelout {

namespace {

QString step()
{
    return QStringLiteral("set the camera's format");
}

struct Wish {
    std::uint32_t fourcc = 0;
    Size size;
    std::uint32_t field = V4L2_FIELD_NONE;
};

// What the driver makes of a wish; nothing when it refuses.
Result<std::optional<v4l2_format>> setFormat(const V4l2Device& device, const Wish& wish)
{
    v4l2_format format{};
    format.type = device.bufferType();
    const auto fill = [&](auto& pix) {
        pix.width = static_cast<std::uint32_t>(wish.size.width);
        pix.height = static_cast<std::uint32_t>(wish.size.height);
        pix.pixelformat = wish.fourcc;
        pix.field = wish.field;
    };
    if (device.isMultiPlanar()) {
        fill(format.fmt.pix_mp);
    } else {
        fill(format.fmt.pix);
        format.fmt.pix.priv = V4L2_PIX_FMT_PRIV_MAGIC;
    }
    const int result = device.control(VIDIOC_S_FMT, &format);
    if (result == -EINVAL)
        return std::optional<v4l2_format>();
    if (result < 0)
        return device.failure(result, step());
    return std::optional<v4l2_format>(format);
}

bool isWhole(const V4l2Picture& picture)
{
    return picture.fields == FieldOrder::Whole || picture.fields == FieldOrder::Interleaved;
}

// Drivers give what is nearest to what they are asked for, which is not what was chosen.
Result<std::optional<V4l2Picture>> tryFourcc(const V4l2Device& device, const CameraMode& mode,
                                             std::uint32_t fourcc)
{
    using Given = std::optional<V4l2Picture>;
    const CameraLayout layout = cameraFormat(mode.format)->layout;
    for (const std::uint32_t field : {V4L2_FIELD_NONE, V4L2_FIELD_INTERLACED, V4L2_FIELD_ANY}) {
        Wish wish{fourcc, mode.size, field};
        Result<std::optional<v4l2_format>> format = setFormat(device, wish);
        if (!format)
            return format.error();
        if (!*format)
            continue;
        V4l2Picture picture = readV4l2Format(**format);
        const bool isLast = field == V4L2_FIELD_ANY;
        if (!isWhole(picture) && !isLast)
            continue;
        if (picture.size.height != mode.size.height && isLast) {
            wish.size.height /= 2; // of single fields the height is theirs
            format = setFormat(device, wish);
            if (!format)
                return format.error();
            if (*format)
                picture = readV4l2Format(**format);
        }
        const V4l2Fourcc* given = v4l2Fourcc(picture.fourcc);
        if (given && given->layout == layout && picture.size == mode.size)
            return Given(picture);
    }
    return Given();
}

} // namespace

Result<V4l2Picture> setV4l2Format(const V4l2Device& device, const CameraMode& mode)
{
    const CameraFormat* layout = cameraFormat(mode.format);
    if (!layout)
        return makeError(ErrorCode::Internal, step(), mode.format);
    for (const std::uint32_t fourcc : v4l2FourccsOf(layout->layout)) {
        const Result<std::optional<V4l2Picture>> given = tryFourcc(device, mode, fourcc);
        if (!given)
            return given.error();
        if (*given)
            return **given;
    }
    return makeError(
        ErrorCode::Unsupported, step(),
        QStringLiteral("%1 lists %2, %3, but does not take it.")
            .arg(device.label(), cameraSizeLabel(mode.size), QString::fromLatin1(layout->label)));
}

Result<FrameRate> setV4l2Rate(const V4l2Device& device, const FrameRate& rate)
{
    v4l2_streamparm parameters{};
    parameters.type = device.bufferType();
    parameters.parm.capture.timeperframe = {static_cast<std::uint32_t>(rate.denominator()),
                                            static_cast<std::uint32_t>(rate.numerator())};
    const int result = device.control(VIDIOC_S_PARM, &parameters);
    if (result == -EBUSY)
        return device.failure(result, QStringLiteral("set the camera's rate"));
    const v4l2_fract& given = parameters.parm.capture.timeperframe;
    if (result < 0 || given.numerator == 0 || given.denominator == 0)
        return rate; // one that has no choice
    const FrameRate taken(given.denominator, given.numerator);
    if (!(taken == rate))
        logInfo(QStringLiteral("camera"), QStringLiteral("%1 delivers %2 pictures a second in place of %3")
                                              .arg(device.label(), taken.toString(), rate.toString()));
    return taken;
}

} // namespace reelout
