// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sleep_inhibitor.h"

#include "base/log.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace reelout {

namespace {

// XDG Desktop Portal, org.freedesktop.portal.Inhibit: the flags of Inhibit.
constexpr uint kSuspend = 4;
constexpr uint kIdle = 8;
const char kPortalPath[] = "/org/freedesktop/portal/desktop";

QDBusMessage portalCall(const QString& path, const QString& interface, const QString& method)
{
    return QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.portal.Desktop"), path, interface,
                                          method);
}

QString reason()
{
    return QCoreApplication::translate("reelout::SleepInhibitor", "A recording is running.");
}

} // namespace

SleepInhibitor::SleepInhibitor(Engine& engine, QObject* parent) : QObject(parent), m_engine(engine)
{
    connect(&engine, &Engine::recorderAdded, this, [this](Recorder* recorder) { follow(*recorder); });
    for (Recorder* recorder : engine.recorders())
        follow(*recorder);
}

void SleepInhibitor::follow(Recorder& recorder)
{
    connect(&recorder, &Recorder::stateChanged, this, &SleepInhibitor::update);
}

void SleepInhibitor::update()
{
    m_isWanted = m_engine.isAnyRecording();
    if (m_isWanted && !isHeld() && !m_isAsking)
        askLogind();
    if (!m_isWanted && isHeld())
        letGo();
}

void SleepInhibitor::askLogind()
{
    QDBusMessage call = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.login1"), QStringLiteral("/org/freedesktop/login1"),
        QStringLiteral("org.freedesktop.login1.Manager"), QStringLiteral("Inhibit"));
    call.setArguments(
        {QStringLiteral("sleep:idle"), QStringLiteral("Reelout"), reason(), QStringLiteral("block")});
    m_isAsking = true;
    auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::systemBus().asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *watcher;
        if (reply.isError()) {
            askPortal();
            return;
        }
        m_lock = reply.value();
        answered();
    });
}

void SleepInhibitor::askPortal()
{
    QDBusMessage call =
        portalCall(QLatin1String(kPortalPath), QStringLiteral("org.freedesktop.portal.Inhibit"),
                   QStringLiteral("Inhibit"));
    call.setArguments({QString(), kSuspend | kIdle, QVariantMap{{QStringLiteral("reason"), reason()}}});
    auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusObjectPath> reply = *watcher;
        if (reply.isError()) {
            m_isAsking = false;
            logInfo(QStringLiteral("sleep"),
                    QCoreApplication::translate("reelout::SleepInhibitor",
                                                "The computer may go to sleep while it records: %1")
                        .arg(reply.error().message()));
            return;
        }
        m_request = reply.value().path();
        answered();
    });
}

void SleepInhibitor::answered()
{
    m_isAsking = false;
    if (m_isWanted)
        Q_EMIT heldChanged(true);
    else
        letGo(); // the recording ended before the answer came
}

void SleepInhibitor::letGo()
{
    m_lock.reset();
    if (!m_request.isEmpty()) {
        QDBusConnection::sessionBus().send(
            portalCall(m_request, QStringLiteral("org.freedesktop.portal.Request"), QStringLiteral("Close")));
        m_request.clear();
    }
    Q_EMIT heldChanged(false);
}

} // namespace reelout
