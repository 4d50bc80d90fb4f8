// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/camera/camera_source.h"

#include "base/error_text.h"
#include "base/log.h"
#include "capture/screen_feed.h"
#include "media/camera_control_desk.h"

#include <QCoreApplication>

#include <algorithm>
#include <future>

namespace reelout {

namespace {

using namespace std::chrono_literals;

constexpr Duration kLook = 100ms; ///< between two looks at the controls while no picture comes
constexpr Duration kQuiet = 10s;  ///< between two notices of pictures that got lost on the way

QString sentence(const char* source)
{
    return QCoreApplication::translate("reelout::Camera", source);
}

} // namespace

/// One run of the source's thread.
class CameraSource::Run {
public:
    Run(const CameraSource& source, std::shared_ptr<PictureHub> hub, std::stop_token stop)
        : m_source(source),
          m_clock(source.m_clock),
          m_stop(std::move(stop)),
          m_feed(std::move(hub), source.m_clock, QStringLiteral("camera"))
    {}

    Status open();
    void go();

private:
    void serve();
    void take(CameraSession::Next next);
    void sayMissed();
    bool isSilent() const;
    void applyControls();
    void lose(const QString& why);
    void awaitReturn();

    const CameraSource& m_source;
    Clock& m_clock;
    const std::stop_token m_stop;
    ScreenFeed m_feed;
    std::unique_ptr<CameraSession> m_session;
    QString m_name;
    QString m_problem;       ///< why it could not be opened the last time
    Timestamp m_since{};     ///< of the last picture, or of the opening
    bool m_hasShown = false; ///< this session has
    std::uint64_t m_serial = 0;
    std::uint64_t m_controlChange = 0;
    std::uint64_t m_missed = 0; ///< since the last picture
    std::uint64_t m_unsaid = 0;
    Timestamp m_saidMissed{};

    std::mutex m_mutex; ///< guards what the watch wakes
    std::condition_variable_any m_woken;
    bool m_mayBeBack = false;
};

Status CameraSource::Run::open()
{
    Result<std::unique_ptr<CameraSession>> session = m_source.m_access.open();
    if (!session)
        return session.error();
    m_session = std::move(session).value();
    m_name = m_session->label();
    m_since = m_clock.now();
    m_hasShown = false;
    const CameraMode mode = m_session->mode();
    logInfo(QStringLiteral("camera"), QStringLiteral("%1: %2 × %3, %4 fps, %5")
                                          .arg(m_name)
                                          .arg(mode.size.width)
                                          .arg(mode.size.height)
                                          .arg(mode.rate.toDouble())
                                          .arg(mode.format));
    if (const auto& desk = m_source.m_spec.desk) {
        m_controlChange = desk->change();
        m_session->apply(desk->controls());
    } else {
        m_session->apply(m_source.m_spec.controls);
    }
    return {};
}

void CameraSource::Run::go()
{
    while (!m_stop.stop_requested()) {
        if (m_session)
            serve();
        else
            awaitReturn();
    }
}

// Until the session is over.
void CameraSource::Run::serve()
{
    while (!m_stop.stop_requested()) {
        Result<CameraSession::Next> next = m_session->next(kLook, m_stop);
        if (!next) {
            m_session.reset();
            lose(sentence("%1 is gone (%2); its last picture holds.").arg(m_name, next.error().detail));
            return;
        }
        applyControls();
        if (!next->notice.isEmpty())
            m_feed.notice(next->notice);
        if (!next->absence.isEmpty()) {
            lose(next->absence);
            m_since = m_clock.now(); // it is not silent: it has nothing to say
            m_hasShown = false;
            m_missed = 0;
            continue;
        }
        if (next->picture) {
            take(std::move(next).value());
            continue;
        }
        m_missed += next->missed;
        if (!isSilent())
            continue;
        lose(sentence("%1 sends no pictures.").arg(m_name));
        if (m_clock.now() - m_since >= m_source.m_patience.stuck + m_source.m_patience.first) {
            m_session.reset(); // some cameras need to be opened anew
            return;
        }
    }
}

void CameraSource::Run::take(CameraSession::Next next)
{
    m_since = m_clock.now();
    m_hasShown = true;
    const std::uint64_t missed = std::exchange(m_missed, 0) + next.missed;
    m_serial += missed + 1;
    next.picture->serial = m_serial;
    m_feed.publish(std::move(next.picture), m_name);
    m_unsaid += missed;
    sayMissed();
}

void CameraSource::Run::sayMissed()
{
    if (m_unsaid == 0 || (m_saidMissed != Timestamp() && m_clock.now() - m_saidMissed < kQuiet))
        return;
    m_saidMissed = m_clock.now();
    m_feed.notice(sentence("%1: pictures lost on the way to the program: %2.")
                      .arg(m_name)
                      .arg(std::exchange(m_unsaid, 0)));
}

bool CameraSource::Run::isSilent() const
{
    const Duration silence = m_clock.now() - m_since;
    if (!m_hasShown)
        return silence >= m_source.m_patience.first;
    return silence >= std::max(m_source.m_patience.silence, 3 * m_session->mode().rate.interval());
}

void CameraSource::Run::applyControls()
{
    const auto& desk = m_source.m_spec.desk;
    if (!desk || desk->change() == m_controlChange)
        return;
    m_controlChange = desk->change();
    m_session->apply(desk->controls());
}

void CameraSource::Run::lose(const QString& why)
{
    m_feed.lost(why);
}

// The watch only makes it quick: a device whose permissions come later than itself is found all the same.
void CameraSource::Run::awaitReturn()
{
    const auto wake = [this] {
        {
            const std::scoped_lock lock(m_mutex);
            m_mayBeBack = true;
        }
        m_woken.notify_all();
    };
    const std::unique_ptr<DeviceWatch> watch =
        m_source.m_access.watch ? m_source.m_access.watch(wake) : nullptr;
    while (!m_stop.stop_requested()) {
        const Status opened = open();
        if (opened)
            return;
        const QString problem = describeForLog(opened.error());
        if (problem != m_problem)
            logInfo(QStringLiteral("camera"), problem);
        m_problem = problem;
        std::unique_lock lock(m_mutex);
        m_woken.wait_for(lock, m_stop, m_source.m_patience.retry, [this] { return m_mayBeBack; });
        m_mayBeBack = false;
    }
}

CameraSource::CameraSource(const CameraSpec& spec, CameraAccess access, Clock& clock, Patience patience)
    : m_spec(spec),
      m_access(std::move(access)),
      m_clock(clock),
      m_patience(patience)
{}

CameraSource::~CameraSource()
{
    stop();
}

Status CameraSource::start(std::shared_ptr<PictureHub> hub)
{
    stop();
    std::promise<Status> opened;
    std::future<Status> outcome = opened.get_future();
    m_worker = Worker("camera", [this, hub = std::move(hub), &opened](const std::stop_token& stop) {
        Run run(*this, hub, stop);
        const Status status = run.open();
        opened.set_value(status); // gone from here on
        if (status)
            run.go();
    });
    const Status status = outcome.get();
    if (!status)
        m_worker.stop();
    return status;
}

void CameraSource::stop()
{
    m_worker.stop();
}

} // namespace reelout
