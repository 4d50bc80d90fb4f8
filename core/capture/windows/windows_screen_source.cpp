// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/windows/windows_screen_source.h"

#include "capture/windows/physical_pixels.h"

#include <algorithm>

namespace reelout {

namespace {

constexpr Duration kStartLimit = std::chrono::milliseconds(4500);
constexpr Duration kLongestWait = std::chrono::milliseconds(100); // for a change, so that stop() is heard
// A change of mode takes the picture away for a moment; more is a loss.
constexpr Duration kBlindnessOfALoss = std::chrono::milliseconds(700);

} // namespace

WindowsScreenSource::WindowsScreenSource(WindowsTarget target, Clock& clock)
    : m_target(std::move(target)),
      m_clock(clock),
      m_schedule(m_target.spec.rate.interval())
{}

WindowsScreenSource::~WindowsScreenSource()
{
    stop();
}

Status WindowsScreenSource::start(std::shared_ptr<PictureHub> hub)
{
    stop();
    {
        const std::scoped_lock lock(m_mutex);
        m_startOutcome.reset();
    }
    m_blindSince.reset();
    m_worker = Worker("screen-capture",
                      [this, hub = std::move(hub)](const std::stop_token& stop) { run(hub, stop); });
    std::optional<Status> outcome;
    {
        std::unique_lock lock(m_mutex);
        m_started.wait_for(lock, kStartLimit, [&] { return m_startOutcome.has_value(); });
        outcome = m_startOutcome;
    }
    if (!outcome)
        outcome = makeError(ErrorCode::TimedOut, QStringLiteral("start screen capture"),
                            QStringLiteral("Windows sends no picture of %1").arg(m_target.name));
    if (!*outcome)
        stop();
    return *outcome;
}

void WindowsScreenSource::stop()
{
    m_worker.stop();
}

void WindowsScreenSource::reportStart(Status outcome)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_startOutcome)
            return;
        m_startOutcome = std::move(outcome);
    }
    m_started.notify_all();
}

void WindowsScreenSource::run(const std::shared_ptr<PictureHub>& hub, const std::stop_token& stop)
{
    const PhysicalPixels physical;
    ScreenFeed feed(hub, m_clock, QStringLiteral("screen"));
    feed.setSizesSettle(m_target.spec.area == ScreenSpec::Area::Window);
    WindowsSession session(m_target, m_clock);
    for (const QString& shortcoming : session.shortcomings())
        feed.notice(shortcoming);
    if (m_target.spec.keys == ScreenSpec::Keys::All)
        feed.notice(QStringLiteral("all pressed keys are in the picture, passwords too"));
    m_schedule.start(m_clock.now());
    while (!stop.stop_requested()) {
        const bool waits = session.waitsForChanges();
        if (!m_clock.sleepUntil(
                waits ? std::min(m_schedule.onWord(), m_schedule.regular()) : m_schedule.regular(), stop))
            return;
        const Duration left = m_schedule.regular() - m_clock.now();
        if (!look(session, feed, waits ? std::min(left, kLongestWait) : Duration::zero()))
            return;
    }
}

// False when the source never began and is over.
bool WindowsScreenSource::look(WindowsSession& session, ScreenFeed& feed, Duration wait)
{
    const Status ticked = session.tick(wait, feed);
    const Timestamp now = m_clock.now();
    m_schedule.looked(now, session.hasChanged());
    if (ticked) {
        m_blindSince.reset();
        if (!session.absence().isEmpty() && !feed.hasPublished()) {
            reportStart(
                makeError(ErrorCode::NotFound, QStringLiteral("start screen capture"), session.absence()));
            return false;
        }
        if (feed.hasPublished())
            reportStart({});
        return true;
    }
    if (!m_blindSince)
        m_blindSince = now;
    if (now - *m_blindSince < kBlindnessOfALoss)
        return true;
    if (!feed.hasPublished()) {
        reportStart(ticked.error());
        return false;
    }
    feed.lost(ticked.error().detail);
    return true;
}

} // namespace reelout
