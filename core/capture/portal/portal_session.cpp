// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/portal/portal_session.h"

#include <QCoreApplication>
#include <QDBusArgument>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusUnixFileDescriptor>
#include <QRandomGenerator>

#include <utility>

#include <fcntl.h>

namespace reelout {

namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 5s;      // for everything that asks no person
constexpr unsigned kPersistent = 2; // until the person takes it back
constexpr unsigned kPersistVersion = 4;
const QString kService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString kPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString kInterface = QStringLiteral("org.freedesktop.portal.ScreenCast");
const QString kRequest = QStringLiteral("org.freedesktop.portal.Request");
const QString kSession = QStringLiteral("org.freedesktop.portal.Session");

QString stepText()
{
    return QStringLiteral("ask the desktop for its screen");
}

QString sentence(const char* source)
{
    return QCoreApplication::translate("reelout::Portal", source);
}

QDBusMessage call(const QString& interface, const QString& method, const QList<QVariant>& arguments)
{
    QDBusMessage message = QDBusMessage::createMethodCall(kService, kPath, interface, method);
    message.setArguments(arguments);
    return message;
}

Error refused()
{
    return makeError(
        ErrorCode::Cancelled, stepText(),
        sentence("The desktop's dialog was cancelled, or it denied permission to record. Choose Again "
                 "shows the dialog once more."));
}

} // namespace

PortalSession::PortalSession(QDBusConnection bus, PortalAsk ask, QObject* parent)
    : QObject(parent),
      m_bus(std::move(bus)),
      m_ask(std::move(ask))
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        fail(makeError(ErrorCode::TimedOut, stepText(),
                       sentence("The desktop portal does not answer: log out and in, or restart "
                                "xdg-desktop-portal.")));
    });
}

PortalSession::~PortalSession()
{
    if (!m_session.isEmpty())
        m_bus.send(QDBusMessage::createMethodCall(kService, m_session, kSession, QStringLiteral("Close")));
    else if (!m_requestPath.isEmpty())
        m_bus.send(
            QDBusMessage::createMethodCall(kService, m_requestPath, kRequest, QStringLiteral("Close")));
}

void PortalSession::begin()
{
    if (!m_bus.isConnected()) {
        fail(makeError(ErrorCode::Unsupported, stepText(),
                       sentence("There is no D-Bus session bus: start Reelout from a desktop session.")));
        return;
    }
    m_bus.connect(kService, QString(), kRequest, QStringLiteral("Response"), this,
                  SLOT(onResponse(uint, QVariantMap, QDBusMessage)));
    readProperties();
}

Error PortalSession::errorOf(const QDBusMessage& answer)
{
    const QString name = answer.errorName();
    const QString words = answer.errorMessage();
    if (name == QLatin1String("org.freedesktop.DBus.Error.ServiceUnknown") ||
        name == QLatin1String("org.freedesktop.DBus.Error.NameHasNoOwner") ||
        name.startsWith(QLatin1String("org.freedesktop.DBus.Error.Spawn")))
        return makeError(
            ErrorCode::Unsupported, stepText(),
            sentence("This desktop has no portal: install xdg-desktop-portal and its part for this "
                     "desktop (xdg-desktop-portal-gnome, -kde, -wlr)."));
    if (name == QLatin1String("org.freedesktop.DBus.Error.UnknownMethod") ||
        name == QLatin1String("org.freedesktop.DBus.Error.UnknownInterface") ||
        name == QLatin1String("org.freedesktop.DBus.Error.InvalidArgs"))
        return makeError(
            ErrorCode::Unsupported, stepText(),
            sentence("The portal of this desktop can't show the screen (%1): install its part for "
                     "this desktop (xdg-desktop-portal-gnome, -kde, -wlr).")
                .arg(words));
    if (name == QLatin1String("org.freedesktop.DBus.Error.AccessDenied"))
        return makeError(
            ErrorCode::PermissionDenied, stepText(),
            sentence("The desktop does not let this program record the screen (%1).").arg(words));
    return makeError(ErrorCode::Internal, stepText(), QStringLiteral("%1: %2").arg(name, words));
}

