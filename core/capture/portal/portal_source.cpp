// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/portal/portal_source.h"

#include "base/error_text.h"
#include "base/log.h"
#include "capture/pipewire/pw_screen_stream.h"
#include "capture/portal/portal_session.h"
#include "capture/portal/restore_tokens.h"
#include "capture/screen_feed.h"

#include <QEventLoop>
#include <QTimer>
#include <QUuid>

#include <algorithm>
#include <chrono>

namespace reelout {

namespace {

using namespace std::chrono_literals;

// A picture may still be on its way when nothing is said to have changed.
constexpr Duration kReportDelay = 2ms;

PortalAsk::Type typeOf(ScreenSpec::Area area)
{
    switch (area) {
    case ScreenSpec::Area::Window:
        return PortalAsk::Window;
    case ScreenSpec::Area::Virtual:
        return PortalAsk::Virtual;
    default:
        return PortalAsk::Monitor;
    }
}

} // namespace

/// One run of the source's thread.
class PortalSource::Run final : public QObject {
public:
    Run(const PortalSource& source, std::shared_ptr<PictureHub> hub);
    ~Run() override;
    void exec() { m_loop.exec(); }
    void quit() { m_loop.quit(); }

private:
    void ask();
    void onGranted(const PortalGrant& grant);
    void onStreaming();
    void onStreamEnded(const QString& why);
    void onPicture(std::shared_ptr<Picture> picture);
    void onTick();
    void end(const QString& why);
    void dropStream();

    const PortalSource& m_source;
    QDBusConnection m_bus;
    const QString m_busName;
    QEventLoop m_loop;
    QTimer m_tick;
    std::unique_ptr<PortalSession> m_session;
    std::unique_ptr<PwScreenStream> m_stream;
    Size m_size;
    QString m_token;

