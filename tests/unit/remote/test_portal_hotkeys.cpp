// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/portal_hotkeys.h"
#include "support/temp_folder.h"

#include <QDBusArgument>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QDBusVirtualObject>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <mutex>

using namespace reelout;
using namespace reelout::test;

namespace {

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

const auto kInterface = q("org.freedesktop.portal.GlobalShortcuts");
const auto kObject = q("/org/freedesktop/portal/desktop");

/// A desktop of our own: gives what it is asked for, refuses, or gives only some. Lives on a thread of its
/// own, as a portal lives in a process of its own.
class FakePortal final : public QDBusVirtualObject {
public:
    enum class Mood { Generous, Refusing, Greedy, NoSession };

    QString introspect(const QString&) const override { return {}; }
    bool handleMessage(const QDBusMessage& message, const QDBusConnection& bus) override
    {
        if (message.member() == q("Get")) {
            bus.send(message.createReply(QVariant::fromValue(QDBusVariant(1U))));
            return true;
        }
        if (message.member() == q("Close")) {
            const std::scoped_lock lock(mutex);
            ++closed;
            bus.send(message.createReply());
            return true;
        }
        if (message.member() == q("CreateSession"))
            return createSession(message, bus);
        if (message.member() == q("BindShortcuts"))
            return bindShortcuts(message, bus);
        return false;
    }

    std::mutex mutex;
    Mood mood = Mood::Generous;
    QString session;
    QStringList asked; ///< "0 CTRL+F9"
    int closed = 0;

    struct Entry {
        QString id;
        QVariantMap details;
    };

private:
    static QString requestPath(const QDBusMessage& message, const QVariantMap& options)
    {
        const QString sender = message.service().mid(1).replace(QLatin1Char('.'), QLatin1Char('_'));
        return kObject + q("/request/") + sender + QLatin1Char('/') +
               options.value(q("handle_token")).toString();
    }
    static void respond(const QDBusConnection& bus, const QString& path, uint code,
                        const QVariantMap& results)
    {
        QDBusMessage response =
            QDBusMessage::createSignal(path, q("org.freedesktop.portal.Request"), q("Response"));
        response.setArguments({code, results});
        bus.send(response);
    }
    bool createSession(const QDBusMessage& message, const QDBusConnection& bus)
    {
        const auto options = qdbus_cast<QVariantMap>(message.arguments().value(0));
        const QString path = requestPath(message, options);
        bus.send(message.createReply(QVariant::fromValue(QDBusObjectPath(path))));
        const std::scoped_lock lock(mutex);
        session = kObject + q("/session/") + options.value(q("session_handle_token")).toString();
        respond(bus, path, mood == Mood::NoSession ? 2 : 0, {{q("session_handle"), session}});
        return true;
    }
    bool bindShortcuts(const QDBusMessage& message, const QDBusConnection& bus)
    {
        const QString path = requestPath(message, qdbus_cast<QVariantMap>(message.arguments().value(3)));
        bus.send(message.createReply(QVariant::fromValue(QDBusObjectPath(path))));
        const std::scoped_lock lock(mutex);
        const auto given = message.arguments().value(1).value<QDBusArgument>();
        QDBusArgument granted;
        granted.beginArray(qMetaTypeId<Entry>());
        given.beginArray();
        while (!given.atEnd()) {
            Entry entry;
            given >> entry;
            asked += entry.id + QLatin1Char(' ') + entry.details.value(q("preferred_trigger")).toString();
            if (mood != Mood::Greedy || entry.id == q("0"))
                granted << entry;
        }
        given.endArray();
        granted.endArray();
        respond(bus, path, mood == Mood::Refusing ? 1 : 0, {{q("shortcuts"), QVariant::fromValue(granted)}});
        return true;
    }

public:
    friend QDBusArgument& operator<<(QDBusArgument& argument, const Entry& entry)
    {
        argument.beginStructure();
        argument << entry.id << entry.details;
        argument.endStructure();
        return argument;
    }
    friend const QDBusArgument& operator>>(const QDBusArgument& argument, Entry& entry)
    {
        argument.beginStructure();
        argument >> entry.id >> entry.details;
        argument.endStructure();
        return argument;
    }
};

} // namespace

