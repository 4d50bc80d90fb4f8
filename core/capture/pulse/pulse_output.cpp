// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pulse/pulse_output.h"

#include "base/log.h"
#include "media/stereo_listener.h"

#include <algorithm>

namespace reelout {

namespace {

constexpr Duration kOpenLimit = std::chrono::milliseconds(4500);
constexpr Duration kTurn = std::chrono::milliseconds(10);
// Short enough to listen by, and long enough for PipeWire not to run its graph faster for it, which would
// cost recordings their samples.
constexpr int kBuffersPerSecond = 10;

struct Sinks {
    QString defaultName;
    std::vector<SoundOutputInfo> outputs;
};

void onServer(pa_context*, const pa_server_info* info, void* data)
{
    if (info != nullptr)
        static_cast<Sinks*>(data)->defaultName = QString::fromUtf8(info->default_sink_name);
}

void onSink(pa_context*, const pa_sink_info* info, int, void* data)
{
    if (info != nullptr)
        static_cast<Sinks*>(data)->outputs.push_back(
            {QString::fromUtf8(info->name), QString::fromUtf8(info->description), false});
}

Result<std::vector<SoundOutputInfo>> listSinks()
{
    const QString step = QStringLiteral("list sound outputs");
    const Timestamp deadline = systemClock().now() + kOpenLimit;
    Result<std::unique_ptr<PulseConnection>> opened = PulseConnection::open(deadline);
    if (!opened)
        return opened.error();
    PulseConnection& connection = **opened;
    Sinks sinks;
    REELOUT_TRY(connection.wait(pa_context_get_server_info(connection.context(), onServer, &sinks), deadline,
                                {}, step));
    REELOUT_TRY(connection.wait(pa_context_get_sink_info_list(connection.context(), onSink, &sinks), deadline,
                                {}, step));
    for (SoundOutputInfo& output : sinks.outputs)
        output.isDefault = output.id == sinks.defaultName;
    return std::move(sinks.outputs);
}

/// One playback stream; the connection outlives it. Owned by the output's thread.
class Playback {
public:
    explicit Playback(PulseConnection& connection) : m_connection(connection) {}
    ~Playback()
    {
        if (m_stream == nullptr)
            return;
        // Fails only when the stream is already gone.
        (void)pa_stream_disconnect(m_stream);
        pa_stream_unref(m_stream);
    }
    Playback(const Playback&) = delete;
    Playback& operator=(const Playback&) = delete;

