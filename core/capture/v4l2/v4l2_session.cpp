// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/v4l2/v4l2_session.h"

#include "base/log.h"
#include "capture/camera/camera_mode.h"
#include "capture/v4l2/v4l2_controls.h"
#include "capture/v4l2/v4l2_setting.h"

#include <QCoreApplication>

#include <cerrno>

#include <linux/videodev2.h>

namespace reelout {

namespace {

constexpr Duration kLook = std::chrono::milliseconds(300); ///< between two looks at the signal

QString sentence(const char* source)
{
    return QCoreApplication::translate("reelout::Camera", source);
}

} // namespace

Result<std::unique_ptr<CameraSession>> V4l2Session::open(std::shared_ptr<VideoKernel> kernel,
                                                         const VideoNode& node, Setup setup, Clock& clock)
{
    Result<std::unique_ptr<V4l2Device>> device = V4l2Device::open(std::move(kernel), node);
    if (!device)
        return device.error();
    std::unique_ptr<V4l2Session> session(new V4l2Session(std::move(device).value(), std::move(setup), clock));
    if (!session->m_wake.isValid())
        return makeError(ErrorCode::Internal, QStringLiteral("start camera"), {});
    REELOUT_TRY(session->selectInput());
    REELOUT_TRY(session->tune(Opening::First));
    return std::unique_ptr<CameraSession>(std::move(session));
}

V4l2Session::V4l2Session(std::unique_ptr<V4l2Device> device, Setup setup, Clock& clock)
    : m_clock(clock),
      m_setup(std::move(setup)),
      m_time(clock),
      m_device(std::move(device))
{}

Status V4l2Session::selectInput()
{
    Result<std::optional<V4l2Input>> input = selectV4l2Input(*m_device, m_setup.spec.input);
    if (!input)
        return input.error();
    m_input = std::move(input).value();
    if (!m_input)
        return {};
    v4l2_event_subscription wanted{};
    wanted.type = V4L2_EVENT_SOURCE_CHANGE;
    wanted.id = m_input->index;
    m_hasEvents = m_device->control(VIDIOC_SUBSCRIBE_EVENT, &wanted) == 0;
    return {};
}

// With what comes in now, or without.
Status V4l2Session::tune(Opening opening)
{
    m_buffers.reset();
    m_weaver.reset();
    m_sequence.reset();
    m_looked = m_clock.now();
    m_signal = readV4l2Signal(*m_device, m_input, SignalLock::Set);
    m_absence = m_signal.absence;
    const Result<CameraMode> mode = chooseMode(opening);
    if (mode)
        m_mode = *mode;
    else if (m_absence.isEmpty())
        return mode.error();
    if (m_absence.isEmpty())
        REELOUT_TRY(begin());
    if (m_input && m_setup.offersChanged)
        m_setup.offersChanged();
    return {};
}

// What was asked for of one signal need not be had of the next, nor while there is none.
Result<CameraMode> V4l2Session::chooseMode(Opening opening) const
{
    CameraSpec spec = m_setup.spec;
    const std::vector<CameraMode> modes = m_device->modes(m_signal);
    Result<CameraMode> mode = chooseCameraMode(modes, spec, label());
    if (mode || (opening == Opening::First && m_absence.isEmpty()))
        return mode;
    spec.rate.reset();
    mode = chooseCameraMode(modes, spec, label());
    if (mode)
        return mode;
    spec.size.reset();
    mode = chooseCameraMode(modes, spec, label());
    if (mode)
        return mode;
    spec.format.clear();
    return chooseCameraMode(modes, spec, label());
}

Status V4l2Session::begin()
{
    const CameraFormat* format = cameraFormat(m_mode.format);
    if (!format)
        return makeError(ErrorCode::Internal, QStringLiteral("start camera"), m_mode.format);
    m_layout = format->layout;
    const Result<V4l2Picture> picture = setV4l2Format(*m_device, m_mode);
    if (!picture)
        return picture.error();
    m_format = *picture;
    const Result<FrameRate> rate = setV4l2Rate(*m_device, m_mode.rate);
    if (!rate)
        return rate.error();
    m_mode.rate = *rate;
    m_weaver = std::make_unique<FieldWeaver>(m_format.fields, m_signal.isBottomFirst,
                                             m_signal.rate.value_or(FrameRate(25, 1)).interval());
    m_decoder.reset();
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
    if (m_format.fields != FieldOrder::Whole)
        m_notice = sentence("%1 delivers interlaced pictures: what moves has combed edges.").arg(label());
    return {};
}

bool V4l2Session::hasSourceChanged() const
{
    bool hasChanged = false;
    v4l2_event event{};
    while (m_hasEvents && m_device->control(VIDIOC_DQEVENT, &event) == 0)
        hasChanged = hasChanged || event.type == V4L2_EVENT_SOURCE_CHANGE;
    return hasChanged;
}

Result<CameraSession::Next> V4l2Session::retune()
{
    REELOUT_TRY(tune(Opening::Again));
    Next next;
    next.absence = !m_absence.isEmpty() ? m_absence
                                        : sentence("%1, %2: another signal comes in; the last picture holds.")
                                              .arg(label(), m_input ? m_input->name : QString());
    return next;
}

// What does not stream can't be polled: the kernel would call at once.
Result<CameraSession::Next> V4l2Session::awaitSignal(Duration patience)
{
    const bool hasChanged = hasSourceChanged();
    if (hasChanged || m_clock.now() - m_looked >= kLook)
        return retune();
    static_cast<void>(m_wake.sleepUntil(m_clock.now() + patience, m_clock));
    Next next;
    next.absence = m_absence;
    return next;
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
    const std::stop_callback waker(stop, [this] { m_wake.wake(); });
    if (!m_buffers)
        return awaitSignal(patience);
    const PollOutcome outcome = pollUntil(m_device->descriptor(), m_wake, m_clock.now() + patience, m_clock);
    if (outcome.readable && hasSourceChanged())
        return retune();
    // Many go on with noise, or with blue.
    if (m_input && (!m_absence.isEmpty() || m_clock.now() - m_looked >= kLook)) {
        m_looked = m_clock.now();
        m_absence = v4l2Absence(*m_device, *m_input);
        if (m_absence.isEmpty() && !m_hasEvents && m_input->hasTimings && hasOtherSignal())
            return retune();
    }
    Result<Next> next = outcome.readable ? takePicture() : Result<Next>(Next{});
    if (!next)
        return next;
    if (!m_absence.isEmpty()) {
        next->picture.reset();
        next->absence = m_absence;
    }
    next->notice = std::exchange(m_notice, {});
    return next;
}

// For drivers that don't tell.
bool V4l2Session::hasOtherSignal() const
{
    const V4l2Signal now = readV4l2Signal(*m_device, m_input, SignalLock::Look);
    return !now.absence.isEmpty() || (!now.size.isEmpty() && !(now == m_signal));
}

Result<CameraSession::Next> V4l2Session::takePicture()
{
    constexpr int kMostEmptyLooks = 50;
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
        m_missed += picture && m_weaver->isNeeded() ? 0 : 1; // a field is not a picture lost
        return Next{};
    }
    return Next{std::move(*picture), std::exchange(m_missed, 0)};
}

