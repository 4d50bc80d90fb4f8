// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/x11/x11_screen_source.h"

#include "base/log.h"

namespace reelout {

namespace {

// A screen that shrinks fails a grab or two before word of it comes; more is a loss.
constexpr int kFailuresOfALoss = 5;

bool endsSession(ErrorCode code)
{
    return code == ErrorCode::DeviceLost || code == ErrorCode::TimedOut || code == ErrorCode::Cancelled;
}

} // namespace

X11ScreenSource::X11ScreenSource(XCaptureTarget target, X11Options options, Clock& clock)
    : m_target(std::move(target)),
      m_options(options),
      m_clock(clock),
      m_schedule(m_target.spec.rate.interval())
{}

X11ScreenSource::~X11ScreenSource()
{
    stop();
}

Status X11ScreenSource::start(std::shared_ptr<PictureHub> hub)
{
    stop();
    m_wake.clear();
    {
        const std::scoped_lock lock(m_mutex);
        m_startOutcome.reset();
    }
    m_worker = Worker("x11-capture", [this, hub = std::move(hub)](const std::stop_token&) { run(hub); });
    std::optional<Status> outcome;
    {
        std::unique_lock lock(m_mutex);
        m_started.wait_for(lock, m_options.timeout + std::chrono::milliseconds(500),
                           [&] { return m_startOutcome.has_value(); });
        outcome = m_startOutcome;
    }
    if (!outcome)
        outcome = makeError(ErrorCode::TimedOut, QStringLiteral("start screen capture"),
                            QStringLiteral("X display \"%1\" does not answer").arg(m_target.display));
    if (!*outcome)
        stop();
    return *outcome;
}

void X11ScreenSource::stop()
{
    m_wake.wake();
    m_worker.join();
}

void X11ScreenSource::reportStart(Status outcome)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_startOutcome)
            return;
        m_startOutcome = std::move(outcome);
    }
    m_started.notify_all();
}

void X11ScreenSource::run(const std::shared_ptr<PictureHub>& hub)
{
    const SigpipeShield shield;
    ScreenFeed feed(hub, m_clock, QStringLiteral("x11"));
    feed.setSizesSettle(m_target.spec.area == ScreenSpec::Area::Window);
    xcb_window_t window = m_target.window;
    m_schedule.start(m_clock.now());
    while (!m_wake.isAwake()) {
        auto session = XCaptureSession::open(m_target, window, m_options, m_clock, m_wake);
        Error why;
        if (session) {
            if (!feed.hasPublished()) {
                for (const QString& shortcoming : (*session)->shortcomings())
                    feed.notice(shortcoming);
                if (m_target.spec.keys == ScreenSpec::Keys::All)
                    feed.notice(QStringLiteral("all pressed keys are in the picture, passwords too"));
            }
            why = runSession(**session, feed);
            if ((*session)->hasFailedDescriptorPassing() && m_options.descriptorPassing) {
                m_options.descriptorPassing = false;
                continue;
            }
        } else {
            why = session.error();
        }
        if (!feed.hasPublished()) {
            reportStart(why);
            return;
        }
        if (why.code == ErrorCode::Cancelled)
            return;
        feed.lost(why.detail);
        window = XCB_NONE; // another server gives the same numbers to other windows
        if (m_wake.sleepUntil(m_clock.now() + m_options.reconnectInterval, m_clock))
            return;
    }
}

Error X11ScreenSource::runSession(XCaptureSession& session, ScreenFeed& feed)
{
    for (;;) {
        const Timestamp now = m_clock.now();
        const Status ticked = session.tick(feed);
        if (ticked) {
            m_failuresInARow = 0;
            if (!session.absence().isEmpty() && !feed.hasPublished())
                return makeError(ErrorCode::NotFound, QStringLiteral("start screen capture"),
                                 session.absence());
            if (feed.hasPublished())
                reportStart({});
        } else {
            const Error& error = ticked.error();
            if (endsSession(error.code) || !feed.hasPublished())
                return error;
            if (++m_failuresInARow == kFailuresOfALoss)
                feed.lost(error.detail);
        }
        m_schedule.looked(now, session.hasChanged());
        if (!session.waitFor(m_schedule)) {
            if (m_wake.isAwake())
                return makeError(ErrorCode::Cancelled, QStringLiteral("capture the screen"), m_target.name);
            return makeError(ErrorCode::DeviceLost, QStringLiteral("capture the screen"),
                             QStringLiteral("the X server of display \"%1\" is gone").arg(m_target.display));
        }
    }
}

} // namespace reelout