void PortalSession::ask(const QDBusMessage& message, std::function<void(const QDBusMessage&)> answered)
{
    auto* watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this,
            [this, answered = std::move(answered)](QDBusPendingCallWatcher* done) {
                done->deleteLater();
                if (m_step == Step::Done)
                    return;
                const QDBusMessage answer = done->reply();
                if (answer.type() == QDBusMessage::ErrorMessage)
                    fail(errorOf(answer));
                else
                    answered(answer);
            });
}

void PortalSession::readProperties()
{
    m_patience.start(kPatience);
    ask(call(QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("GetAll"), {kInterface}),
        [this](const QDBusMessage& answer) {
            const auto properties = qdbus_cast<QVariantMap>(answer.arguments().value(0));
            m_version = properties.value(QStringLiteral("version")).toUInt();
            m_types = properties.value(QStringLiteral("AvailableSourceTypes")).toUInt();
            m_cursors = properties.value(QStringLiteral("AvailableCursorModes")).toUInt();
            create();
        });
}

// The answer may come before that of the call itself, so its path is worked out in advance, and what comes
// from another one (portals of before 2019) is kept until it is known.
void PortalSession::request(Step step, const QString& method, QList<QVariant> arguments, QVariantMap options)
{
    m_step = step;
    const QString token = QStringLiteral("reelout%1").arg(QRandomGenerator::global()->generate());
    options[QStringLiteral("handle_token")] = token;
    arguments += options;
    QString sender = m_bus.baseService().mid(1);
    sender.replace(QLatin1Char('.'), QLatin1Char('_'));
    m_requestPath = QStringLiteral("/org/freedesktop/portal/desktop/request/%1/%2").arg(sender, token);
    m_early.reset();
    if (step == Step::Start) {
        m_patience.stop();
        Q_EMIT asking();
    } else {
        m_patience.start(kPatience);
    }
    ask(call(kInterface, method, arguments), [this, step](const QDBusMessage& reply) {
        const QString path = reply.arguments().value(0).value<QDBusObjectPath>().path();
        if (path.isEmpty() || path == m_requestPath || m_step != step)
            return;
        m_requestPath = path;
        const std::optional<Early> early = std::exchange(m_early, std::nullopt);
        if (early && early->path == path)
            answer(early->code, early->results);
    });
}

void PortalSession::create()
{
    request(Step::Create, QStringLiteral("CreateSession"), {},
            {{QStringLiteral("session_handle_token"),
              QStringLiteral("reelout%1").arg(QRandomGenerator::global()->generate())}});
}

void PortalSession::select()
{
    if ((m_types & m_ask.types) == 0) {
        fail(makeError(
            ErrorCode::Unsupported, stepText(),
            m_ask.types == PortalAsk::Window
                ? sentence("The portal of this desktop shows no single windows: set Area to Monitor.")
            : m_ask.types == PortalAsk::Virtual
                ? sentence("The portal of this desktop makes no virtual monitors: set Area to Monitor.")
                : sentence("The portal of this desktop shows no monitors.")));
        return;
    }
    m_grant.cursor = PortalAsk::Hidden;
    if (m_ask.wantsCursor && (m_cursors & PortalAsk::Metadata) != 0)
        m_grant.cursor = PortalAsk::Metadata;
    else if (m_ask.wantsCursor && (m_cursors & PortalAsk::Embedded) != 0)
        m_grant.cursor = PortalAsk::Embedded;
    QVariantMap options{{QStringLiteral("types"), m_types & m_ask.types},
                        {QStringLiteral("multiple"), false}};
    if ((m_cursors & m_grant.cursor) != 0)
        options[QStringLiteral("cursor_mode")] = static_cast<uint>(m_grant.cursor);
    if (m_version >= kPersistVersion) {
        options[QStringLiteral("persist_mode")] = kPersistent;
        if (!m_ask.restoreToken.isEmpty())
            options[QStringLiteral("restore_token")] = m_ask.restoreToken;
    }
    request(Step::Select, QStringLiteral("SelectSources"), {QVariant::fromValue(QDBusObjectPath(m_session))},
            options);
}

