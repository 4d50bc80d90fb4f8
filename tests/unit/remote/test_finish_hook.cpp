// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/finish_hook.h"
#include "stage.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>

using namespace reelout;
using namespace reelout::test;

namespace {

QString str(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

class TestFinishHook : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void argumentsAreFilled();
    void runsAfterACompleteFile();
    void notAfterARefusedTake();
    void aMissingProgramIsTold();

private:
    QByteArray contents(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

void TestFinishHook::argumentsAreFilled()
{
    RecordReport report;
    report.op = str("rec");
    report.path = str("/films/{operator} 'a' $(touch x).mov");
    const QStringList command = FinishHook::commandFor(
        {str("{path}"), str("-i"), str("{path}"), str("{operator}-{nothing}{")}, report);
    // The program itself is never made from a name of a file, and what is put in is not looked at again.
    QCOMPARE(command, QStringList({str("{path}"), str("-i"), report.path, str("rec-{nothing}{")}));
    const QString json = FinishHook::commandFor({str("a"), str("{report}")}, report).last();
    QCOMPARE(QJsonDocument::fromJson(json.toUtf8()).object().value(str("path")).toString(), report.path);
}

void TestFinishHook::runsAfterACompleteFile()
{
    RemoteStage stage;
    FinishHook hook(stage.engine);
    const QString out = stage.folder(str("out of hook.txt"));
    // A shell here only because the test wants to see the environment.
    hook.setCommand({str("/bin/sh"), str("-c"),
                     str("printf '%s\\n' \"$1\" \"$REELOUT_OPERATOR\" \"$PWD\" >\"$2.part\" "
                         "&& mv \"$2.part\" \"$2\""),
                     str("hook"), str("{path}"), out});
    QVERIFY(stage.desk.run(Verb::Start).hasValue());
    QVERIFY(stage.waitFor(RecorderState::Recording));
    QVERIFY(stage.desk.run(Verb::Stop).hasValue());
    QVERIFY(stage.waitFor(RecorderState::Idle));
    QTRY_VERIFY(QFile::exists(out));
    const QString path = stage.engine.recorder(*stage.recorder)->lastReport()->path;
    QCOMPARE(QString::fromUtf8(contents(out)),
             QStringLiteral("%1\nmoviefileout1\n%2\n").arg(path, stage.folder.path()));
}

void TestFinishHook::notAfterARefusedTake()
{
    RemoteStage stage;
    FinishHook hook(stage.engine);
    QSignalSpy failed(&hook, &FinishHook::failed);
    hook.setCommand({str("/nowhere/program")});
    QVERIFY(stage.project.connectInput(*stage.recorder, 0, nullptr).hasValue());
    QSignalSpy finished(stage.engine.recorder(*stage.recorder), &Recorder::finished);
    QVERIFY(!stage.desk.run(Verb::Start));
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(failed.size(), 0);
}

void TestFinishHook::aMissingProgramIsTold()
{
    RemoteStage stage;
    FinishHook hook(stage.engine);
    QSignalSpy failed(&hook, &FinishHook::failed);
    hook.setCommand({str("/nowhere/program"), str("{path}")});
    QVERIFY(stage.desk.run(Verb::Start).hasValue());
    QVERIFY(stage.waitFor(RecorderState::Recording));
    QVERIFY(stage.desk.run(Verb::Stop).hasValue());
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(stage.engine.recorder(*stage.recorder)->lastReport()->isComplete);
}

QTEST_GUILESS_MAIN(TestFinishHook)
#include "test_finish_hook.moc"
