// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/portal_hotkeys.h"

#include "remote/hotkey.h"

#include <QCoreApplication>
#include <QDBusArgument>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusReply>
#include <QRandomGenerator>

namespace reelout {

/// One of the array that BindShortcuts takes: a(sa{sv}).
struct PortalShortcut {
    QString id;
    QVariantMap details;
};
using PortalShortcuts = QList<PortalShortcut>;

QDBusArgument& operator<<(QDBusArgument& argument, const PortalShortcut& shortcut)
{
    argument.beginStructure();
    argument << shortcut.id << shortcut.details;
    argument.endStructure();
    return argument;
}

const QDBusArgument& operator>>(const QDBusArgument& argument, PortalShortcut& shortcut)
{
    argument.beginStructure();
    argument >> shortcut.id >> shortcut.details;
    argument.endStructure();
    return argument;
}

} // namespace reelout

Q_DECLARE_METATYPE(reelout::PortalShortcut)

namespace reelout {

namespace {

constexpr int kPatience = 1000; // ms
constexpr uint kCancelled = 1;

QString service()
{
    return QStringLiteral("org.freedesktop.portal.Desktop");
}
QString object()
{
    return QStringLiteral("/org/freedesktop/portal/desktop");
}
QString interface()
{
    return QStringLiteral("org.freedesktop.portal.GlobalShortcuts");
}

Error unsupported(const QString& detail)
{
    return makeError(ErrorCode::Unsupported, QStringLiteral("grab hotkeys"), detail);
}

} // namespace

Result<QString> PortalHotkeys::trigger(const QString& keys)
{
    const Result<Hotkey> key = Hotkey::parse(keys);
    if (!key)
        return key.error();
    QString text;
    if (key->control)
        text += QLatin1String("CTRL+");
    if (key->alt)
        text += QLatin1String("ALT+");
    if (key->shift)
        text += QLatin1String("SHIFT+");
    if (key->meta)
        text += QLatin1String("LOGO+");
    const QString name =
        keys.endsWith(QLatin1String("+")) ? QStringLiteral("plus") : keys.section(QLatin1Char('+'), -1);
    return QString(text + (name.size() == 1 ? name.toLower() : name));
}

Result<std::unique_ptr<HotkeyGrabber>> PortalHotkeys::open(const QDBusConnection& bus)
{
    if (!bus.isConnected())
        return unsupported(QStringLiteral("there is no session bus"));
    QDBusMessage ask = QDBusMessage::createMethodCall(
        service(), object(), QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"));
    ask.setArguments({interface(), QStringLiteral("version")});
    const QDBusMessage answer = bus.call(ask, QDBus::Block, kPatience);
    if (answer.type() != QDBusMessage::ReplyMessage)
        return unsupported(QStringLiteral(
            "this desktop hands out no keys: bind one to \"reelout --toggle\" in its settings"));
    qDBusRegisterMetaType<PortalShortcut>();
    qDBusRegisterMetaType<PortalShortcuts>();
    return std::unique_ptr<HotkeyGrabber>(new PortalHotkeys(bus));
}

PortalHotkeys::PortalHotkeys(const QDBusConnection& bus) : m_bus(bus)
{
    m_bus.connect(service(), object(), interface(), QStringLiteral("Activated"), this,
                  SLOT(onActivated(QDBusMessage)));
}

PortalHotkeys::~PortalHotkeys()
{
    releaseAll();
}

Status PortalHotkeys::grab(int id, const QString& keys)
{
    const Result<QString> wanted = trigger(keys);
    if (!wanted)
        return wanted.error();
    m_wanted.insert(id, *wanted);
    if (!std::exchange(m_isAsking, true))
        QMetaObject::invokeMethod(this, &PortalHotkeys::askForSession, Qt::QueuedConnection);
    return {};
}

// A session that is closed takes its shortcuts with it.
void PortalHotkeys::releaseAll()
{
    m_wanted.clear();
    m_isAsking = false;
    if (m_session.isEmpty())
        return;
    m_bus.send(QDBusMessage::createMethodCall(
        service(), m_session, QStringLiteral("org.freedesktop.portal.Session"), QStringLiteral("Close")));
    m_session.clear();
}

// The answer is a signal of an object whose path is known before the call, so that none is missed.
QString PortalHotkeys::listenForResponse(const char* slot)
{
    if (!m_request.isEmpty())
        m_bus.disconnect(service(), m_request, QStringLiteral("org.freedesktop.portal.Request"),
                         QStringLiteral("Response"), this, nullptr);
    const QString token =
        QStringLiteral("reelout%1_%2").arg(QRandomGenerator::global()->generate()).arg(++m_tokens);
    const QString sender = m_bus.baseService().mid(1).replace(QLatin1Char('.'), QLatin1Char('_'));
    m_request = QStringLiteral("%1/request/%2/%3").arg(object(), sender, token);
    m_bus.connect(service(), m_request, QStringLiteral("org.freedesktop.portal.Request"),
                  QStringLiteral("Response"), this, slot);
    return token;
}

void PortalHotkeys::call(const QString& method, const QVariantList& arguments)
{
    QDBusMessage message = QDBusMessage::createMethodCall(service(), object(), interface(), method);
    message.setArguments(arguments);
    auto* watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusObjectPath> reply = *watcher;
        watcher->deleteLater();
        if (reply.isError())
            fail(reply.error().message());
    });
}

