// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/local_remote.h"

#include "base/log.h"
#include "remote/json_lines.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QLocalSocket>
#include <QRegularExpression>
#include <QStandardPaths>

#include <algorithm>

namespace reelout {

namespace {

constexpr qint64 kMostUnread = 2 * LineCutter::kLongestLine;

Error failed(const QString& path, const QString& why)
{
    return makeError(ErrorCode::IoFailed, QStringLiteral("open control socket"),
                     QStringLiteral("%1: %2").arg(path, why));
}

} // namespace

/// One connection.
class LocalRemote::Client final : public QObject {
public:
    Client(LocalRemote& remote, QLocalSocket* socket) : m_remote(remote), m_socket(socket)
    {
        m_socket->setParent(this);
        m_socket->setReadBufferSize(kMostUnread);
        connect(m_socket, &QLocalSocket::readyRead, this, [this] { read(); });
        connect(m_socket, &QLocalSocket::disconnected, this, [this] { m_remote.forget(this); });
    }

    /// What has come before anybody listened.
    void begin() { read(); }

    void tell(const QString& topic, const QJsonObject& event)
    {
        if (m_topics.contains(topic))
            write(eventLine(event));
    }

private:
    void read()
    {
        while (m_socket->isOpen() && m_socket->bytesAvailable() > 0) {
            for (const QByteArray& line : m_cutter.push(m_socket->read(LineCutter::kLongestLine)))
                answer(line);
            if (!m_cutter.isTooLong())
                continue;
            write(answerLine(
                QJsonValue(QJsonValue::Undefined),
                makeError(ErrorCode::InvalidData, QStringLiteral("read request"),
                          QStringLiteral("a line is longer than %1 bytes").arg(LineCutter::kLongestLine))));
            leave();
            return;
        }
    }

    void answer(const QByteArray& line)
    {
        QJsonValue id;
        const Result<RemoteRequest> request = parseRequest(line, &id);
        if (!request) {
            write(answerLine(id, request.error()));
            return;
        }
        const Result<QJsonValue> result = m_remote.m_desk.run(*request->verb, request->arguments);
        if (result && request->verb->verb == Verb::Subscribe)
            subscribe(request->arguments.value(QLatin1String("topics")).toArray());
        write(answerLine(id, result));
    }

    void subscribe(const QJsonArray& topics)
    {
        m_topics.clear();
        for (const QJsonValue& topic : topics)
            m_topics.append(topic.toString());
        if (m_topics.isEmpty())
            m_topics = remoteTopics();
    }

    void write(const QByteArray& bytes)
    {
        if (!m_socket->isOpen())
            return;
        if (m_socket->bytesToWrite() > kMostWaiting) {
            logWarning(QStringLiteral("remote"), QStringLiteral("a client does not read what it is told"));
            m_socket->abort();
            return;
        }
        if (m_socket->write(bytes) != bytes.size())
            m_socket->abort();
    }

    // Its last words are still sent; whatever it says is not heard any more.
    void leave()
    {
        disconnect(m_socket, &QLocalSocket::readyRead, this, nullptr);
        m_socket->flush();
        m_socket->disconnectFromServer();
    }

    LocalRemote& m_remote;
    QLocalSocket* m_socket;
    LineCutter m_cutter;
    QStringList m_topics;
};

LocalRemote::LocalRemote(VerbDesk& desk, QObject* parent) : QObject(parent), m_desk(desk)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.setMaxPendingConnections(kMostClients);
    connect(&m_server, &QLocalServer::newConnection, this, &LocalRemote::accept);
    connect(&desk, &VerbDesk::happened, this, &LocalRemote::tell);
}

LocalRemote::~LocalRemote()
{
    close();
}

Status LocalRemote::listen(const QString& path)
{
    close();
    const QString folder = QFileInfo(path).path();
    if (!QDir().mkpath(folder))
        return failed(folder, QStringLiteral("the folder can't be made"));
    if (!QFile::setPermissions(folder,
                               QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner))
        return failed(folder, QStringLiteral("the folder can't be made private"));
    // The lock, not the socket's file, says whether somebody listens: a file may be left by a crash.
    m_lock = std::make_unique<QLockFile>(path + QStringLiteral(".lock"));
    m_lock->setStaleLockTime(0);
    if (!m_lock->tryLock(0)) {
        m_lock.reset();
        return makeError(ErrorCode::AlreadyExists, QStringLiteral("open control socket"), path);
    }
    if (QFile::exists(path))
        QLocalServer::removeServer(path);
    if (!m_server.listen(path)) {
        const QString why = m_server.errorString();
        m_lock.reset();
        return failed(path, why);
    }
    if (!QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::WriteOwner)) {
        close();
        return failed(path, QStringLiteral("the socket can't be made private"));
    }
    return {};
}

void LocalRemote::close()
{
    m_server.close();
    m_clients.clear();
    m_lock.reset();
}

QString LocalRemote::path() const
{
    return m_server.fullServerName();
}

void LocalRemote::accept()
{
    while (QLocalSocket* socket = m_server.nextPendingConnection()) {
        if (m_clients.size() >= static_cast<std::size_t>(kMostClients)) {
            socket->write(answerLine(QJsonValue(QJsonValue::Undefined),
                                     makeError(ErrorCode::Unsupported, QStringLiteral("connect"),
                                               QStringLiteral("more than %1 clients").arg(kMostClients))));
            connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
            socket->disconnectFromServer();
            continue;
        }
        m_clients.push_back(std::make_unique<Client>(*this, socket));
        m_clients.back()->begin();
    }
}

void LocalRemote::tell(const QString& topic, const QJsonObject& event)
{
    for (std::size_t i = 0; i < m_clients.size(); ++i)
        m_clients[i]->tell(topic, event);
}

void LocalRemote::forget(Client* client)
{
    const auto found = std::find_if(m_clients.begin(), m_clients.end(),
                                    [client](const auto& each) { return each.get() == client; });
    if (found == m_clients.end())
        return;
    // Its own signal brought us here.
    found->release()->deleteLater();
    m_clients.erase(found);
}

QString localRemotePath()
{
    QString display = qEnvironmentVariable("WAYLAND_DISPLAY");
    if (display.isEmpty())
        display = qEnvironmentVariable("DISPLAY");
    display.replace(QRegularExpression(QStringLiteral("[^A-Za-z0-9.]")), QStringLiteral("_"));
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    return QStringLiteral("%1/reelout/control%2")
        .arg(folder, display.isEmpty() ? QString() : QLatin1Char('-') + display);
}

Result<QJsonValue> askLocalRemote(const QString& path, const VerbDescriptor& verb,
                                  const QJsonObject& arguments, int timeout)
{
    const QString step = QStringLiteral("ask the running program");
    QLocalSocket socket;
    socket.connectToServer(path);
    if (!socket.waitForConnected(timeout))
        return makeError(ErrorCode::NotFound, step, path);
    const QByteArray request = requestLine(verb, arguments);
    if (socket.write(request) != request.size())
        return makeError(ErrorCode::IoFailed, step, socket.errorString());
    QElapsedTimer passed;
    passed.start();
    while (!socket.canReadLine()) {
        const auto left = static_cast<int>(timeout - passed.elapsed());
        if (left <= 0)
            return makeError(ErrorCode::TimedOut, step, path);
        if (!socket.waitForReadyRead(left) && socket.state() != QLocalSocket::ConnectedState)
            return makeError(ErrorCode::IoFailed, step, socket.errorString());
    }
    return parseAnswer(socket.readLine());
}

} // namespace reelout
