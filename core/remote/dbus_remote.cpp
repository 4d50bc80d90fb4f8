// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/dbus_remote.h"

#include "base/error_text.h"
#include "remote/verb_values.h"

#include <QDBusArgument>
#include <QDBusError>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QJsonArray>

namespace reelout {

namespace {

constexpr qsizetype kMostValues = 32;
constexpr int kDeepest = 3;

/// D-Bus type of an argument.
QString signatureOf(VerbArgumentKind kind)
{
    switch (kind) {
    case VerbArgumentKind::Value:
        return QStringLiteral("v");
    case VerbArgumentKind::Topics:
        return QStringLiteral("as");
    default:
        return QStringLiteral("s");
    }
}

/// A value as it came over the bus, without its wrappings; invalid for what no verb takes.
QVariant unwrapped(const QVariant& value, int depth = 0)
{
    if (depth > kDeepest)
        return {};
    if (value.userType() == qMetaTypeId<QDBusVariant>())
        return unwrapped(value.value<QDBusVariant>().variant(), depth + 1);
    if (value.userType() == qMetaTypeId<QDBusArgument>()) {
        const auto argument = value.value<QDBusArgument>();
        if (argument.currentType() != QDBusArgument::ArrayType)
            return {};
        QVariantList list;
        argument.beginArray();
        while (!argument.atEnd() && list.size() < kMostValues)
            list.append(unwrapped(argument.asVariant(), depth + 1));
        argument.endArray();
        return list;
    }
    if (value.typeId() == QMetaType::QVariantList) {
        QVariantList list;
        for (const QVariant& entry : value.toList().mid(0, kMostValues))
            list.append(unwrapped(entry, depth + 1));
        return list;
    }
    if (value.typeId() == QMetaType::QStringList)
        return QVariant(value.toStringList()).toList();
    return value;
}

QVariantMap busMap(const QJsonObject& object);

/// What a bus can carry: there is no "nothing" on it, and libdbus ends the program that tries. Invalid for
/// that.
QVariant busValue(const QJsonValue& value)
{
    if (value.isObject())
        return busMap(value.toObject());
    // One type for all numbers, whatever this one happens to be.
    if (value.isDouble())
        return value.toDouble();
    if (!value.isArray())
        return value.isNull() || value.isUndefined() ? QVariant() : value.toVariant();
    QVariantList list;
    for (const QJsonValue& entry : value.toArray()) {
        if (const QVariant carried = busValue(entry); carried.isValid())
            list.append(carried);
    }
    return list;
}

QVariantMap busMap(const QJsonObject& object)
{
    QVariantMap map;
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (const QVariant carried = busValue(member.value()); carried.isValid())
            map.insert(member.key(), carried);
    }
    return map;
}

QString errorName(ErrorCode code)
{
    return QStringLiteral("org.reelout.Error.") + errorCodeName(code);
}

} // namespace

DBusRemote::DBusRemote(VerbDesk& desk, QObject* parent)
    : QDBusVirtualObject(parent),
      m_desk(desk),
      m_bus(QString())
{
    connect(&desk, &VerbDesk::happened, this, &DBusRemote::tell);
}

DBusRemote::~DBusRemote()
{
    close();
}

Status DBusRemote::listen(const QDBusConnection& bus)
{
    close();
    const QString step = QStringLiteral("join D-Bus");
    if (!bus.isConnected())
        return makeError(ErrorCode::Unsupported, step, bus.lastError().message());
    m_bus = bus;
    if (!m_bus.registerVirtualObject(objectPath(), this, QDBusConnection::SingleNode))
        return makeError(ErrorCode::AlreadyExists, step, objectPath());
    m_isListening = true;
    if (!m_bus.registerService(serviceName())) {
        close();
        return makeError(ErrorCode::AlreadyExists, step, serviceName());
    }
    return {};
}

void DBusRemote::close()
{
    if (!m_isListening)
        return;
    m_isListening = false;
    m_bus.unregisterService(serviceName());
    m_bus.unregisterObject(objectPath());
}