    Status open(const QString& device, int sampleRate, const std::stop_token& stop);
    Status play(StereoListener& listener, float gain);

private:
    Error failed() const
    {
        return makeError(ErrorCode::DeviceLost, QStringLiteral("play sound"), m_connection.lastError());
    }
    PulseConnection& m_connection;
    pa_stream* m_stream = nullptr;
    std::vector<float> m_samples;
};

Status Playback::open(const QString& device, int sampleRate, const std::stop_token& stop)
{
    const QString step = QStringLiteral("open sound output");
    const pa_sample_spec spec{PA_SAMPLE_FLOAT32NE, static_cast<std::uint32_t>(sampleRate), 2};
    m_stream = pa_stream_new(m_connection.context(), "Listening", &spec, nullptr);
    if (m_stream == nullptr)
        return makeError(ErrorCode::InvalidParameter, step, m_connection.lastError());
    constexpr auto kServersChoice = static_cast<std::uint32_t>(-1);
    const auto length = static_cast<std::uint32_t>(pa_frame_size(&spec) *
                                                   static_cast<std::size_t>(sampleRate / kBuffersPerSecond));
    const pa_buffer_attr buffer{kServersChoice, length, kServersChoice, kServersChoice, kServersChoice};
    const auto flags = static_cast<pa_stream_flags_t>(PA_STREAM_DONT_MOVE | PA_STREAM_ADJUST_LATENCY);
    if (pa_stream_connect_playback(m_stream, device.toUtf8().constData(), &buffer, flags, nullptr, nullptr) <
        0)
        return makeError(ErrorCode::DeviceLost, step, m_connection.lastError());
    bool hasFailed = false;
    const auto isSettled = [&] {
        const pa_stream_state_t state = pa_stream_get_state(m_stream);
        hasFailed = !PA_STREAM_IS_GOOD(state);
        return hasFailed || state == PA_STREAM_READY;
    };
    REELOUT_TRY(m_connection.runUntil(isSettled, systemClock().now() + kOpenLimit, stop, step));
    const QString actual = QString::fromUtf8(pa_stream_get_device_name(m_stream));
    if (hasFailed || actual != device)
        return makeError(ErrorCode::NotFound, step,
                         hasFailed ? m_connection.lastError()
                                   : QStringLiteral("asked for \"%1\", got \"%2\"").arg(device, actual));
    return {};
}

Status Playback::play(StereoListener& listener, float gain)
{
    REELOUT_TRY(m_connection.run(kTurn));
    if (!PA_STREAM_IS_GOOD(pa_stream_get_state(m_stream)))
        return failed();
    listener.listen();
    const std::size_t writable = pa_stream_writable_size(m_stream);
    if (writable == static_cast<std::size_t>(-1))
        return failed();
    m_samples.resize(2 * std::min(writable / (2 * sizeof(float)), listener.waiting()));
    const std::size_t frames = listener.take(m_samples, gain);
    if (frames > 0 && pa_stream_write(m_stream, m_samples.data(), frames * 2 * sizeof(float), nullptr, 0,
                                      PA_SEEK_RELATIVE) < 0)
        return failed();
    return {};
}

} // namespace

PulseOutput::PulseOutput(QString device, QString label)
    : m_device(std::move(device)),
      m_label(std::move(label))
{}

PulseOutput::~PulseOutput()
{
    stop();
}

Status PulseOutput::start(std::shared_ptr<const AudioHub> hub)
{
    stop();
    m_hub = std::move(hub);
    auto opened = std::make_shared<std::promise<Status>>();
    std::future<Status> result = opened->get_future();
    m_worker = Worker("listen", [this, opened](const std::stop_token& stop) { run(stop, *opened); });
    Status status = result.get();
    if (!status)
        stop();
    return status;
}

void PulseOutput::stop()
{
    m_worker.stop();
    const std::scoped_lock lock(m_mutex);
    m_failure.reset();
}

std::optional<Error> PulseOutput::failure() const
{
    const std::scoped_lock lock(m_mutex);
    return m_failure;
}

float PulseOutput::gain() const
{
    const double volume = std::clamp(m_volume.load(), 0.0, 1.0);
    return m_muted ? 0.0F : static_cast<float>(volume * volume * volume);
}

void PulseOutput::run(const std::stop_token& stop, std::promise<Status>& opened)
{
    Result<std::unique_ptr<PulseConnection>> connection =
        PulseConnection::open(systemClock().now() + kOpenLimit, stop);
    if (!connection) {
        opened.set_value(connection.error());
        return;
    }
    Playback playback(**connection);
    Status status = playback.open(m_device, m_hub->format().sampleRate, stop);
    StereoListener listener(m_hub);
    opened.set_value(status);
    while (status && !stop.stop_requested())
        status = playback.play(listener, gain());
    if (status || stop.stop_requested())
        return;
    logWarning(QStringLiteral("sound"),
               QStringLiteral("%1 is gone (%2)").arg(m_label, status.error().detail));
    const std::scoped_lock lock(m_mutex);
    m_failure = makeError(ErrorCode::DeviceLost, QStringLiteral("play sound"), m_label);
}

Result<std::vector<SoundOutputInfo>> PulseOutputBackend::outputs()
{
    return listSinks();
}

Result<std::unique_ptr<SoundOutput>> PulseOutputBackend::open(const QString& id)
{
    const Result<std::vector<SoundOutputInfo>> sinks = listSinks();
    if (!sinks)
        return sinks.error();
    for (const SoundOutputInfo& sink : *sinks) {
        if (id.isEmpty() ? sink.isDefault : sink.id == id)
            return std::unique_ptr<SoundOutput>(std::make_unique<PulseOutput>(sink.id, sink.label));
    }
    return makeError(ErrorCode::NotFound, QStringLiteral("open sound output"),
                     id.isEmpty() ? QStringLiteral("there is no sound output")
                                  : QStringLiteral("no sound output \"%1\"").arg(id));
}

} // namespace reelout
