// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/osc_remote.h"

#include "base/error_text.h"
#include "base/log.h"
#include "remote/verb_values.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkDatagram>

#include <algorithm>
#include <cmath>

namespace reelout {

namespace {

constexpr qint64 kLargestPacket = 65536;
constexpr int kPacketsAtOnce = 200; ///< then other work has its turn
const QLatin1String kProgram("reelout");

Error refused(const QString& detail)
{
    return makeError(ErrorCode::InvalidParameter, QStringLiteral("read OSC"), detail);
}

/// On by a missing value, too: a button that sends none.
bool isOn(const QVariantList& arguments)
{
    return arguments.isEmpty() || arguments.constFirst().toDouble() > 0.0 ||
           arguments.constFirst() == QVariant(true);
}

/// A value in the few kinds OSC has; lists one after the other.
QVariantList oscValues(const QJsonValue& value)
{
    if (value.isArray()) {
        QVariantList all;
        for (const QJsonValue& entry : value.toArray())
            all += oscValues(entry);
        return all;
    }
    if (value.isBool())
        return {value.toBool() ? 1 : 0};
    if (value.isDouble()) {
        const double number = value.toDouble();
        const bool isWhole = number == std::floor(number) && std::abs(number) < 2147483648.0;
        return {isWhole ? QVariant(static_cast<int>(number)) : QVariant(number)};
    }
    if (value.isObject())
        return {QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact))};
    return {value.toString()};
}

} // namespace

OscRemote::OscRemote(VerbDesk& desk, const Clock& clock, QObject* parent)
    : QObject(parent),
      m_desk(desk),
      m_clock(clock)
{
    connect(&m_socket, &QUdpSocket::readyRead, this, &OscRemote::read);
    connect(&desk, &VerbDesk::happened, this, &OscRemote::tell);
}

Status OscRemote::listen(const QHostAddress& address, quint16 port, const QStringList& allowed)
{
    close();
    const QString step = QStringLiteral("listen to OSC");
    if (!hasOsc())
        return makeError(ErrorCode::Unsupported, step, QStringLiteral("built without liblo"));
    if (address.isNull())
        return makeError(ErrorCode::InvalidParameter, step, QStringLiteral("no address"));
    for (const QString& text : allowed) {
        const QPair<QHostAddress, int> network = QHostAddress::parseSubnet(text);
        if (network.first.isNull())
            return makeError(ErrorCode::InvalidParameter, step,
                             QStringLiteral("\"%1\" is no address").arg(text));
        m_allowed.append(network);
    }
    if (!m_socket.bind(address, port))
        return makeError(
            ErrorCode::IoFailed, step,
            QStringLiteral("%1, port %2: %3").arg(address.toString()).arg(port).arg(m_socket.errorString()));
    return {};
}

void OscRemote::close()
{
    m_socket.close();
    m_subscribers.clear();
    m_allowed.clear();
}

bool OscRemote::isAllowed(const QHostAddress& address) const
{
    return m_allowed.isEmpty() ||
           std::any_of(m_allowed.begin(), m_allowed.end(),
                       [&](const QPair<QHostAddress, int>& network) { return address.isInSubnet(network); });
}

bool OscRemote::mayDoMore()
{
    const Timestamp now = m_clock.now();
    if (now - m_second >= std::chrono::seconds(1)) {
        if (m_done > kMostASecond)
            logWarning(
                QStringLiteral("remote"),
                QStringLiteral("OSC: %1 messages were too many for one second").arg(m_done - kMostASecond));
        m_second = now;
        m_done = 0;
    }
    return ++m_done <= kMostASecond;
}

void OscRemote::read()
{
    for (int i = 0; i < kPacketsAtOnce && m_socket.hasPendingDatagrams(); ++i) {
        const QNetworkDatagram packet = m_socket.receiveDatagram(kLargestPacket);
        const Sender sender{packet.senderAddress(), static_cast<quint16>(packet.senderPort())};
        if (!isAllowed(sender.address) || !mayDoMore())
            continue;
        // What is no OSC has no sender that would understand an answer.
        const Result<std::vector<OscMessage>> messages = parseOsc(packet.data());
        if (!messages)
            continue;
        for (const OscMessage& message : *messages)
            take(message, sender);
    }
    if (m_socket.hasPendingDatagrams())
        QMetaObject::invokeMethod(this, &OscRemote::read, Qt::QueuedConnection);
}

void OscRemote::take(const OscMessage& message, const Sender& sender)
{
    const QStringList parts = message.address.mid(1).split(QLatin1Char('/'));
    Result<QJsonValue> result = refused(QStringLiteral("nothing is at %1").arg(message.address.left(200)));
    if (parts.size() == 2 && parts[0] == kProgram) {
        result = doProgramVerb(parts[1], message.arguments, sender);
    } else if (parts.size() == 2) {
        result = doOperatorVerb(parts[0], parts[1], message.arguments);
    } else if (parts.size() == 3 && parts[1] == QLatin1String("par")) {
        const bool isQuestion = message.arguments.isEmpty();
        const VerbDescriptor& verb = verbRow(isQuestion ? Verb::GetParameter : Verb::SetParameter);
        const Result<QJsonObject> arguments =
            namedArguments(verb, QVariantList{parts[0], parts[2]} + message.arguments);
        result = arguments ? m_desk.run(verb, *arguments) : Result<QJsonValue>(arguments.error());
    }
    answer(message, result, sender);
}

