// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/media_probe.h"
#include "support/process.h"
#include "support/temp_folder.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTest>

#include <csignal>

using namespace reelout::test;

namespace {

/// A recording in progress of test pattern and tone, 30 frames a second.
class RunningTake {
public:
    explicit RunningTake(const QString& path, const QStringList& more = {},
                         const QProcessEnvironment& environment = QProcessEnvironment::systemEnvironment())
    {
        m_process.setProcessEnvironment(environment);
        m_process.start(
            builtProgram(QStringLiteral("reelout-cli")),
            QStringList{QStringLiteral("record"), QStringLiteral("--video"), QStringLiteral("testpattern"),
                        QStringLiteral("--audio"), QStringLiteral("audiooscillator"), QStringLiteral("--set"),
                        QStringLiteral("testpattern1.resolution=640 360"), QStringLiteral("--fps"),
                        QStringLiteral("30"), QStringLiteral("--output"), path} +
                more);
    }

    bool isRunning() { return m_process.waitForStarted(); }

    /// Waits until the file has grown beyond `bytes`.
    static bool waitForFile(const QString& path, qint64 bytes)
    {
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < 30000) {
            if (QFile(path).size() > bytes)
                return true;
            QTest::qWait(20);
        }
        return false;
    }

    bool signalAndWait(int number)
    {
        return ::kill(static_cast<pid_t>(m_process.processId()), number) == 0 &&
               m_process.waitForFinished(30000);
    }

    QProcess& process() { return m_process; }

private:
    QProcess m_process;
};

} // namespace

class TestCliKill final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void signalFinishesTheFile_data();
    void signalFinishesTheFile();
    void killedTakeIsRepaired_data();
    void killedTakeIsRepaired();
    void killedTakesAreFoundAgain();
    void repairLeavesCompleteFilesAlone();
    void repairRefusesWhatIsNoMovie();
};

void TestCliKill::signalFinishesTheFile_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGHUP") << SIGHUP;
}

void TestCliKill::signalFinishesTheFile()
{
    QFETCH(int, number);
    const TempFolder folder;
    const QString path = folder(QStringLiteral("take.mp4"));
    RunningTake take(path);
    QVERIFY(take.isRunning());
    QVERIFY(RunningTake::waitForFile(path, 20000));
    QVERIFY(take.signalAndWait(number));
    QCOMPARE(take.process().exitStatus(), QProcess::NormalExit);
    QCOMPARE(take.process().exitCode(), 0);
    QCOMPARE(QString::fromUtf8(take.process().readAllStandardOutput()).trimmed(), path);
    QCOMPARE(decodeErrors(path), QString());
    QVERIFY(probeMedia(path).videoTimes.size() > 20);
}

void TestCliKill::killedTakeIsRepaired_data()
{
    QTest::addColumn<QString>("extension");
    QTest::addColumn<int>("milliseconds");
    for (const int milliseconds : {1700, 2600, 3300}) {
        QTest::addRow("mp4 killed after %d ms", milliseconds) << "mp4" << milliseconds;
        QTest::addRow("mov killed after %d ms", milliseconds) << "mov" << milliseconds;
        QTest::addRow("mkv killed after %d ms", milliseconds) << "mkv" << milliseconds;
    }
}

void TestCliKill::killedTakeIsRepaired()
{
    QFETCH(QString, extension);
    QFETCH(int, milliseconds);
    const TempFolder folder;
    const QString path = folder(QStringLiteral("killed.") + extension);
    RunningTake take(path);
    QVERIFY(take.isRunning());
    // Frame 0 is written at once; the clock of the take starts no earlier than the file exists.
    QVERIFY(RunningTake::waitForFile(path, -1) || QFile::exists(path));
    while (!QFile::exists(path))
        QTest::qWait(5);
    QTest::qWait(milliseconds);
    QVERIFY(take.signalAndWait(SIGKILL));

    const ProcessResult repair =
        runProcess(builtProgram(QStringLiteral("reelout-cli")), {QStringLiteral("repair"), path});
    QVERIFY2(repair.exitCode == 0, repair.error.constData());
    QCOMPARE(QString::fromUtf8(repair.out).trimmed(), path);
    QCOMPARE(decodeErrors(path), QString());
    const MediaProbe probe = probeMedia(path);
    QVERIFY2(probe.error.isEmpty(), qPrintable(probe.error));
    // At most a second, and what the encoder held (documented in core/encode), may be lost.
    QVERIFY(!probe.videoTimes.empty());
    const double lost = milliseconds / 1000.0 - (probe.videoTimes.back() + 1.0 / 30.0);
    QVERIFY2(lost <= 1.0 + 0.6, qPrintable(QStringLiteral("%1 s lost").arg(lost)));
    // Frame n is at n/30, in Matroska to a millisecond; numbers are left out only where the machine was too
    // slow to encode a repeat.
    const double tolerance = extension == QLatin1String("mkv") ? 0.02 : 1e-3;
    double last = -1.0;
    for (const double time : probe.videoTimes) {
        QVERIFY(qAbs(time * 30.0 - qRound(time * 30.0)) < tolerance);
        QVERIFY(time > last);
        last = time;
    }
}

