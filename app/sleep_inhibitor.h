// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/engine.h"

#include <QDBusUnixFileDescriptor>
#include <QObject>

#include <optional>

namespace reelout {

/// Keeps the machine from going to sleep while something is recorded, through logind
/// (org.freedesktop.login1.Manager.Inhibit, systemd's "Inhibitor Locks"); where that can't be reached, as in
/// a sandbox, through the desktop portal (org.freedesktop.portal.Inhibit). Where there is neither the log
/// says so and recording goes on. Never blocks on a service. Main thread.
class SleepInhibitor final : public QObject {
    Q_OBJECT

public:
    explicit SleepInhibitor(Engine& engine, QObject* parent = nullptr);

    /// A service has given its word.
    bool isHeld() const { return m_lock.has_value() || !m_request.isEmpty(); }

Q_SIGNALS:
    void heldChanged(bool held);

private:
    void follow(Recorder& recorder);
    void update();
    void askLogind();
    void askPortal();
    void answered();
    void letGo();

    Engine& m_engine;
    bool m_isWanted = false;
    bool m_isAsking = false;
    std::optional<QDBusUnixFileDescriptor> m_lock; ///< logind's: closing it lets go
    QString m_request;                             ///< the portal's: closing that object lets go
};

} // namespace reelout