void PortalHotkeys::askForSession()
{
    if (m_wanted.isEmpty())
        return;
    const QString token = listenForResponse(SLOT(onSession(uint, QVariantMap)));
    call(QStringLiteral("CreateSession"),
         {QVariantMap{{QStringLiteral("handle_token"), token},
                      {QStringLiteral("session_handle_token"), QString(token + QStringLiteral("s"))}}});
}

void PortalHotkeys::onSession(uint response, const QVariantMap& results)
{
    const QVariant handle = results.value(QStringLiteral("session_handle"));
    const QString path = handle.canConvert<QDBusObjectPath>() && handle.typeId() != QMetaType::QString
                             ? handle.value<QDBusObjectPath>().path()
                             : handle.toString();
    if (response != 0 || path.isEmpty()) {
        fail(QStringLiteral("the desktop opens no session for keys"));
        return;
    }
    m_session = path;
    bind();
}

void PortalHotkeys::bind()
{
    PortalShortcuts shortcuts;
    for (auto wanted = m_wanted.begin(); wanted != m_wanted.end(); ++wanted)
        shortcuts.append({QString::number(wanted.key()),
                          {{QStringLiteral("description"), tr("Reelout, key %1").arg(wanted.value())},
                           {QStringLiteral("preferred_trigger"), wanted.value()}}});
    const QString token = listenForResponse(SLOT(onBound(uint, QVariantMap)));
    call(QStringLiteral("BindShortcuts"),
         {QVariant::fromValue(QDBusObjectPath(m_session)), QVariant::fromValue(shortcuts), QString(),
          QVariantMap{{QStringLiteral("handle_token"), token}}});
}

// Which keys were really given is between the desktop and its user; only those that were not are told.
void PortalHotkeys::onBound(uint response, const QVariantMap& results)
{
    if (response != 0) {
        fail(response == kCancelled ? QStringLiteral("the keys were refused in the desktop's dialog")
                                    : QStringLiteral("the desktop hands out none of these keys"));
        return;
    }
    QMap<int, QString> missing = m_wanted;
    const QVariant given = results.value(QStringLiteral("shortcuts"));
    for (const PortalShortcut& shortcut : qdbus_cast<PortalShortcuts>(given))
        missing.remove(shortcut.id.toInt());
    for (const QString& keys : missing)
        Q_EMIT refused(makeError(ErrorCode::AlreadyExists, QStringLiteral("grab hotkeys"), keys));
}

// (o session, s id, t time, a{sv} options)
void PortalHotkeys::onActivated(const QDBusMessage& signal)
{
    const QVariantList arguments = signal.arguments();
    if (arguments.size() < 2 || !arguments[0].canConvert<QDBusObjectPath>())
        return;
    bool isNumber = false;
    const int number = arguments[1].toString().toInt(&isNumber);
    if (isNumber && arguments[0].value<QDBusObjectPath>().path() == m_session && m_wanted.contains(number))
        Q_EMIT pressed(number);
}

void PortalHotkeys::fail(const QString& detail)
{
    Q_EMIT refused(unsupported(detail));
}

} // namespace reelout