// A list of one recording in progress and one that was killed has the killed one only.
void TestCliKill::killedTakesAreFoundAgain()
{
    const TempFolder folder;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_STATE_HOME"), folder(QStringLiteral("state")));
    const auto recover = [&](const QStringList& words) {
        return runProcess(builtProgram(QStringLiteral("reelout-cli")),
                          QStringList{QStringLiteral("recover")} + words, environment);
    };
    QCOMPARE(recover({}).out, QByteArray());
    const QString killedPath = folder(QStringLiteral("killed.mp4"));
    const QString runningPath = folder(QStringLiteral("running.mov"));
    RunningTake running(runningPath, {}, environment);
    RunningTake killed(killedPath, {}, environment);
    QVERIFY(RunningTake::waitForFile(killedPath, 20000));
    QVERIFY(RunningTake::waitForFile(runningPath, 20000));
    QVERIFY(killed.signalAndWait(SIGKILL));

    const QByteArray list = recover({}).out;
    QVERIFY2(list.contains("killed.mp4"), list.constData());
    QVERIFY2(!list.contains("running.mov"), list.constData());
    QCOMPARE(recover({QStringLiteral("finish"), QStringLiteral("nonsense")}).exitCode, 3);
    QCOMPARE(recover({QStringLiteral("burn"), QStringLiteral("all")}).exitCode, 2);
    const ProcessResult finished = recover({QStringLiteral("finish"), QString::fromLatin1(list.left(8))});
    QVERIFY2(finished.exitCode == 0, finished.error.constData());
    QCOMPARE(QString::fromUtf8(finished.out).trimmed(), killedPath);
    QCOMPARE(decodeErrors(killedPath), QString());
    QVERIFY(running.signalAndWait(SIGTERM));
    QCOMPARE(recover({}).out, QByteArray());
    QCOMPARE(decodeErrors(runningPath), QString());
}

void TestCliKill::repairLeavesCompleteFilesAlone()
{
    const TempFolder folder;
    const QString path = folder(QStringLiteral("whole.mp4"));
    const ProcessResult made = runProcess(
        QStringLiteral("ffmpeg"),
        {QStringLiteral("-v"), QStringLiteral("error"), QStringLiteral("-f"), QStringLiteral("lavfi"),
         QStringLiteral("-i"), QStringLiteral("testsrc2=d=1:s=160x90"), path});
    QVERIFY2(made.exitCode == 0, made.error.constData());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    const ProcessResult repair =
        runProcess(builtProgram(QStringLiteral("reelout-cli")), {QStringLiteral("repair"), path});
    QCOMPARE(repair.exitCode, 0);
    QVERIFY(file.seek(0));
    QCOMPARE(file.readAll(), before);
}

void TestCliKill::repairRefusesWhatIsNoMovie()
{
    const TempFolder folder;
    QFile file(folder(QStringLiteral("poem.txt")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("Shall I compare thee to a summer's day?");
    file.close();
    const ProcessResult poem =
        runProcess(builtProgram(QStringLiteral("reelout-cli")), {QStringLiteral("repair"), file.fileName()});
    QCOMPARE(poem.exitCode, 12);
    const ProcessResult missing = runProcess(builtProgram(QStringLiteral("reelout-cli")),
                                             {QStringLiteral("repair"), folder(QStringLiteral("none.mp4"))});
    QCOMPARE(missing.exitCode, 3);
}

QTEST_GUILESS_MAIN(TestCliKill)
#include "test_cli_kill.moc"
