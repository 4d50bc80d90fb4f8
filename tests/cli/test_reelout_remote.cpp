// SPDX-License-Identifier: GPL-3.0-or-later
#include "operators/project.h"
#include "support/media_probe.h"
#include "support/process.h"
#include "support/temp_folder.h"
#include "support/x_server.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <csignal>

using namespace reelout;
using namespace reelout::test;

namespace {

QString str(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

/// The window itself on a display of its own, told what to do by other starts of it and by socat.
class TestReeloutRemote final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void verbsOfTheCommandLine();
    void secondStartHandsOver();
    void wrongUse();
    void nobodyListens();
    void socatAndAFlood();
    void anotherInstance();

private:
    ProcessResult reelout(const QStringList& arguments)
    {
        return runProcess(builtProgram(str("reelout")), arguments, m_environment, 60);
    }
    QJsonObject state() { return QJsonDocument::fromJson(reelout({str("--state")}).out).object(); }
    QString recorderState()
    {
        return state().value(str("recorders")).toArray().at(0).toObject().value(str("state")).toString();
    }
    bool waitFor(const char* wanted)
    {
        return QTest::qWaitFor([&] { return recorderState() == str(wanted); }, 60000);
    }
    QString makeProject(const char* name);

    XServer m_server{XServer::Kind::Xvfb, {Size{1280, 800}, 24, {}}};
    TempFolder m_folder;
    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
    QProcess m_window;
};

QString TestReeloutRemote::makeProject(const char* name)
{
    Project project;
    Operator* pattern = project.add(str("testpattern")).value();
    Operator* recorder = project.add(str("moviefileout")).value();
    bool isSet = project.connectInput(*recorder, 0, pattern).hasValue();
    isSet = isSet && pattern->params().set(str("resolution"), QVariantList{64, 48}).hasValue();
    isSet = isSet && recorder->params().set(str("videocodec"), str("mjpa")).hasValue();
    isSet = isSet && recorder->params().set(str("audiochop"), QString()).hasValue();
    isSet = isSet &&
            recorder->params()
                .setExpression(str("file"), QStringLiteral("'%1' + me.fileSuffix").arg(m_folder(str(name))))
                .hasValue();
    isSet = isSet && recorder->params().set(str("uniquesuff"), true).hasValue();
    const QString path = m_folder(str(name) + str(".reelout"));
    isSet = isSet && project.save(path).hasValue();
    return isSet ? path : QString();
}

void TestReeloutRemote::initTestCase()
{
    QVERIFY2(m_server.start(), qPrintable(m_server.error()));
    const QString runtime = m_folder(str("run"));
    QVERIFY(QDir().mkpath(runtime));
    QVERIFY(QFile::setPermissions(runtime, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    m_environment.insert(str("DISPLAY"), m_server.display());
    m_environment.remove(str("WAYLAND_DISPLAY"));
    m_environment.insert(str("QT_QPA_PLATFORM"), str("xcb"));
    m_environment.insert(str("XDG_RUNTIME_DIR"), runtime);
    for (const char* name : {"XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"})
        m_environment.insert(str(name), m_folder(str("home")));
    m_window.setProcessEnvironment(m_environment);
    m_window.setProcessChannelMode(QProcess::ForwardedChannels);
    m_window.start(builtProgram(str("reelout")), {makeProject("first")});
    QVERIFY(QTest::qWaitFor([this] { return !state().isEmpty(); }, 60000));
}

void TestReeloutRemote::cleanupTestCase()
{
    if (m_window.state() == QProcess::NotRunning)
        return;
    QCOMPARE(::kill(static_cast<pid_t>(m_window.processId()), SIGTERM), 0);
    QVERIFY(m_window.waitForFinished(60000));
    QCOMPARE(m_window.exitCode(), 0);
}

void TestReeloutRemote::verbsOfTheCommandLine()
{
    QCOMPARE(reelout({str("--set"), str("moviefileout1.fps=25"), str("--get"), str("moviefileout1.fps")}).out,
             QByteArray("25\n"));
    QCOMPARE(reelout({str("--start"), str("--operator"), str("moviefileout1")}).exitCode, 0);
    QVERIFY(waitFor("recording"));
    QCOMPARE(reelout({str("--pause")}).exitCode, 0);
    QVERIFY(waitFor("paused"));
    QCOMPARE(reelout({str("--add-frame"), str("--resume")}).exitCode, 0);
    QVERIFY(waitFor("recording"));
    QCOMPARE(reelout({str("--toggle")}).exitCode, 0);
    QVERIFY(waitFor("idle"));
    const QJsonObject report =
        state().value(str("recorders")).toArray().at(0).toObject().value(str("report")).toObject();
    QCOMPARE(report.value(str("complete")), QJsonValue(true));
    QCOMPARE(report.value(str("path")).toString(), m_folder(str("first.0.mov")));
    QCOMPARE(probeMedia(m_folder(str("first.0.mov"))).error, QString());
}

void TestReeloutRemote::secondStartHandsOver()
{
    const QString second = makeProject("second");
    QCOMPARE(reelout({second}).exitCode, 0);
    QVERIFY(QTest::qWaitFor(
        [&] { return state().value(str("project")).toObject().value(str("path")).toString() == second; },
        60000));
    QCOMPARE(reelout({}).exitCode, 0); // shows the window
    QCOMPARE(m_window.state(), QProcess::Running);
}

void TestReeloutRemote::wrongUse()
{
    QCOMPARE(reelout({str("--set"), str("moviefileout1.type=dance")}).exitCode, 2);
    QCOMPARE(reelout({str("--get"), str("nosuch.fps")}).exitCode, 3);
    QCOMPARE(reelout({str("--set"), str("nonsense")}).exitCode, 2);
    QCOMPARE(reelout({str("--load-preset"), str("nosuch")}).exitCode, 3);
}

void TestReeloutRemote::nobodyListens()
{
    QProcessEnvironment elsewhere = m_environment;
    elsewhere.insert(str("XDG_RUNTIME_DIR"), m_folder(str("home")));
    const ProcessResult result = runProcess(builtProgram(str("reelout")), {str("--stop")}, elsewhere, 60);
    QCOMPARE(result.exitCode, 3);
    QVERIFY(result.error.contains("not running"));
}

void TestReeloutRemote::socatAndAFlood()
{
    const QDir runtime(m_folder(str("run/reelout")));
    const QStringList sockets = runtime.entryList({str("control*")}, QDir::System);
    QCOMPARE(sockets.size(), 1);
    const auto socat = [&](const QByteArray& input) {
        QProcess process;
        process.start(str("socat"),
                      {str("-t5"), str("-"), str("UNIX-CONNECT:") + runtime.filePath(sockets[0])});
        process.waitForStarted();
        process.write(input);
        process.closeWriteChannel();
        process.waitForFinished(60000);
        return process.readAllStandardOutput();
    };
    QVERIFY(socat("{\"verb\":\"Start\"}\n").contains("\"ok\":true"));
    QVERIFY(waitFor("recording"));
    // A line of 100 MB is refused at its 64 KiB; the take goes on.
    socat(QByteArray(100'000'000, 'x'));
    QCOMPARE(recorderState(), str("recording"));
    QVERIFY(socat("{\"verb\":\"Stop\"}\n").contains("\"ok\":true"));
    QVERIFY(waitFor("idle"));
}

void TestReeloutRemote::anotherInstance()
{
    QProcess second;
    second.setProcessEnvironment(m_environment);
    second.start(builtProgram(str("reelout")), {str("--new-instance")});
    QVERIFY(second.waitForStarted());
    QVERIFY(!second.waitForFinished(3000));
    QCOMPARE(::kill(static_cast<pid_t>(second.processId()), SIGTERM), 0);
    QVERIFY(second.waitForFinished(60000));
    QVERIFY(!state().isEmpty()); // the first one still listens
}

QTEST_GUILESS_MAIN(TestReeloutRemote)
#include "test_reelout_remote.moc"
