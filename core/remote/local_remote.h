// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/verb_desk.h"

#include <QLocalServer>
#include <QLockFile>
#include <QObject>
#include <QStringList>

#include <memory>
#include <vector>

namespace reelout {

/// The local socket: JSON lines (remote/json_lines.h) from programs of the same person, and the program's own
/// second start. Only the owner can connect; clients, lines and what waits to be read are bounded. Main
/// thread.
class LocalRemote final : public QObject {
    Q_OBJECT

public:
    explicit LocalRemote(VerbDesk& desk, QObject* parent = nullptr);
    ~LocalRemote() override;

    /// AlreadyExists when a program listens there already; IoFailed with the system's words.
    Status listen(const QString& path);
    void close();
    QString path() const;
    int clientCount() const { return static_cast<int>(m_clients.size()); }

    static constexpr int kMostClients = 16;
    /// A client that reads slower than it is told is let go, bytes.
    static constexpr qint64 kMostWaiting = 4 * 1024 * 1024;

private:
    class Client;
    void accept();
    void tell(const QString& topic, const QJsonObject& event);
    void forget(Client* client);

    VerbDesk& m_desk;
    QLocalServer m_server;
    std::unique_ptr<QLockFile> m_lock;
    std::vector<std::unique_ptr<Client>> m_clients;
};

/// Where the program of this display listens: "reelout/control-DISPLAY" in the person's runtime folder.
QString localRemotePath();

/// Asks the program that listens at `path`, for at most `timeout` milliseconds. NotFound when none does;
/// TimedOut; else its answer. Blocks.
Result<QJsonValue> askLocalRemote(const QString& path, const VerbDescriptor& verb,
                                  const QJsonObject& arguments, int timeout = 10000);

} // namespace reelout