    std::mutex m_mutex; ///< the feed is used by PipeWire's thread and by ours
    ScreenFeed m_feed;
    bool m_isStreaming = false;
    Timestamp m_streamingSince{};
    bool m_hasEnded = false;
};

PortalSource::Run::Run(const PortalSource& source, std::shared_ptr<PictureHub> hub)
    : m_source(source),
      m_bus(QString()),
      m_busName(QStringLiteral("reelout-portal-") + QUuid::createUuid().toString(QUuid::WithoutBraces)),
      m_feed(std::move(hub), source.m_clock, QStringLiteral("portal"))
{
    const QString& address = source.m_options.busAddress;
    m_bus = address.isEmpty() ? QDBusConnection::connectToBus(QDBusConnection::SessionBus, m_busName)
                              : QDBusConnection::connectToBus(address, m_busName);
    if (!source.m_options.tokensPath.isEmpty())
        m_token = RestoreTokens(source.m_options.tokensPath).take(tokenKey(source.m_spec));
    connect(&m_tick, &QTimer::timeout, this, [this] { onTick(); });
    ask();
}

PortalSource::Run::~Run()
{
    m_stream.reset();
    m_session.reset();
    m_bus = QDBusConnection(QString());
    QDBusConnection::disconnectFromBus(m_busName);
}

void PortalSource::Run::ask()
{
    PortalAsk wanted;
    wanted.types = typeOf(m_source.m_spec.area);
    wanted.wantsCursor = m_source.m_spec.cursor;
    wanted.restoreToken = m_token;
    m_session = std::make_unique<PortalSession>(m_bus, wanted);
    connect(m_session.get(), &PortalSession::asking, this, [this] {
        const std::scoped_lock lock(m_mutex);
        if (m_token.isEmpty() && !m_feed.hasPublished())
            m_feed.asking(QStringLiteral("the desktop asks in a dialog of its own what may be recorded"));
    });
    connect(m_session.get(), &PortalSession::granted, this,
            [this](const PortalGrant& grant) { onGranted(grant); });
    // Later: the session is in the middle of saying so.
    connect(
        m_session.get(), &PortalSession::failed, this, [this](const Error& error) { end(describe(error)); },
        Qt::QueuedConnection);
    connect(
        m_session.get(), &PortalSession::closed, this,
        [this] { end(QStringLiteral("the desktop ended the recording of its screen")); },
        Qt::QueuedConnection);
    m_session->begin();
}

void PortalSource::Run::onGranted(const PortalGrant& grant)
{
    m_size = grant.size;
    m_token = grant.restoreToken;
    if (!m_source.m_options.tokensPath.isEmpty()) {
        const Status stored =
            RestoreTokens(m_source.m_options.tokensPath).store(tokenKey(m_source.m_spec), m_token);
        if (!stored)
            logWarning(QStringLiteral("portal"), describe(stored.error()));
    }
    PwScreenStream::Settings settings;
    settings.descriptor = grant.descriptor;
    settings.node = grant.node;
    settings.drawsCursor = grant.cursor == PortalAsk::Metadata;
    settings.cursorScale = m_source.m_spec.cursorScale;
    settings.rate = m_source.m_spec.rate;
    PwScreenStream::Listener listener;
    listener.picture = [this](std::shared_ptr<Picture> picture) { onPicture(std::move(picture)); };
    listener.streaming = [this] {
        QMetaObject::invokeMethod(
            this, [this] { onStreaming(); }, Qt::QueuedConnection);
    };
    listener.ended = [this](const QString& why) {
        QMetaObject::invokeMethod(
            this, [this, why] { onStreamEnded(why); }, Qt::QueuedConnection);
    };
    auto stream = PwScreenStream::open(settings, m_source.m_clock, std::move(listener));
    if (stream)
        m_stream = std::move(stream).value();
    else
        onStreamEnded(describe(stream.error()));
}

void PortalSource::Run::onStreaming()
{
    m_isStreaming = true;
    m_streamingSince = m_source.m_clock.now();
    // A recorder decides half a frame after the fact, and has to know by then that nothing has changed.
    const Duration quarter = m_source.m_spec.rate.interval() / 4;
    m_tick.setTimerType(Qt::PreciseTimer);
    m_tick.start(std::chrono::floor<std::chrono::milliseconds>(std::clamp<Duration>(quarter, 2ms, 10ms)));
}

void PortalSource::Run::onPicture(std::shared_ptr<Picture> picture)
{
    const std::scoped_lock lock(m_mutex);
    picture->serial = m_feed.nextSerial();
    m_feed.publish(std::move(picture), QStringLiteral("the screen"));
}

// A screen that shows nothing new sends nothing, and some send nothing at all before something changes.
void PortalSource::Run::onTick()
{
    const Timestamp now = m_source.m_clock.now();
    const std::scoped_lock lock(m_mutex);
    if (m_feed.hasPublished()) {
        m_feed.unchanged(now - kReportDelay);
        return;
    }
    if (m_size.isEmpty() || now - m_streamingSince < m_source.m_options.firstPicturePatience)
        return;
    const std::shared_ptr<Picture> black = PicturePool().acquire(PixelFormat::Bgrx8, m_size);
    if (!black)
        return;
    for (int y = 0; y < m_size.height; ++y)
        std::fill_n(black->row(0, y), static_cast<std::size_t>(m_size.width) * 4, std::uint8_t(0));
    black->colour = kScreenColour;
    black->captured = now;
    black->serial = m_feed.nextSerial();
    m_feed.notice(QStringLiteral("the desktop has sent no picture yet; it is black until something changes"));
    m_feed.publish(black, QStringLiteral("the screen"));
}

void PortalSource::Run::dropStream()
{
    m_tick.stop();
    m_isStreaming = false;
    m_stream.reset();
}

void PortalSource::Run::onStreamEnded(const QString& why)
{
    if (m_hasEnded || !m_session)
        return;
    dropStream();
    m_session.reset();
    if (m_token.isEmpty()) {
        end(QStringLiteral("the desktop's picture ended (%1)").arg(why));
        return;
    }
    {
        const std::scoped_lock lock(m_mutex);
        m_feed.lost(QStringLiteral("the desktop's picture is gone (%1)").arg(why));
    }
    const auto pause =
        std::chrono::duration_cast<std::chrono::milliseconds>(m_source.m_options.reconnectInterval);
    QTimer::singleShot(pause, this, [this] { ask(); });
}

void PortalSource::Run::end(const QString& why)
{
    if (std::exchange(m_hasEnded, true))
        return;
    dropStream();
    m_session.reset();
    const std::scoped_lock lock(m_mutex);
    m_feed.ended(why);
}

PortalSource::PortalSource(const ScreenSpec& spec, PortalOptions options, Clock& clock)
    : m_spec(spec),
      m_options(std::move(options)),
      m_clock(clock)
{}

PortalSource::~PortalSource()
{
    stop();
}

Status PortalSource::start(std::shared_ptr<PictureHub> hub)
{
    stop();
    m_worker = Worker("portal", [this, hub = std::move(hub)](const std::stop_token& stop) {
        Run run(*this, hub);
        {
            const std::scoped_lock lock(m_mutex);
            m_quit = [&run] {
                QMetaObject::invokeMethod(
                    &run, [&run] { run.quit(); }, Qt::QueuedConnection);
            };
        }
        if (!stop.stop_requested())
            run.exec();
        const std::scoped_lock lock(m_mutex);
        m_quit = {};
    });
    return {};
}

void PortalSource::stop()
{
    m_worker.requestStop();
    {
        const std::scoped_lock lock(m_mutex);
        if (m_quit)
            m_quit();
    }
    m_worker.join();
}

} // namespace reelout
