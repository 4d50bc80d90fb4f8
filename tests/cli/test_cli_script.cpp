// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/media_probe.h"
#include "support/paths.h"
#include "support/process.h"
#include "support/temp_folder.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <csignal>

using namespace reelout::test;

namespace {

QString str(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

class TestCliScript final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void threeTakesInThreeCodecs();
    void reportsAsJson();
    void aProjectIsOpenedFirst();
    void standardInput();
    void failures_data();
    void failures();
    void interruptFinishesTheFile();
    void interruptEndsAHangingScript();

private:
    QString script(const TempFolder& folder, const QString& source)
    {
        const QString path = folder(str("script.js"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(source.toUtf8()) < 0)
            qFatal("the script can't be written");
        return path;
    }
    ProcessResult run(const QStringList& arguments)
    {
        return runProcess(builtProgram(str("reelout-cli")), QStringList{str("run")} + arguments);
    }
};

void TestCliScript::threeTakesInThreeCodecs()
{
    const TempFolder folder;
    QFile file(testData(str("three_takes.js")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString source =
        QStringLiteral("folder = '%1';").arg(folder.path()) + QString::fromUtf8(file.readAll());
    const ProcessResult result = run({script(folder, source)});
    QCOMPARE(QString::fromUtf8(result.error), QString());
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(QString::fromUtf8(result.out).trimmed().split(QLatin1Char('\n')),
             QStringList({str("fps 30 constant"), str("started first.mov rec"),
                          str("finished first.mov 12 true true"), str("started second.mp4 rec"),
                          str("finished second.mp4 18 true true"), str("started third.mkv rec"),
                          str("finished third.mkv 6 true true"), str("total 36 errors 0"),
                          str("length Length 6"), str("lengthunit Length Unit indices")}));
    for (const auto& [name, codec, frames] :
         {std::tuple(str("first.mov"), str("prores"), 12), std::tuple(str("second.mp4"), str("h264"), 18),
          std::tuple(str("third.mkv"), str("ffv1"), 6)}) {
        const MediaProbe probe = probeMedia(folder(name));
        QCOMPARE(probe.error, QString());
        QCOMPARE(probe.video.value(str("codec_name")).toString(), codec);
        QCOMPARE(static_cast<int>(probe.videoTimes.size()), frames);
        QVERIFY(!probe.audio.isEmpty());
        QCOMPARE(decodeErrors(folder(name)), QString());
    }
}

void TestCliScript::reportsAsJson()
{
    const TempFolder folder;
    const QString path = script(
        folder, QStringLiteral("p = project.create('testpattern'); p.par.resolution = [64, 48]\n"
                               "x = project.create('moviefileout'); x.inputConnectors[0].connect(p)\n"
                               "x.par.file = '%1/a.mov'; x.par.videocodec = 'mjpa'; x.par.audiochop = None\n"
                               "x.par.record = 1; wait(0.3); x.par.record = 0; x.waitUntilFinished()")
                    .arg(folder.path()));
    const ProcessResult result = run({path, str("--json")});
    QCOMPARE(result.exitCode, 0);
    const QJsonArray reports = QJsonDocument::fromJson(result.out).array();
    QCOMPARE(reports.size(), 1);
    QVERIFY(reports[0].toObject().value(str("complete")).toBool());
}

void TestCliScript::aProjectIsOpenedFirst()
{
    const TempFolder folder;
    QFile project(folder(str("show.reelout")));
    QVERIFY(project.open(QIODevice::WriteOnly));
    project.write(
        R"({"format":"reelout-project","version":1,"operators":[{"type":"testpattern","name":"bars"}]})");
    project.close();
    const ProcessResult result = run(
        {str("--project"), project.fileName(), script(folder, str("print(project.name, op('bars').type)"))});
    QCOMPARE(result.out.trimmed(), QByteArray("show testpattern"));
    QCOMPARE(run({str("-p"), folder(str("nosuch.reelout")), script(folder, str("1"))}).exitCode, 3);
}

void TestCliScript::standardInput()
{
    QProcess process;
    process.start(builtProgram(str("reelout-cli")), {str("run"), str("-")});
    process.write("print(6 * 7)");
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished(60000));
    QCOMPARE(process.readAllStandardOutput().trimmed(), QByteArray("42"));
}

void TestCliScript::failures_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("words");
    QTest::newRow("syntax") << str("\n1 +* 2") << 2 << str("script.js:2: ");
    QTest::newRow("error") << str("nosuch()") << 2 << str("script.js:1: nosuch is not defined");
    QTest::newRow("later") << str("run(() => op('gone').par, 0)") << 2 << str("null");
    QTest::newRow("refused take") << str("x = project.create('moviefileout'); x.par.record = 1") << 2
                                  << str("moviefileout1");
}

void TestCliScript::failures()
{
    QFETCH(QString, source);
    QFETCH(int, exitCode);
    QFETCH(QString, words);
    const TempFolder folder;
    const ProcessResult result = run({script(folder, source)});
    QVERIFY2(QString::fromUtf8(result.error).contains(words), result.error.constData());
    QCOMPARE(result.exitCode, exitCode);
}

void TestCliScript::interruptFinishesTheFile()
{
    const TempFolder folder;
    QProcess process;
    process.start(
        builtProgram(str("reelout-cli")),
        {str("run"),
         script(folder, QStringLiteral("p = project.create('testpattern'); p.par.resolution = [64, 48]\n"
                                       "x = project.create('moviefileout'); x.inputConnectors[0].connect(p)\n"
                                       "x.par.file = '%1/a.mov'; x.par.videocodec = 'mjpa'\n"
                                       "x.par.audiochop = None; x.par.record = 1\n"
                                       "function onFileStarted() { print('recording'); while (1); }")
                            .arg(folder.path()))});
    QVERIFY(QTest::qWaitFor([&] { return process.canReadLine(); }, 60000));
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
    QVERIFY(process.waitForFinished(60000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 14);
    QCOMPARE(probeMedia(folder(str("a.mov"))).error, QString());
}

void TestCliScript::interruptEndsAHangingScript()
{
    const TempFolder folder;
    QProcess process;
    process.start(
        builtProgram(str("reelout-cli")),
        {str("run"), script(folder, str("print('hangs'); for (;;) { try { for (;;); } catch (e) {} }"))});
    QVERIFY(QTest::qWaitFor([&] { return process.canReadLine(); }, 60000));
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
    QVERIFY(process.waitForFinished(60000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 14);
}

QTEST_GUILESS_MAIN(TestCliScript)
#include "test_cli_script.moc"
