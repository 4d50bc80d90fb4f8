// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pulse/pulse_session.h"

#include "capture/pulse/pulse_devices.h"

#include <algorithm>

namespace reelout {

namespace {

constexpr Duration kTurn = std::chrono::milliseconds(20);
constexpr int kFragmentsPerSecond = 100;
// PipeWire hands over whole fragments at the end of its cycles: what is left of a cycle must be little.
constexpr int kPipeWireFragmentsPerSecond = 375;
constexpr Duration kTimingEvery = std::chrono::milliseconds(50);
constexpr Duration kSlowestTiming = std::chrono::milliseconds(50);

} // namespace

PulseSession::PulseSession(QString device, const AudioFormat& format,
                           std::unique_ptr<PulseConnection> connection)
    : m_device(std::move(device)),
      m_channels(static_cast<std::size_t>(format.channels)),
      m_connection(std::move(connection)),
      m_timeline(format.sampleRate, m_connection->isPipeWire() ? CaptureTimeline::Figures::Count
                                                               : CaptureTimeline::Figures::Latency),
      m_silence(static_cast<std::size_t>(format.channels) * 1024)
{}

PulseSession::~PulseSession()
{
    if (m_stream == nullptr)
        return;
    pa_stream_set_moved_callback(m_stream, nullptr, nullptr);
    pa_stream_set_suspended_callback(m_stream, nullptr, nullptr);
    pa_stream_set_overflow_callback(m_stream, nullptr, nullptr);
    // Fails only when the stream is already gone.
    (void)pa_stream_disconnect(m_stream);
    pa_stream_unref(m_stream);
}

Result<std::unique_ptr<PulseSession>> PulseSession::open(const QString& device, const AudioFormat& format,
                                                         Timestamp deadline, const std::stop_token& stop)
{
    Result<std::unique_ptr<PulseConnection>> connection = PulseConnection::open(deadline, stop);
    if (!connection)
        return connection.error();
    std::unique_ptr<PulseSession> session(new PulseSession(device, format, std::move(*connection)));
    REELOUT_TRY(session->connectStream(format, deadline, stop));
    return session;
}

// PipeWire answers for a name it does not know with its default source; so the name is looked up first.
Status PulseSession::findDevice(Timestamp deadline, const std::stop_token& stop)
{
    const bool isApplication = isPulseApplication(m_device);
    const Result<std::vector<PulseDevice>> devices = listPulseDevices(*m_connection, deadline, stop);
    if (!devices)
        return devices.error();
    const Result<std::vector<PulseDevice>> applications =
        isApplication ? listPulseApplications(*m_connection, deadline, stop)
                      : Result<std::vector<PulseDevice>>(std::vector<PulseDevice>());
    if (!applications)
        return applications.error();
    std::uint32_t sink = PA_INVALID_INDEX;
    for (const PulseDevice& application : *applications) {
        if (application.name == m_device) {
            m_playing = application.playing;
            sink = application.sink;
        }
    }
    for (const PulseDevice& device : *devices) {
        const bool isIt = isApplication
                              ? device.isMonitor && device.sink == sink && m_playing != PA_INVALID_INDEX
                              : device.name == m_device;
        if (isIt)
            m_source = device.name.toUtf8();
    }
    if (m_source.isEmpty())
        return makeError(ErrorCode::NotFound, QStringLiteral("open sound device"),
                         QStringLiteral("no sound device \"%1\"").arg(m_device));
    return {};
}

Status PulseSession::connectStream(const AudioFormat& format, Timestamp deadline, const std::stop_token& stop)
{
    const QString step = QStringLiteral("open sound device");
    REELOUT_TRY(findDevice(deadline, stop));

    pa_sample_spec spec{};
    spec.format = PA_SAMPLE_FLOAT32NE;
    spec.rate = static_cast<std::uint32_t>(format.sampleRate);
    spec.channels = static_cast<std::uint8_t>(format.channels);
    m_stream = pa_stream_new(m_connection->context(), "Recording", &spec, nullptr);
    if (m_stream == nullptr)
        return makeError(ErrorCode::InvalidParameter, step, m_connection->lastError());
    pa_stream_set_moved_callback(m_stream, onMoved, this);
    pa_stream_set_suspended_callback(m_stream, onSuspended, this);
    pa_stream_set_overflow_callback(m_stream, onOverflow, this);

    if (m_playing != PA_INVALID_INDEX && pa_stream_set_monitor_stream(m_stream, m_playing) < 0)
        return makeError(ErrorCode::Unsupported, step, m_connection->lastError());
    constexpr auto kServersChoice = static_cast<std::uint32_t>(-1);
    const int perSecond = m_connection->isPipeWire() ? kPipeWireFragmentsPerSecond : kFragmentsPerSecond;
    const auto fragment = static_cast<std::uint32_t>(
        pa_frame_size(&spec) * static_cast<std::size_t>(std::max(format.sampleRate / perSecond, 1)));
    const pa_buffer_attr buffer{kServersChoice, kServersChoice, kServersChoice, kServersChoice, fragment};
    const auto flags = static_cast<pa_stream_flags_t>(PA_STREAM_DONT_MOVE | PA_STREAM_ADJUST_LATENCY);
    if (pa_stream_connect_record(m_stream, m_source.constData(), &buffer, flags) < 0)
        return makeError(ErrorCode::DeviceLost, step, m_connection->lastError());
    bool hasFailed = false;
    const auto isSettled = [&] {
        const pa_stream_state_t state = pa_stream_get_state(m_stream);
        hasFailed = !PA_STREAM_IS_GOOD(state);
        return hasFailed || state == PA_STREAM_READY;
    };
    REELOUT_TRY(m_connection->runUntil(isSettled, deadline, stop, step));
    if (hasFailed) {
        return makeError(ErrorCode::DeviceLost, step,
                         QStringLiteral("%1: %2").arg(m_device, m_connection->lastError()));
    }
    return checkDevice();
}

Status PulseSession::checkDevice() const
{
    const QString actual = QString::fromUtf8(pa_stream_get_device_name(m_stream));
    if (actual == QString::fromUtf8(m_source) && pa_stream_get_monitor_stream(m_stream) == m_playing)
        return {};
    return makeError(ErrorCode::NotFound, QStringLiteral("open sound device"),
                     QStringLiteral("asked for \"%1\", got \"%2\"").arg(m_device, actual));
}

Status PulseSession::pump(AudioHub& hub)
{
    REELOUT_TRY(m_connection->run(kTurn));
    if (!PA_STREAM_IS_GOOD(pa_stream_get_state(m_stream))) {
        return makeError(ErrorCode::DeviceLost, QStringLiteral("record sound"),
                         QStringLiteral("%1: %2").arg(m_device, m_connection->lastError()));
    }
    if (m_moved) {
        m_moved = false;
        REELOUT_TRY(checkDevice());
    }
    REELOUT_TRY(askTiming());
    return drain(hub);
}

Status PulseSession::askTiming()
{
    const Timestamp now = systemClock().now();
    if (m_timingAsked || now - m_timingTime < kTimingEvery)
        return {};
    pa_operation* operation = pa_stream_update_timing_info(m_stream, onTiming, this);
    if (operation == nullptr)
        return makeError(ErrorCode::DeviceLost, QStringLiteral("ask for latency"),
                         QStringLiteral("%1: %2").arg(m_device, m_connection->lastError()));
    pa_operation_unref(operation);
    m_timingAsked = true;
    m_timingTime = now;
    return {};
}

// libpulse can interpolate by itself, but its smoother needs up to half a second to get over a wrong start,
// and restarts whenever a server stalls. The raw report is good to some 10 µs on both servers.
void PulseSession::onTiming(pa_stream* stream, int success, void* data)
{
    auto& self = *static_cast<PulseSession*>(data);
    self.m_timingAsked = false;
    const Timestamp now = systemClock().now();
    const pa_timing_info* timing = pa_stream_get_timing_info(stream);
    if (success == 0 || timing == nullptr || timing->write_index_corrupt != 0 ||
        now - self.m_timingTime > kSlowestTiming)
        return;
    if (self.m_connection->isPipeWire()) {
        self.m_timeline.setLatency(std::chrono::microseconds(timing->source_usec));
        return;
    }
    // Where the device is now, counted in the stream's time: what the server has handed out, what the device
    // still holds back, and what went by while the report travelled. A monitor is ahead of its loudspeaker.
    const std::int64_t position =
        static_cast<std::int64_t>(
            pa_bytes_to_usec(static_cast<std::uint64_t>(std::max<std::int64_t>(timing->write_index, 0)),
                             pa_stream_get_sample_spec(stream))) +
        static_cast<std::int64_t>(timing->source_usec) + static_cast<std::int64_t>(timing->transport_usec) -
        static_cast<std::int64_t>(timing->sink_usec);
    self.m_timeline.measure(now, now - std::chrono::microseconds(position));
}

Status PulseSession::drain(AudioHub& hub)
{
    const auto failed = [this] {
        return makeError(ErrorCode::DeviceLost, QStringLiteral("record sound"),
                         QStringLiteral("%1: %2").arg(m_device, m_connection->lastError()));
    };
    const std::size_t frameBytes = m_channels * sizeof(float);
    while (true) {
        const std::size_t readable = pa_stream_readable_size(m_stream);
        if (readable == static_cast<std::size_t>(-1))
            return failed();
        if (readable < frameBytes)
            return {};

        CaptureTimeline::Observation observation;
        observation.now = systemClock().now();
        observation.waitingFrames = static_cast<std::int64_t>(readable / frameBytes);
        if (m_timeline.look(observation) == CaptureTimeline::Verdict::Hold)
            return {};

        const void* data = nullptr;
        std::size_t bytes = 0;
        if (pa_stream_peek(m_stream, &data, &bytes) < 0)
            return failed();
        if (bytes == 0)
            return {};
        publish(hub, static_cast<const float*>(data), static_cast<std::int64_t>(bytes / frameBytes));
        if (pa_stream_drop(m_stream) < 0)
            return failed();
    }
}

// `samples` null: a hole that the server knows of.
void PulseSession::publish(AudioHub& hub, const float* samples, std::int64_t frames)
{
    std::int64_t done = std::min(frames, m_timeline.surplus());
    m_timeline.skip(done);
    const auto longest =
        samples == nullptr ? static_cast<std::int64_t>(m_silence.size() / m_channels) : frames;
    while (done < frames) {
        const std::int64_t part = std::min(frames - done, longest);
        const CaptureTimeline::Taken taken = m_timeline.take(part);
        const float* from =
            samples == nullptr ? m_silence.data() : samples + done * static_cast<std::int64_t>(m_channels);
        hub.publish(taken.captured, {from, static_cast<std::size_t>(part) * m_channels},
                    static_cast<std::uint64_t>(taken.missing));
        done += part;
    }
}

QString PulseSession::takeNotice()
{
    QString notice;
    if (m_suspended) {
        notice = *m_suspended ? QStringLiteral("%1 is suspended by the sound server").arg(m_device)
                              : QStringLiteral("%1 goes on").arg(m_device);
        m_suspended.reset();
    } else if (m_overflowed) {
        notice = QStringLiteral("the sound server lost samples of %1").arg(m_device);
        m_overflowed = false;
    }
    return notice;
}

void PulseSession::onMoved(pa_stream*, void* data)
{
    static_cast<PulseSession*>(data)->m_moved = true;
}

void PulseSession::onSuspended(pa_stream* stream, void* data)
{
    static_cast<PulseSession*>(data)->m_suspended = pa_stream_is_suspended(stream) > 0;
}

void PulseSession::onOverflow(pa_stream*, void* data)
{
    static_cast<PulseSession*>(data)->m_overflowed = true;
}

} // namespace reelout
