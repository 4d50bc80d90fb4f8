// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pulse/pulse_source.h"

#include "base/log.h"

namespace reelout {

namespace {

constexpr Duration kOpenLimit = std::chrono::milliseconds(4500);
constexpr Duration kRetry = std::chrono::seconds(1);
constexpr Duration kWarningInterval = std::chrono::seconds(10); ///< of many small gaps

} // namespace

PulseSource::PulseSource(QString device, QString label, AudioFormat format, QString heardOutput)
    : m_device(std::move(device)),
      m_label(std::move(label)),
      m_format(std::move(format)),
      m_heardOutput(std::move(heardOutput))
{}

PulseSource::~PulseSource()
{
    stop();
}

Status PulseSource::start(std::shared_ptr<AudioHub> hub)
{
    stop();
    if (hub->format().sampleRate != m_format.sampleRate || hub->format().channels != m_format.channels) {
        return makeError(ErrorCode::InvalidParameter, QStringLiteral("open sound device"),
                         QStringLiteral("the hub has another format"));
    }
    m_hub = std::move(hub);
    auto opened = std::make_shared<std::promise<Status>>();
    std::future<Status> result = opened->get_future();
    m_worker = Worker("sound", [this, opened](const std::stop_token& stop) { run(stop, *opened); });
    Status status = result.get();
    if (!status)
        stop();
    return status;
}

void PulseSource::stop()
{
    m_worker.stop();
}

void PulseSource::run(const std::stop_token& stop, std::promise<Status>& opened)
{
    Result<std::unique_ptr<PulseSession>> first =
        PulseSession::open(m_device, m_format, systemClock().now() + kOpenLimit, stop);
    if (!first) {
        opened.set_value(first.error());
        return;
    }
    std::unique_ptr<PulseSession> session = std::move(*first);
    opened.set_value({});
    while (!stop.stop_requested()) {
        follow(*session, stop);
        if (stop.stop_requested())
            return;
        session.reset();
        session = reopen(stop);
        if (session)
            tell(SourceEventKind::Recovered, QStringLiteral("%1 is back").arg(m_label));
    }
}

void PulseSource::follow(PulseSession& session, const std::stop_token& stop)
{
    std::int64_t gaps = 0;
    Timestamp nextWarning = systemClock().now();
    while (!stop.stop_requested()) {
        if (const Status status = session.pump(*m_hub); !status) {
            tell(SourceEventKind::Lost,
                 status.error().detail.startsWith(m_device)
                     ? QStringLiteral("%1 is gone (%2)").arg(m_label, status.error().detail)
                     : QStringLiteral("%1 is gone (%2: %3)").arg(m_label, m_device, status.error().detail));
            return;
        }
        if (const QString notice = session.takeNotice(); !notice.isEmpty())
            tell(SourceEventKind::Notice, notice);
        const Timestamp now = systemClock().now();
        if (session.timeline().gaps() != gaps && now >= nextWarning) {
            gaps = session.timeline().gaps();
            nextWarning = now + kWarningInterval;
            logWarning(
                QStringLiteral("sound"),
                QStringLiteral("%1: samples are missing, %2 ms so far")
                    .arg(m_label)
                    .arg(std::chrono::duration_cast<std::chrono::milliseconds>(session.timeline().lost())
                             .count()));
        }
    }
}

std::unique_ptr<PulseSession> PulseSource::reopen(const std::stop_token& stop)
{
    Timestamp next = systemClock().now() + kRetry;
    while (systemClock().sleepUntil(next, stop)) {
        Result<std::unique_ptr<PulseSession>> session =
            PulseSession::open(m_device, m_format, systemClock().now() + kOpenLimit, stop);
        if (session)
            return std::move(*session);
        next = systemClock().now() + kRetry;
    }
    return nullptr;
}

void PulseSource::tell(SourceEventKind kind, const QString& text)
{
    logInfo(QStringLiteral("sound"), text);
    m_hub->publishEvent({kind, systemClock().now(), text});
}

} // namespace reelout
