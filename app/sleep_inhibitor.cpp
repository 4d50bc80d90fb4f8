// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sleep_inhibitor.h"

#include "base/log.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace reelout {

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
    if (m_isWanted && !m_lock && !m_isAsking)
        ask();
    if (!m_isWanted && m_lock) {
        m_lock.reset();
        Q_EMIT heldChanged(false);
    }
}

void SleepInhibitor::ask()
{
    QDBusMessage call = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.login1"), QStringLiteral("/org/freedesktop/login1"),
        QStringLiteral("org.freedesktop.login1.Manager"), QStringLiteral("Inhibit"));
    call.setArguments({QStringLiteral("sleep:idle"), QStringLiteral("Reelout"),
                       QCoreApplication::translate("reelout::SleepInhibitor", "A recording is running."),
                       QStringLiteral("block")});
    m_isAsking = true;
    auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::systemBus().asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        m_isAsking = false;
        const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *watcher;
        if (reply.isError()) {
            logInfo(QStringLiteral("sleep"),
                    QCoreApplication::translate("reelout::SleepInhibitor",
                                                "The computer may go to sleep while it records: %1")
                        .arg(reply.error().message()));
            return;
        }
        if (!m_isWanted)
            return; // the reply's descriptor closes, which lets go
        m_lock = reply.value();
        Q_EMIT heldChanged(true);
    });
}

} // namespace reelout
