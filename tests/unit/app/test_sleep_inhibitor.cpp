// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sleep_inhibitor.h"
#include "support/fake_source.h"
#include "support/fake_writer.h"

#include <QDBusConnection>
#include <QDBusObjectPath>
#include <QDir>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

using namespace reelout;
using namespace reelout::test;

namespace {

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

} // namespace

/// logind, as far as it is asked here: hands out the end of a pipe and sees when it is let go.
class FakeLogind final : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

public:
    ~FakeLogind() override
    {
        if (m_kept >= 0)
            ::close(m_kept);
    }
    QStringList asked;
    /// True once every copy of what was handed out is closed.
    bool isLetGo() const
    {
        char byte = 0;
        return m_kept >= 0 && ::read(m_kept, &byte, 1) == 0;
    }

public Q_SLOTS:
    QDBusUnixFileDescriptor Inhibit(const QString& what, const QString& who, const QString& why,
                                    const QString& mode)
    {
        asked << what << who << why << mode;
        int ends[2] = {-1, -1};
        if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
            qFatal("no pipe");
        m_kept = ends[0];
        QDBusUnixFileDescriptor handed;
        handed.giveFileDescriptor(ends[1]);
        return handed;
    }

private:
    int m_kept = -1;
};

/// What a portal's request is seen by: it lives until it is closed.
class FakeRequest final : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Request")

public:
    bool isClosed = false;

public Q_SLOTS:
    void Close() { isClosed = true; }
};

/// The desktop portal, as far as it is asked here.
class FakePortal final : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Inhibit")

public:
    uint askedFlags = 0;
    QVariantMap askedOptions;

public Q_SLOTS:
    QDBusObjectPath Inhibit(const QString& window, uint flags, const QVariantMap& options)
    {
        Q_UNUSED(window);
        askedFlags = flags;
        askedOptions = options;
        return QDBusObjectPath(QStringLiteral("/org/freedesktop/portal/desktop/request/1_1/reelout"));
    }
};

class TestSleepInhibitor final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void sleepIsHeldOffWhileSomethingIsRecorded();
    void thePortalIsAskedWhereThereIsNoLogind();
    void withoutTheServiceRecordingGoesOn();

private:
    QProcess m_bus;
};

void TestSleepInhibitor::initTestCase()
{
    m_bus.start(q("dbus-daemon"), {q("--session"), q("--nofork"), q("--nopidfile"), q("--print-address=1"),
                                   q("--address=unix:tmpdir=/tmp")});
    QVERIFY(m_bus.waitForReadyRead(10000));
    const QByteArray address = m_bus.readLine().trimmed();
    qputenv("DBUS_SYSTEM_BUS_ADDRESS", address);
    qputenv("DBUS_SESSION_BUS_ADDRESS", address);
}

void TestSleepInhibitor::cleanupTestCase()
{
    m_bus.terminate();
    QVERIFY(m_bus.waitForFinished(10000));
}

namespace {

/// A recorder of a test pattern into nothing.
struct Studio {
    Studio()
    {
        const bool isReady = project.connectInput(*sink, 0, pattern).hasValue() &&
                             sink->params().set(q("file"), q("sleep.mp4")).hasValue();
        if (!isReady)
            qFatal("the project can't be built");
    }

    WriterScript script;
    Project project;
    Engine engine{project, services()};
    Operator* pattern = *project.add(q("testpattern"));
    Operator* sink = *project.add(q("moviefileout"));

    EngineServices services()
    {
        EngineServices services;
        services.openWriter = [this](const WriterRequest& request) { return script.open(request.name.path); };
        services.moviesFolder = QDir::tempPath();
        return services;
    }
};

} // namespace

void TestSleepInhibitor::withoutTheServiceRecordingGoesOn()
{
    Studio studio;
    SleepInhibitor inhibitor(studio.engine);
    Recorder* recorder = studio.engine.recorder(*studio.sink);
    recorder->record();
    QTRY_COMPARE(recorder->state(), RecorderState::Recording);
    QTest::qWait(50);
    QVERIFY(!inhibitor.isHeld());
    recorder->stop();
    QVERIFY(recorder->waitUntilIdle(std::chrono::seconds(10)));
}

void TestSleepInhibitor::sleepIsHeldOffWhileSomethingIsRecorded()
{
    FakeLogind logind;
    QDBusConnection service = QDBusConnection::connectToBus(
        QString::fromLocal8Bit(qgetenv("DBUS_SYSTEM_BUS_ADDRESS")), q("service"));
    QVERIFY(service.registerObject(q("/org/freedesktop/login1"), &logind, QDBusConnection::ExportAllSlots));
    QVERIFY(service.registerService(q("org.freedesktop.login1")));

    Studio studio;
    SleepInhibitor inhibitor(studio.engine);
    Recorder* recorder = studio.engine.recorder(*studio.sink);
    QVERIFY(logind.asked.isEmpty());
    recorder->record();
    QTRY_VERIFY(inhibitor.isHeld());
    QCOMPARE(logind.asked.size(), 4);
    QCOMPARE(logind.asked[0], q("sleep:idle"));
    QCOMPARE(logind.asked[3], q("block"));
    QVERIFY(!logind.isLetGo());
    recorder->stop();
    QVERIFY(recorder->waitUntilIdle(std::chrono::seconds(10)));
    QTRY_VERIFY(!inhibitor.isHeld());
    QTRY_VERIFY(logind.isLetGo());
    service.unregisterService(q("org.freedesktop.login1"));
}

void TestSleepInhibitor::thePortalIsAskedWhereThereIsNoLogind()
{
    FakePortal portal;
    FakeRequest request;
    QDBusConnection service = QDBusConnection::connectToBus(
        QString::fromLocal8Bit(qgetenv("DBUS_SESSION_BUS_ADDRESS")), q("portal"));
    QVERIFY(service.registerObject(q("/org/freedesktop/portal/desktop"), &portal,
                                   QDBusConnection::ExportAllSlots));
    QVERIFY(service.registerObject(q("/org/freedesktop/portal/desktop/request/1_1/reelout"), &request,
                                   QDBusConnection::ExportAllSlots));
    QVERIFY(service.registerService(q("org.freedesktop.portal.Desktop")));

    Studio studio;
    SleepInhibitor inhibitor(studio.engine);
    Recorder* recorder = studio.engine.recorder(*studio.sink);
    recorder->record();
    QTRY_VERIFY(inhibitor.isHeld());
    QCOMPARE(portal.askedFlags, 12U); // suspend and idle
    QVERIFY(!portal.askedOptions[q("reason")].toString().isEmpty());
    QVERIFY(!request.isClosed);
    recorder->stop();
    QVERIFY(recorder->waitUntilIdle(std::chrono::seconds(10)));
    QTRY_VERIFY(!inhibitor.isHeld());
    QTRY_VERIFY(request.isClosed);
    service.unregisterService(q("org.freedesktop.portal.Desktop"));
}

QTEST_GUILESS_MAIN(TestSleepInhibitor)
#include "test_sleep_inhibitor.moc"
