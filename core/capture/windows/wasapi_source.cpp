// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/windows/wasapi_source.h"

#include "base/log.h"
#include "base/windows_error.h"
#include "capture/windows/screen_grabber.h"

namespace reelout {

namespace {

const QString kStep = QStringLiteral("open sound device");
constexpr Duration kRetry = std::chrono::seconds(1);
constexpr Duration kWarningInterval = std::chrono::seconds(10); ///< of many small gaps
constexpr std::chrono::milliseconds kTurn(20);

QpcTime calibrate()
{
    LARGE_INTEGER frequency{};
    QueryPerformanceFrequency(&frequency); // does not fail since Windows XP
    return {performanceTicks(), frequency.QuadPart, systemClock().now()};
}

} // namespace

WasapiSource::WasapiSource(WasapiCapture::Request request, QString label, AudioFormat format)
    : m_request(std::move(request)),
      m_label(std::move(label)),
      m_format(std::move(format))
{}

WasapiSource::~WasapiSource()
{
    stop();
}

QString WasapiSource::heardOutput() const
{
    return m_request.isLoopback ? QString::fromStdWString(m_request.id) : QString();
}

Status WasapiSource::start(std::shared_ptr<AudioHub> hub)
{
    stop();
    if (hub->format().sampleRate != m_format.sampleRate || hub->format().channels != m_format.channels)
        return makeError(ErrorCode::InvalidParameter, kStep, QStringLiteral("the hub has another format"));
    m_hub = std::move(hub);
    auto opened = std::make_shared<std::promise<Status>>();
    std::future<Status> result = opened->get_future();
    m_worker = Worker("sound", [this, opened](const std::stop_token& stop) { run(stop, *opened); });
    Status status = result.get();
    if (!status)
        stop();
    return status;
}

void WasapiSource::stop()
{
    m_worker.stop();
}

Result<std::unique_ptr<WasapiCapture>> WasapiSource::open() const
{
    std::unique_ptr<WasapiCapture> stream;
    const HRESULT outcome = WasapiCapture::open(m_request, stream);
    if (outcome == E_ACCESSDENIED)
        return makeError(ErrorCode::PermissionDenied, kStep,
                         QStringLiteral("Windows does not let this program hear %1: allow it in Settings, "
                                        "Privacy & security, Microphone (\"Let desktop apps access your "
                                        "microphone\").")
                             .arg(m_label));
    if (FAILED(outcome))
        return windowsError(outcome, kStep, m_label);
    if (stream->sampleRate() != m_format.sampleRate || stream->channels() != m_format.channels)
        return makeError(ErrorCode::Unsupported, kStep,
                         QStringLiteral("%1: has another format than asked for").arg(m_label));
    return stream;
}

void WasapiSource::run(const std::stop_token& stop, std::promise<Status>& opened)
{
    const ComApartment apartment;
    if (FAILED(apartment.outcome())) {
        opened.set_value(windowsError(apartment.outcome(), kStep, m_label));
        return;
    }
    Result<std::unique_ptr<WasapiCapture>> first = open();
    if (!first) {
        opened.set_value(first.error());
        return;
    }
    std::unique_ptr<WasapiCapture> stream = std::move(*first);
    opened.set_value({});
    while (!stop.stop_requested()) {
        follow(*stream, stop);
        if (stop.stop_requested())
            return;
        stream.reset();
        stream = reopen(stop);
        if (stream)
            tell(SourceEventKind::Recovered, QStringLiteral("%1 is back").arg(m_label));
    }
}

void WasapiSource::follow(WasapiCapture& stream, const std::stop_token& stop)
{
    const QpcTime time = calibrate();
    PacketTimeline timeline(m_format.sampleRate);
    std::int64_t gaps = 0;
    Timestamp nextWarning = systemClock().now();
    const auto publish = [&](const PacketTimeline::Packet& packet, std::span<const float> samples) {
        const PacketTimeline::Placed placed = timeline.place(packet);
        m_hub->publish(placed.captured, samples, static_cast<std::uint64_t>(placed.missing));
    };
    while (!stop.stop_requested()) {
        if (const HRESULT outcome = stream.pump(kTurn, time, publish); FAILED(outcome)) {
            tell(SourceEventKind::Lost,
                 QStringLiteral("%1 is gone (%2)").arg(m_label, windowsError(outcome, {}, {}).detail));
            return;
        }
        const Timestamp now = systemClock().now();
        if (timeline.gaps() == gaps || now < nextWarning)
            continue;
        gaps = timeline.gaps();
        nextWarning = now + kWarningInterval;
        logWarning(QStringLiteral("sound"),
                   QStringLiteral("%1: samples are missing, %2 ms so far")
                       .arg(m_label)
                       .arg(std::chrono::duration_cast<std::chrono::milliseconds>(timeline.lost()).count()));
    }
}

std::unique_ptr<WasapiCapture> WasapiSource::reopen(const std::stop_token& stop) const
{
    while (systemClock().sleepUntil(systemClock().now() + kRetry, stop)) {
        Result<std::unique_ptr<WasapiCapture>> stream = open();
        if (stream)
            return std::move(*stream);
    }
    return nullptr;
}

void WasapiSource::tell(SourceEventKind kind, const QString& text)
{
    logInfo(QStringLiteral("sound"), text);
    m_hub->publishEvent({kind, systemClock().now(), text});
}

} // namespace reelout