Result<std::shared_ptr<Picture>> V4l2Session::pictureOf(const V4l2Buffers::Taken& taken)
{
    const Timestamp captured = m_time.of(taken.captured);
    if (m_decoder)
        return m_decoder->decode(taken.memory[0].data, taken.memory[0].bytes, captured);
    std::shared_ptr<Picture> picture =
        m_pool.acquire(cameraFormat(m_layout).picture, m_weaver->deliveredSize(m_format.size));
    if (!picture)
        return outOfMemory(QStringLiteral("read camera"));
    std::array<CameraMemory, 3> memory = taken.memory;
    for (std::size_t piece = 0; piece < memory.size(); ++piece)
        memory[piece].stride = m_format.strides[piece];
    REELOUT_TRY(copyCameraPicture(m_layout, std::span(memory).first(static_cast<std::size_t>(taken.pieces)),
                                  *picture));
    picture->colour = m_format.colour;
    picture->captured = captured;
    using Parity = FieldWeaver::Parity;
    FieldWeaver::Woven woven = m_weaver->add(
        std::move(picture), taken.isBottomField ? Parity::Bottom : Parity::Top, taken.captured.has_value());
    m_missed += static_cast<std::uint64_t>(woven.missed);
    return std::move(woven.picture);
}

void V4l2Session::apply(const CameraControls& controls)
{
    applyV4l2Controls(*m_device, controls);
}

} // namespace reelout
