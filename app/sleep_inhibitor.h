// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/engine.h"

#include <QDBusUnixFileDescriptor>
#include <QObject>

#include <optional>

namespace reelout {

/// Keeps the machine from going to sleep while something is recorded, through logind
/// (org.freedesktop.login1.Manager.Inhibit, systemd's "Inhibitor Locks"). Where there is no logind the log
/// says so once and recording goes on. Never blocks on the service. Main thread.
class SleepInhibitor final : public QObject {
    Q_OBJECT

public:
    explicit SleepInhibitor(Engine& engine, QObject* parent = nullptr);

    /// The service has given its word.
    bool isHeld() const { return m_lock.has_value(); }

Q_SIGNALS:
    void heldChanged(bool held);

private:
    void follow(Recorder& recorder);
    void update();
    void ask();

    Engine& m_engine;
    bool m_isWanted = false;
    bool m_isAsking = false;
    std::optional<QDBusUnixFileDescriptor> m_lock; ///< closing it lets go
};

} // namespace reelout