void PortalSession::start()
{
    request(Step::Start, QStringLiteral("Start"),
            {QVariant::fromValue(QDBusObjectPath(m_session)), QString()}, {});
}

void PortalSession::onResponse(uint code, const QVariantMap& results, const QDBusMessage& message)
{
    if (message.path() == m_requestPath)
        answer(code, results);
    else
        m_early = Early{message.path(), code, results};
}

void PortalSession::answer(uint code, const QVariantMap& results)
{
    if (m_step == Step::Done || m_step == Step::Open)
        return;
    m_patience.stop();
    if (code != 0) {
        fail(code == 1
                 ? refused()
                 : makeError(ErrorCode::Internal, stepText(),
                             sentence("The desktop portal gave up without saying why: its own log may.")));
        return;
    }
    switch (m_step) {
    case Step::Create:
        m_session = results.value(QStringLiteral("session_handle")).toString();
        m_bus.connect(kService, m_session, kSession, QStringLiteral("Closed"), this, SLOT(onClosed()));
        return select();
    case Step::Select:
        return start();
    case Step::Start:
        return open(results);
    case Step::Properties:
    case Step::Open:
    case Step::Done:
        return;
    }
}

void PortalSession::open(const QVariantMap& results)
{
    const auto streams = results.value(QStringLiteral("streams")).value<QDBusArgument>();
    bool hasStream = false;
    if (streams.currentType() == QDBusArgument::ArrayType) {
        streams.beginArray();
        while (!streams.atEnd() && !hasStream) {
            QVariantMap properties;
            streams.beginStructure();
            streams >> m_grant.node >> properties;
            streams.endStructure();
            hasStream = true;
            const auto size = properties.value(QStringLiteral("size")).value<QDBusArgument>();
            if (size.currentType() == QDBusArgument::StructureType) {
                size.beginStructure();
                size >> m_grant.size.width >> m_grant.size.height;
                size.endStructure();
            }
        }
        streams.endArray();
    }
    if (!hasStream) {
        fail(makeError(ErrorCode::Internal, stepText(), sentence("The desktop portal gave no picture.")));
        return;
    }
    m_grant.restoreToken = results.value(QStringLiteral("restore_token")).toString();
    m_step = Step::Open;
    m_patience.start(kPatience);
    ask(call(kInterface, QStringLiteral("OpenPipeWireRemote"),
             {QVariant::fromValue(QDBusObjectPath(m_session)), QVariantMap()}),
        [this](const QDBusMessage& answer) {
            const auto remote = answer.arguments().value(0).value<QDBusUnixFileDescriptor>();
            constexpr int kAboveStandard = 3;
            m_grant.descriptor =
                remote.isValid() ? ::fcntl(remote.fileDescriptor(), F_DUPFD_CLOEXEC, kAboveStandard) : -1;
            if (m_grant.descriptor < 0) {
                fail(makeError(ErrorCode::Internal, stepText(),
                               sentence("The desktop portal gave no way to PipeWire.")));
                return;
            }
            m_patience.stop();
            m_step = Step::Done;
            Q_EMIT granted(m_grant);
        });
}

void PortalSession::onClosed()
{
    m_session.clear();
    if (m_step == Step::Done)
        Q_EMIT closed();
    else
        fail(refused());
}

void PortalSession::fail(const Error& error)
{
    m_patience.stop();
    if (m_step == Step::Done)
        return;
    m_step = Step::Done;
    Q_EMIT failed(error);
}

} // namespace reelout
