// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/verb_desk.h"

#include <QDBusConnection>
#include <QDBusVirtualObject>

namespace reelout {

/// The verbs on D-Bus: service org.reelout.Reelout, object /org/reelout/Reelout, interface
/// org.reelout.Reelout, each verb a method, its arguments in the order of the table; an optional one that
/// is left out or an empty text is none. Signals StateChanged, FileStarted, FileFinished. Main thread.
class DBusRemote final : public QDBusVirtualObject {
    Q_OBJECT

public:
    explicit DBusRemote(VerbDesk& desk, QObject* parent = nullptr);
    ~DBusRemote() override;

    /// Unsupported when there is no bus; AlreadyExists when another program has the name.
    Status listen(const QDBusConnection& bus);
    void close();
    bool isListening() const { return m_isListening; }

    QString introspect(const QString& path) const override;
    bool handleMessage(const QDBusMessage& message, const QDBusConnection& connection) override;

    static QString serviceName() { return QStringLiteral("org.reelout.Reelout"); }
    static QString objectPath() { return QStringLiteral("/org/reelout/Reelout"); }

private:
    void tell(const QString& topic, const QJsonObject& event);

    VerbDesk& m_desk;
    QDBusConnection m_bus;
    bool m_isListening = false;
};

} // namespace reelout