class TestPortalHotkeys : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qDBusRegisterMetaType<FakePortal::Entry>();
        // A bus of its own that starts nothing: this computer may have a portal.
        QFile configuration(m_folder(q("bus.conf")));
        QVERIFY(configuration.open(QIODevice::WriteOnly));
        configuration.write(
            q("<busconfig><type>session</type><listen>unix:path=%1</listen><auth>EXTERNAL</auth>"
              "<policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>"
              "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>")
                .arg(m_folder(q("bus")))
                .toUtf8());
        configuration.close();
        m_daemon.start(q("dbus-daemon"),
                       {q("--config-file=") + configuration.fileName(), q("--nofork"), q("--print-address")});
        QVERIFY(QTest::qWaitFor([this] { return m_daemon.canReadLine(); }, 20000));
        m_address = QString::fromUtf8(m_daemon.readLine()).trimmed();
        m_thread.start();
    }
    void cleanupTestCase()
    {
        m_thread.quit();
        QVERIFY(m_thread.wait());
        m_daemon.terminate();
        QVERIFY(m_daemon.waitForFinished());
    }

    void triggers()
    {
        QCOMPARE(*PortalHotkeys::trigger(q("Ctrl+Shift+F9")), q("CTRL+SHIFT+F9"));
        QCOMPARE(*PortalHotkeys::trigger(q("Meta+A")), q("LOGO+a"));
        QVERIFY(!PortalHotkeys::trigger(q("A")));
        QVERIFY(!PortalHotkeys::trigger(q("Ctrl+Nothing")));
    }

    void withoutAPortal()
    {
        const QDBusConnection bus = QDBusConnection::connectToBus(m_address, q("alone"));
        const auto opened = PortalHotkeys::open(bus);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::Unsupported);
        QDBusConnection::disconnectFromBus(q("alone"));
        QVERIFY(!PortalHotkeys::open(QDBusConnection(q("nothing"))));
    }

    void keysArePressed()
    {
        Desk desk(*this, FakePortal::Mood::Generous);
        QVERIFY(desk.keys);
        QVERIFY(desk.keys->grab(0, q("Ctrl+F9")));
        QVERIFY(desk.keys->grab(1, q("Ctrl+Shift+F10")));
        QVERIFY(!desk.keys->grab(2, q("A")));
        QSignalSpy pressed(desk.keys.get(), &HotkeyGrabber::pressed);
        QSignalSpy refused(desk.keys.get(), &HotkeyGrabber::refused);
        QVERIFY(QTest::qWaitFor([&] { return desk.asked().size() == 2; }, 20000));
        QCOMPARE(desk.asked(), (QStringList{q("0 CTRL+F9"), q("1 CTRL+SHIFT+F10")}));
        desk.activate(q("1"));
        desk.activate(q("7"));
        desk.activate(q("0"));
        QVERIFY(QTest::qWaitFor([&] { return pressed.size() >= 2; }, 20000));
        QCOMPARE(pressed.size(), 2);
        QCOMPARE(pressed[0][0].toInt(), 1);
        QCOMPARE(pressed[1][0].toInt(), 0);
        QCOMPARE(refused.size(), 0);
        desk.keys->releaseAll();
        QVERIFY(QTest::qWaitFor([&] { return desk.closed() == 1; }, 20000));
        desk.activate(q("0"));
        desk.keys.reset();
        QCOMPARE(pressed.size(), 2);
    }

    void refusals_data()
    {
        QTest::addColumn<int>("mood");
        QTest::addColumn<QString>("detail");
        QTest::addColumn<int>("code");
        const auto unsupported = static_cast<int>(ErrorCode::Unsupported);
        QTest::newRow("the person says no")
            << static_cast<int>(FakePortal::Mood::Refusing) << q("refused") << unsupported;
        QTest::newRow("no session") << static_cast<int>(FakePortal::Mood::NoSession) << q("session")
                                    << unsupported;
        QTest::newRow("one is taken") << static_cast<int>(FakePortal::Mood::Greedy) << q("CTRL+F10")
                                      << static_cast<int>(ErrorCode::AlreadyExists);
    }

    void refusals()
    {
        QFETCH(int, mood);
        QFETCH(QString, detail);
        QFETCH(int, code);
        Desk desk(*this, static_cast<FakePortal::Mood>(mood));
        QVERIFY(desk.keys);
        QList<Error> refused;
        connect(desk.keys.get(), &HotkeyGrabber::refused, this,
                [&](const Error& error) { refused += error; });
        QVERIFY(desk.keys->grab(0, q("Ctrl+F9")));
        QVERIFY(desk.keys->grab(1, q("Ctrl+F10")));
        QVERIFY(QTest::qWaitFor([&] { return !refused.isEmpty(); }, 20000));
        QCOMPARE(refused.size(), 1);
        QVERIFY2(refused[0].detail.contains(detail), qPrintable(refused[0].detail));
        QCOMPARE(static_cast<int>(refused[0].code), code);
    }

private:
    /// A portal on the bus and keys from it.
    struct Desk {
        Desk(TestPortalHotkeys& test, FakePortal::Mood mood) : portalBus(q("portal"))
        {
            // On its own thread, as a call to it is waited for on this one.
            QObject there;
            there.moveToThread(&test.m_thread);
            QMetaObject::invokeMethod(
                &there,
                [&] {
                    portal = new FakePortal;
                    portal->mood = mood;
                    portalBus = QDBusConnection::connectToBus(test.m_address, q("portal"));
                    portalBus.registerVirtualObject(kObject, portal, QDBusConnection::SubPath);
                    portalBus.registerService(q("org.freedesktop.portal.Desktop"));
                    there.moveToThread(QCoreApplication::instance()->thread());
                },
                Qt::BlockingQueuedConnection);
            auto opened = PortalHotkeys::open(QDBusConnection::connectToBus(test.m_address, q("reelout")));
            if (opened)
                keys = std::move(opened).value();
        }
        ~Desk()
        {
            keys.reset();
            portalBus.unregisterObject(kObject, QDBusConnection::UnregisterTree);
            portal->deleteLater();
            QDBusConnection::disconnectFromBus(q("reelout"));
            QDBusConnection::disconnectFromBus(q("portal"));
        }
        QStringList asked() const
        {
            const std::scoped_lock lock(portal->mutex);
            return portal->asked;
        }
        int closed() const
        {
            const std::scoped_lock lock(portal->mutex);
            return portal->closed;
        }
        void activate(const QString& id) const
        {
            QDBusMessage signal = QDBusMessage::createSignal(kObject, kInterface, q("Activated"));
            const std::scoped_lock lock(portal->mutex);
            signal.setArguments({QVariant::fromValue(QDBusObjectPath(portal->session)), id,
                                 QVariant::fromValue(qulonglong(1)), QVariantMap()});
            portalBus.send(signal);
        }

        QDBusConnection portalBus;
        FakePortal* portal = nullptr;
        std::unique_ptr<HotkeyGrabber> keys;
    };

    TempFolder m_folder;
    QProcess m_daemon;
    QString m_address;
    QThread m_thread;
};

QTEST_GUILESS_MAIN(TestPortalHotkeys)
#include "test_portal_hotkeys.moc"
