// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/v4l2/v4l2_session.h"

#include "base/log.h"
#include "capture/camera/camera_mode.h"
#include "capture/v4l2/v4l2_controls.h"

#include <cerrno>

#include <linux/videodev2.h>

namespace reelout {

Result<std::unique_ptr<CameraSession>> V4l2Session::open(std::shared_ptr<VideoKernel> kernel,
                                                         const VideoNode& node, const CameraSpec& spec,
                                                         Clock& clock)
{
    Result<std::unique_ptr<V4l2Device>> device = V4l2Device::open(std::move(kernel), node);
    if (!device)
        return device.error();
    (*device)->lockToSignal();
    const Result<CameraMode> mode = chooseCameraMode((*device)->modes(), spec, (*device)->label());
    if (!mode)
        return mode.error();
    std::unique_ptr<V4l2Session> session(new V4l2Session(std::move(device).value(), *mode, clock));
    REELOUT_TRY(session->begin());
    return std::unique_ptr<CameraSession>(std::move(session));
}

V4l2Session::V4l2Session(std::unique_ptr<V4l2Device> device, CameraMode mode, Clock& clock)
    : m_clock(clock),
      m_time(clock),
      m_device(std::move(device)),
      m_mode(std::move(mode))
{}

Status V4l2Session::begin()
{
    const CameraFormat* format = cameraFormat(m_mode.format);
    if (!format || !m_wake.isValid())
        return makeError(ErrorCode::Internal, QStringLiteral("start camera"), m_mode.format);
    m_layout = format->layout;
    REELOUT_TRY(setFormat());
    REELOUT_TRY(setRate());
    if (format->isCompressed) {
        Result<std::unique_ptr<CameraDecoder>> decoder = CameraDecoder::open(m_layout);
        if (!decoder)
            return decoder.error();
        m_decoder = std::move(decoder).value();
    }
    Result<std::unique_ptr<V4l2Buffers>> buffers = V4l2Buffers::start(*m_device, m_format.pieces);
    if (!buffers)
        return buffers.error();
    m_buffers = std::move(buffers).value();
    if (m_format.isInterleaved)
        logInfo(QStringLiteral("camera"), QStringLiteral("%1 delivers interlaced pictures").arg(label()));
    return {};
}

// Drivers give what is nearest to what they are asked for, which is not what was chosen.
Status V4l2Session::tryFormat(std::uint32_t fourcc, bool& isTaken)
{
    v4l2_format format{};
    format.type = m_device->bufferType();
    if (m_device->isMultiPlanar()) {
        format.fmt.pix_mp.width = static_cast<std::uint32_t>(m_mode.size.width);
        format.fmt.pix_mp.height = static_cast<std::uint32_t>(m_mode.size.height);
        format.fmt.pix_mp.pixelformat = fourcc;
        format.fmt.pix_mp.field = V4L2_FIELD_ANY;
    } else {
        format.fmt.pix.width = static_cast<std::uint32_t>(m_mode.size.width);
        format.fmt.pix.height = static_cast<std::uint32_t>(m_mode.size.height);
        format.fmt.pix.pixelformat = fourcc;
        format.fmt.pix.field = V4L2_FIELD_ANY;
        format.fmt.pix.priv = V4L2_PIX_FMT_PRIV_MAGIC;
    }
    const int result = m_device->control(VIDIOC_S_FMT, &format);
    if (result == -EINVAL)
        return {};
    if (result < 0)
        return m_device->failure(result, QStringLiteral("set the camera's format"));
    m_format = readV4l2Format(format);
    const V4l2Fourcc* given = v4l2Fourcc(m_format.fourcc);
    isTaken = given && given->layout == m_layout && m_format.size == m_mode.size;
    return {};
}

Status V4l2Session::setFormat()
{
    bool isTaken = false;
    for (const std::uint32_t fourcc : v4l2FourccsOf(m_layout)) {
        REELOUT_TRY(tryFormat(fourcc, isTaken));
        if (isTaken)
            return {};
    }
    return makeError(
        ErrorCode::Unsupported, QStringLiteral("set the camera's format"),
        QStringLiteral("%1 lists %2, %3, but does not take it.")
            .arg(label(), cameraSizeLabel(m_mode.size), QString::fromLatin1(cameraFormat(m_layout).label)));
}

Status V4l2Session::setRate()
{
    v4l2_streamparm parameters{};
    parameters.type = m_device->bufferType();
    parameters.parm.capture.timeperframe = {static_cast<std::uint32_t>(m_mode.rate.denominator()),
                                            static_cast<std::uint32_t>(m_mode.rate.numerator())};
    const int result = m_device->control(VIDIOC_S_PARM, &parameters);
    if (result == -EBUSY)
        return m_device->failure(result, QStringLiteral("set the camera's rate"));
    const v4l2_fract& given = parameters.parm.capture.timeperframe;
    if (result < 0 || given.numerator == 0 || given.denominator == 0)
        return {}; // one that has no choice
    const FrameRate rate(given.denominator, given.numerator);
    if (!(rate == m_mode.rate))
        logInfo(QStringLiteral("camera"), QStringLiteral("%1 delivers %2 pictures a second in place of %3")
                                              .arg(label(), rate.toString(), m_mode.rate.toString()));
    m_mode.rate = rate;
    return {};
}

// Some drivers don't count, and some begin anew.
std::uint64_t V4l2Session::missedBefore(std::uint32_t sequence)
{
    constexpr std::uint32_t kSane = 10000;
    const std::optional<std::uint32_t> before = std::exchange(m_sequence, sequence);
    if (!before || sequence <= *before || sequence - *before > kSane)
        return 0;
    return sequence - *before - 1;
}

Result<CameraSession::Next> V4l2Session::next(Duration patience, const std::stop_token& stop)
{
    constexpr int kMostEmptyLooks = 50;
    const std::stop_callback waker(stop, [this] { m_wake.wake(); });
    const PollOutcome outcome = pollUntil(m_device->descriptor(), m_wake, m_clock.now() + patience, m_clock);
    if (!outcome.readable)
        return Next{};
    Result<std::optional<V4l2Buffers::Taken>> taken = m_buffers->take();
    if (!taken)
        return taken.error();
    if (!*taken) {
        // A queue that is in error calls without end.
        if (++m_emptyLooks > kMostEmptyLooks)
            return makeError(ErrorCode::DeviceLost, QStringLiteral("read camera"),
                             QStringLiteral("the driver calls, but has nothing to give"));
        return Next{};
    }
    m_emptyLooks = 0;
    const V4l2Buffers::Taken& buffer = **taken;
    m_missed += missedBefore(buffer.sequence);
    Result<std::shared_ptr<Picture>> picture = std::shared_ptr<Picture>();
    if (!buffer.isDamaged && buffer.memory[0].bytes > 0)
        picture = pictureOf(buffer);
    REELOUT_TRY(m_buffers->giveBack(buffer.index));
    if (!picture)
        logDebug(QStringLiteral("camera"), picture.error().detail);
    if (!picture || !*picture) {
        ++m_missed;
        return Next{};
    }
    return Next{std::move(*picture), std::exchange(m_missed, 0)};
}

Result<std::shared_ptr<Picture>> V4l2Session::pictureOf(const V4l2Buffers::Taken& taken)
{
    const Timestamp captured = m_time.of(taken.captured);
    if (m_decoder)
        return m_decoder->decode(taken.memory[0].data, taken.memory[0].bytes, captured);
    std::shared_ptr<Picture> picture = m_pool.acquire(cameraFormat(m_layout).picture, m_format.size);
    if (!picture)
        return outOfMemory(QStringLiteral("read camera"));
    std::array<CameraMemory, 3> memory = taken.memory;
    for (std::size_t piece = 0; piece < memory.size(); ++piece)
        memory[piece].stride = m_format.strides[piece];
    REELOUT_TRY(copyCameraPicture(m_layout, std::span(memory).first(static_cast<std::size_t>(taken.pieces)),
                                  *picture));
    picture->colour = m_format.colour;
    picture->captured = captured;
    return picture;
}

void V4l2Session::apply(const CameraControls& controls)
{
    applyV4l2Controls(*m_device, controls);
}

} // namespace reelout
