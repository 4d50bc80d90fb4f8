// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/dbus_remote.h"
#include "stage.h"

#include <QDBusInterface>
#include <QDBusReply>
#include <QProcess>

using namespace reelout;
using namespace reelout::test;

namespace {

QString str(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

/// On a bus of its own, asked from outside by gdbus.
class TestDBusRemote : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void cleanup();
    void introspection();
    void recordsAndTells();
    void parameters();
    void errorsHaveNames();
    void hostileArguments_data();
    void hostileArguments();
    void theNameIsTaken();
    void withoutABus();

private:
    // Arguments of `gdbus call` behind the method; what it printed, or its complaint after a !.
    QString call(const QString& method, const QStringList& arguments = {})
    {
        QProcess gdbus;
        gdbus.start(str("gdbus"),
                    QStringList{str("call"), str("--address"), m_address, str("--dest"),
                                DBusRemote::serviceName(), str("--object-path"), DBusRemote::objectPath(),
                                str("--method"), QStringLiteral("org.reelout.Reelout.") + method} +
                        arguments);
        if (!QTest::qWaitFor([&] { return gdbus.state() == QProcess::NotRunning; }, 30000))
            return str("!it hangs");
        const QString out = QString::fromUtf8(gdbus.readAllStandardOutput()).trimmed();
        return gdbus.exitCode() == 0 ? out
                                     : QLatin1Char('!') + QString::fromUtf8(gdbus.readAllStandardError());
    }

    TempFolder m_folder;
    QProcess m_daemon;
    QString m_address;
    std::unique_ptr<RemoteStage> m_stage;
    std::unique_ptr<DBusRemote> m_remote;
};

void TestDBusRemote::initTestCase()
{
    m_daemon.start(str("dbus-daemon"), {str("--session"), str("--nofork"), str("--print-address"),
                                        str("--address=unix:path=") + m_folder(str("bus"))});
    QVERIFY(QTest::qWaitFor([this] { return m_daemon.canReadLine(); }, 20000));
    m_address = QString::fromUtf8(m_daemon.readLine()).trimmed();
}

void TestDBusRemote::cleanupTestCase()
{
    m_daemon.terminate();
    QVERIFY(m_daemon.waitForFinished());
}

void TestDBusRemote::init()
{
    m_stage = std::make_unique<RemoteStage>();
    m_remote = std::make_unique<DBusRemote>(m_stage->desk);
    const Status joined = m_remote->listen(QDBusConnection::connectToBus(m_address, str("reelout")));
    QVERIFY2(joined.hasValue(), joined ? "" : qPrintable(joined.error().detail));
}

void TestDBusRemote::cleanup()
{
    m_remote.reset();
    QDBusConnection::disconnectFromBus(str("reelout"));
    m_stage.reset();
}

void TestDBusRemote::introspection()
{
    QProcess gdbus;
    gdbus.start(str("gdbus"), {str("introspect"), str("--address"), m_address, str("--dest"),
                               DBusRemote::serviceName(), str("--object-path"), DBusRemote::objectPath()});
    QVERIFY(QTest::qWaitFor([&] { return gdbus.state() == QProcess::NotRunning; }, 30000));
    const QString text = QString::fromUtf8(gdbus.readAllStandardOutput());
    for (const VerbDescriptor& verb : verbTable())
        QCOMPARE(text.contains(verb.name + QLatin1Char('(')), !verb.needsListener);
    QVERIFY(text.contains(str("StateChanged(s operator")));
}

void TestDBusRemote::recordsAndTells()
{
    QProcess monitor;
    monitor.start(str("gdbus"),
                  {str("monitor"), str("--address"), m_address, str("--dest"), DBusRemote::serviceName()});
    QByteArray heard;
    const auto hears = [&](const char* words) {
        return QTest::qWaitFor(
            [&] {
                heard += monitor.readAllStandardOutput();
                return heard.contains(words);
            },
            20000);
    };
    QVERIFY(hears("is owned by"));
    QCOMPARE(call(str("Start"), {str("moviefileout1")}), str("()"));
    QVERIFY(m_stage->waitFor(RecorderState::Recording));
    QVERIFY(hears("StateChanged ('moviefileout1', 'recording')"));
    QVERIFY(call(str("GetState"), {str("")}).contains(str("'recording': <true>")));
    QCOMPARE(call(str("Stop"), {str("")}), str("()"));
    QVERIFY(m_stage->waitFor(RecorderState::Idle));
    QVERIFY(hears("FileFinished ('moviefileout1', "));
    monitor.terminate();
    QVERIFY(monitor.waitForFinished());
}

void TestDBusRemote::parameters()
{
    QCOMPARE(call(str("SetParameter"), {str("moviefileout1"), str("fps"), str("<30>")}), str("()"));
    QCOMPARE(m_stage->recorder->params().number(str("fps")), 30.0);
    QCOMPARE(call(str("GetParameter"), {str("moviefileout1"), str("fps")}), str("(<30.0>,)"));
    QCOMPARE(call(str("SetParameter"), {str("moviefileout1"), str("resolution"), str("<[320, 240]>")}),
             str("()"));
    QCOMPARE(m_stage->recorder->params().integer(str("resolutionw")), 320);
    QCOMPARE(call(str("SetParameter"), {str("moviefileout1"), str("type"), str("<'image'>")}), str("()"));
    QCOMPARE(call(str("GetParameter"), {str("moviefileout1"), str("type")}), str("(<'image'>,)"));
    QCOMPARE(call(str("SetParameter"), {str("moviefileout1"), str("pause"), str("<true>")}), str("()"));
    QVERIFY(m_stage->recorder->params().toggle(str("pause")));
}

void TestDBusRemote::errorsHaveNames()
{
    QVERIFY(call(str("Start"), {str("nosuch")}).contains(str("org.reelout.Error.")));
    QVERIFY(call(str("Dance")).startsWith(QLatin1Char('!')));
    QVERIFY(call(str("Subscribe")).startsWith(QLatin1Char('!')));
    QVERIFY(call(str("Show")).startsWith(QLatin1Char('!')));
}

void TestDBusRemote::hostileArguments_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("array of arrays") << QStringList{str("moviefileout1"), str("fps"), str("<[[1,2],[3]]>")};
    QTest::newRow("map") << QStringList{str("moviefileout1"), str("fps"), str("<{'a': <1>}>")};
    QTest::newRow("variants in variants")
        << QStringList{str("moviefileout1"), str("fps"), str("<<<<<<<30>>>>>>>")};
    QTest::newRow("many") << QStringList{str("moviefileout1"), str("fps"),
                                         QStringLiteral("<[%1 1]>").arg(str("1,").repeated(5000))};
    QTest::newRow("path") << QStringList{str("moviefileout1"), str("fps"), str("<objectpath '/a'>")};
    QTest::newRow("tuple") << QStringList{str("moviefileout1"), str("fps"), str("<(1, 'a')>")};
}

void TestDBusRemote::hostileArguments()
{
    QFETCH(QStringList, arguments);
    QVERIFY(call(str("SetParameter"), arguments).startsWith(QLatin1Char('!')));
    QCOMPARE(call(str("GetParameter"), {str("moviefileout1"), str("n")}), str("(<0.0>,)"));
}

void TestDBusRemote::theNameIsTaken()
{
    DBusRemote second(m_stage->desk);
    const Status refused = second.listen(QDBusConnection::connectToBus(m_address, str("second")));
    QCOMPARE(refused.error().code, ErrorCode::AlreadyExists);
    QDBusConnection::disconnectFromBus(str("second"));
}

void TestDBusRemote::withoutABus()
{
    DBusRemote alone(m_stage->desk);
    const Status refused =
        alone.listen(QDBusConnection::connectToBus(str("unix:path=/nowhere/bus"), str("nowhere")));
    QCOMPARE(refused.error().code, ErrorCode::Unsupported);
    QVERIFY(!alone.isListening());
}

QTEST_GUILESS_MAIN(TestDBusRemote)
#include "test_dbus_remote.moc"