Result<QJsonValue> OscRemote::doProgramVerb(const QString& name, const QVariantList& arguments,
                                            const Sender& sender)
{
    const VerbDescriptor* verb = findVerb(name);
    if (!verb)
        return refused(QStringLiteral("there is no verb \"%1\"").arg(name.left(80)));
    if (verb->verb == Verb::Subscribe) {
        subscribe(arguments, sender);
        return QJsonValue();
    }
    const Result<QJsonObject> named = namedArguments(*verb, arguments);
    return named ? m_desk.run(*verb, *named) : Result<QJsonValue>(named.error());
}

Result<QJsonValue> OscRemote::doOperatorVerb(const QString& op, const QString& word,
                                             const QVariantList& arguments)
{
    QJsonObject target{{QStringLiteral("operator"), op}};
    if (word == QLatin1String("record"))
        return m_desk.run(isOn(arguments) ? Verb::Start : Verb::Stop, target);
    if (word == QLatin1String("pause"))
        return m_desk.run(isOn(arguments) ? Verb::Pause : Verb::Resume, target);
    if (word == QLatin1String("replay"))
        return m_desk.run(isOn(arguments) ? Verb::StartReplay : Verb::StopReplay, target);
    const VerbDescriptor* verb = findVerb(word);
    const bool isNamed = verb && !verb->arguments.empty() &&
                         verb->arguments.front().kind == VerbArgumentKind::Name &&
                         arguments.value(0).typeId() == QMetaType::QString;
    // A button that is let go sends 0.
    if (!isNamed && !isOn(arguments))
        return QJsonValue();
    if (word == QLatin1String("state"))
        return m_desk.run(Verb::GetState, target);
    const bool isOfRecorder =
        verb && !verb->arguments.empty() && verb->arguments.back().kind == VerbArgumentKind::Recorder;
    if (!isOfRecorder)
        return refused(QStringLiteral("there is no verb \"%1\"").arg(word.left(80)));
    if (isNamed)
        target.insert(verb->arguments.front().name, arguments[0].toString());
    return m_desk.run(*verb, target);
}

void OscRemote::answer(const OscMessage& message, const Result<QJsonValue>& result, const Sender& sender)
{
    if (!result)
        send({QStringLiteral("/reelout/error"), {message.address, describe(result.error())}}, sender);
    else if (!result->isNull() && !result->isUndefined())
        send({message.address, oscValues(*result)}, sender);
}

void OscRemote::subscribe(const QVariantList& arguments, const Sender& sender)
{
    Sender to = sender;
    const int port = arguments.value(0).toInt();
    if (port > 0 && port < 65536)
        to.port = static_cast<quint16>(port);
    const Timestamp now = m_clock.now();
    std::erase_if(m_subscribers, [&](const Subscriber& each) { return each.until < now || each.to == to; });
    if (m_subscribers.size() >= static_cast<std::size_t>(kMostSubscribers))
        m_subscribers.erase(m_subscribers.begin());
    m_subscribers.push_back({to, now + kSubscription});
}

void OscRemote::send(const OscMessage& message, const Sender& to)
{
    const QByteArray packet = oscPacket(message);
    if (!packet.isEmpty() && packet.size() < kLargestPacket)
        m_socket.writeDatagram(packet, to.address, to.port);
}

void OscRemote::tell(const QString& topic, const QJsonObject& event)
{
    if (m_subscribers.empty())
        return;
    const QString name = event.value(QLatin1String("operator")).toString();
    const QString kind = event.value(QLatin1String("event")).toString();
    OscMessage message;
    if (topic == QLatin1String("state")) {
        message = {QStringLiteral("/%1/state").arg(name), {event.value(QLatin1String("state")).toString()}};
    } else if (topic == QLatin1String("statistics")) {
        const QJsonObject stats = event.value(QLatin1String("statistics")).toObject();
        message = {
            QStringLiteral("/%1/statistics").arg(name),
            {stats.value(QLatin1String("seconds")).toDouble(), stats.value(QLatin1String("frames")).toInt(),
             stats.value(QLatin1String("repeated")).toInt(), stats.value(QLatin1String("skipped")).toInt()}};
    } else {
        message = {QStringLiteral("/%1/%2").arg(name, kind == QLatin1String("started")
                                                          ? QStringLiteral("file")
                                                          : QStringLiteral("finished")),
                   {event.value(QLatin1String("path")).toString()}};
    }
    const Timestamp now = m_clock.now();
    std::erase_if(m_subscribers, [&](const Subscriber& each) { return each.until < now; });
    for (const Subscriber& subscriber : m_subscribers)
        send(message, subscriber.to);
}

} // namespace reelout
