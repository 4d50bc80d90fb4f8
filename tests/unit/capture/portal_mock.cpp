// SPDX-License-Identifier: GPL-3.0-or-later
#include "portal_mock.h"

#include <QDBusArgument>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusUnixFileDescriptor>
#include <QUuid>

#include <unistd.h>

namespace reelout::test {

namespace {

const QString kRoot = QStringLiteral("/org/freedesktop/portal/desktop");
const QString kScreenCast = QStringLiteral("org.freedesktop.portal.ScreenCast");

/// One entry of the results' `streams`: a(ua{sv}).
struct Stream {
    unsigned node = 0;
    QVariantMap properties;
};
/// (ii)
struct Pair {
    int first = 0;
    int second = 0;
};

QDBusArgument& operator<<(QDBusArgument& out, const Stream& stream)
{
    out.beginStructure();
    out << stream.node << stream.properties;
    out.endStructure();
    return out;
}
const QDBusArgument& operator>>(const QDBusArgument& in, Stream& stream)
{
    in.beginStructure();
    in >> stream.node >> stream.properties;
    in.endStructure();
    return in;
}
QDBusArgument& operator<<(QDBusArgument& out, const Pair& pair)
{
    out.beginStructure();
    out << pair.first << pair.second;
    out.endStructure();
    return out;
}
const QDBusArgument& operator>>(const QDBusArgument& in, Pair& pair)
{
    in.beginStructure();
    in >> pair.first >> pair.second;
    in.endStructure();
    return in;
}

} // namespace

} // namespace reelout::test

Q_DECLARE_METATYPE(reelout::test::Stream)
Q_DECLARE_METATYPE(reelout::test::Pair)

namespace reelout::test {

PortalMock::PortalMock(const QString& busAddress)
    : m_name(QStringLiteral("portal-mock-") + QUuid::createUuid().toString(QUuid::WithoutBraces)),
      m_bus(QDBusConnection::connectToBus(busAddress, m_name))
{
    qDBusRegisterMetaType<Stream>();
    qDBusRegisterMetaType<QList<Stream>>();
    qDBusRegisterMetaType<Pair>();
    m_isThere = m_bus.registerVirtualObject(kRoot, this, QDBusConnection::SubPath) &&
                m_bus.registerService(QStringLiteral("org.freedesktop.portal.Desktop"));
}

PortalMock::~PortalMock()
{
    m_bus.unregisterService(QStringLiteral("org.freedesktop.portal.Desktop"));
    m_bus.unregisterObject(kRoot, QDBusConnection::UnregisterTree);
    m_bus = QDBusConnection(QString());
    QDBusConnection::disconnectFromBus(m_name);
}

void PortalMock::closeSession()
{
    m_bus.send(QDBusMessage::createSignal(session, QStringLiteral("org.freedesktop.portal.Session"),
                                          QStringLiteral("Closed")));
}

QVariantMap PortalMock::startResults() const
{
    QVariantMap results;
    QList<Stream> streams;
    if (givesStream)
        streams.append({node,
                        {{QStringLiteral("size"), QVariant::fromValue(Pair{size.width(), size.height()})},
                         {QStringLiteral("source_type"), 1U}}});
    results[QStringLiteral("streams")] = QVariant::fromValue(streams);
    if (!token.isEmpty())
        results[QStringLiteral("restore_token")] = token;
    return results;
}

void PortalMock::answerRequest(const QDBusMessage& message, const QVariantMap& options,
                               const QVariantMap& results)
{
    const auto found = answers.find(message.member());
    const Answer answer = found == answers.end() ? Answer::Agree : found->second;
    QString sender = message.service().mid(1);
    sender.replace(QLatin1Char('.'), QLatin1Char('_'));
    const QString handle = answer == Answer::BeOld ? QStringLiteral("t17")
                                                   : options.value(QStringLiteral("handle_token")).toString();
    const QString path = kRoot + QStringLiteral("/request/%1/%2").arg(sender, handle);
    if (answer == Answer::SayNothing)
        return;
    if (answer == Answer::DenyAccess) {
        m_bus.send(
            message.createErrorReply(QDBusError::AccessDenied, QStringLiteral("not for this program")));
        return;
    }
    m_bus.send(message.createReply(QVariant::fromValue(QDBusObjectPath(path))));
    if (answer == Answer::Ask)
        return;
    if (answer == Answer::CloseSession) {
        closeSession();
        return;
    }
    const uint code = answer == Answer::Cancel ? 1 : answer == Answer::GiveUp ? 2 : 0;
    QDBusMessage response = QDBusMessage::createSignal(path, QStringLiteral("org.freedesktop.portal.Request"),
                                                       QStringLiteral("Response"));
    response.setArguments({code, code == 0 ? results : QVariantMap()});
    m_bus.send(response);
}

void PortalMock::openPipeWire(const QDBusMessage& message)
{
    const int descriptor = openRemote ? openRemote() : -1;
    if (descriptor < 0) {
        m_bus.send(message.createErrorReply(QDBusError::Failed, QStringLiteral("no PipeWire")));
        return;
    }
    m_bus.send(message.createReply(QVariant::fromValue(QDBusUnixFileDescriptor(descriptor))));
    ::close(descriptor);
}

bool PortalMock::handleMessage(const QDBusMessage& message, const QDBusConnection&)
{
    const QString member = message.member();
    const QList<QVariant> arguments = message.arguments();
    if (member == QLatin1String("Close")) {
        closed += message.path();
        m_bus.send(message.createReply());
        return true;
    }
    if (!hasScreenCast) {
        m_bus.send(
            message.createErrorReply(QDBusError::UnknownInterface, QStringLiteral("No such interface")));
        return true;
    }
    calls += member;
    if (member == QLatin1String("GetAll")) {
        const auto found = answers.find(member);
        if (found == answers.end())
            m_bus.send(
                message.createReply(QVariantMap{{QStringLiteral("version"), version},
                                                {QStringLiteral("AvailableSourceTypes"), types},
                                                {QStringLiteral("AvailableCursorModes"), cursorModes}}));
        return true;
    }
    if (message.interface() != kScreenCast)
        return false;
    if (member == QLatin1String("OpenPipeWireRemote")) {
        openPipeWire(message);
        return true;
    }
    const auto options = qdbus_cast<QVariantMap>(arguments.last());
    QVariantMap results;
    if (member == QLatin1String("CreateSession")) {
        session = kRoot + QStringLiteral("/session/test/") +
                  options.value(QStringLiteral("session_handle_token")).toString();
        results[QStringLiteral("session_handle")] = session;
    } else if (member == QLatin1String("SelectSources")) {
        selected = options;
    } else if (member == QLatin1String("Start")) {
        results = startResults();
    }
    answerRequest(message, options, results);
    return true;
}

} // namespace reelout::test