QString DBusRemote::introspect(const QString& path) const
{
    Q_UNUSED(path)
    QString xml = QStringLiteral("<interface name=\"%1\">\n").arg(serviceName());
    for (const VerbDescriptor& verb : verbTable()) {
        if (verb.needsListener)
            continue;
        xml += QStringLiteral("  <method name=\"%1\">\n").arg(verb.name);
        xml += QStringLiteral("    <annotation name=\"org.gtk.GDBus.DocString\" value=\"%1\"/>\n")
                   .arg(verb.help.toHtmlEscaped());
        for (const VerbArgument& argument : verb.arguments)
            xml += QStringLiteral("    <arg name=\"%1\" type=\"%2\" direction=\"in\"/>\n")
                       .arg(argument.name, signatureOf(argument.kind));
        if (verb.givesValue)
            xml += QStringLiteral("    <arg name=\"value\" type=\"v\" direction=\"out\"/>\n");
        if (verb.givesState)
            xml += QStringLiteral("    <arg name=\"state\" type=\"a{sv}\" direction=\"out\"/>\n");
        xml += QStringLiteral("  </method>\n");
    }
    xml += QStringLiteral("  <signal name=\"StateChanged\">\n"
                          "    <arg name=\"operator\" type=\"s\"/>\n    <arg name=\"state\" type=\"s\"/>\n"
                          "  </signal>\n"
                          "  <signal name=\"FileStarted\">\n"
                          "    <arg name=\"operator\" type=\"s\"/>\n    <arg name=\"path\" type=\"s\"/>\n"
                          "  </signal>\n"
                          "  <signal name=\"FileFinished\">\n"
                          "    <arg name=\"operator\" type=\"s\"/>\n    <arg name=\"path\" type=\"s\"/>\n"
                          "    <arg name=\"report\" type=\"a{sv}\"/>\n"
                          "  </signal>\n</interface>\n");
    return xml;
}

bool DBusRemote::handleMessage(const QDBusMessage& message, const QDBusConnection& connection)
{
    const bool isOurs = message.interface().isEmpty() || message.interface() == serviceName();
    if (message.type() != QDBusMessage::MethodCallMessage || !isOurs)
        return false;
    const VerbDescriptor* verb = findVerb(message.member());
    if (!verb || verb->needsListener || verb->name != message.member())
        return false;
    const auto reply = [&](const QDBusMessage& answer) {
        if (message.isReplyRequired())
            connection.send(answer);
        return true;
    };
    QVariantList values;
    for (const QVariant& value : message.arguments().mid(0, kMostValues))
        values.append(unwrapped(value));
    const Result<QJsonObject> arguments = namedArguments(*verb, values);
    const Result<QJsonValue> result =
        arguments ? m_desk.run(*verb, *arguments) : Result<QJsonValue>(arguments.error());
    if (!result)
        return reply(message.createErrorReply(errorName(result.error().code), describe(result.error())));
    if (verb->givesValue) {
        const QVariant value = busValue(*result);
        return reply(
            message.createReply(QVariant::fromValue(QDBusVariant(value.isValid() ? value : QString()))));
    }
    if (verb->givesState)
        return reply(message.createReply(QVariant(busMap(result->toObject()))));
    return reply(message.createReply());
}

void DBusRemote::tell(const QString& topic, const QJsonObject& event)
{
    if (!m_isListening)
        return;
    const auto text = [&](const char* key) { return event.value(QLatin1String(key)).toString(); };
    const auto made = [](const char* name) {
        return QDBusMessage::createSignal(objectPath(), serviceName(), QString::fromLatin1(name));
    };
    QDBusMessage message;
    if (topic == QLatin1String("state")) {
        message = made("StateChanged");
        message << text("operator") << text("state");
    } else if (text("event") == QLatin1String("started")) {
        message = made("FileStarted");
        message << text("operator") << text("path");
    } else if (text("event") == QLatin1String("finished")) {
        message = made("FileFinished");
        message << text("operator") << text("path")
                << QVariant(busMap(event.value(QLatin1String("report")).toObject()));
    } else {
        return;
    }
    m_bus.send(message);
}

} // namespace reelout
