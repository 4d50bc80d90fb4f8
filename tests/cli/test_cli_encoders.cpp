// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/encoder_trials.h"
#include "support/process.h"
#include "support/temp_folder.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <thread>

using namespace reelout;
using namespace reelout::test;

namespace {

constexpr Duration kLong = std::chrono::seconds(60);

QString q(const char* words)
{
    return QString::fromUtf8(words);
}

} // namespace

/// The search for hardware encoders from outside: children that answer, crash and hang, and what the program
/// says of this machine.
class TestCliEncoders final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void childrenAnswerCrashAndHang_data();
    void childrenAnswerCrashAndHang();
    void theTokenEndsAHangingChild();
    void theProgramAnswersForItself();
    void everyHardwareTypeHasItsVerdict();

private:
    QString script(const QByteArray& lines);
    TempFolder m_folder;
};

QString TestCliEncoders::script(const QByteArray& lines)
{
    const QString path = m_folder(q(QTest::currentDataTag() ? QTest::currentDataTag() : "child"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write("#!/bin/sh\n" + lines + '\n');
    file.close();
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return path;
}

void TestCliEncoders::childrenAnswerCrashAndHang_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<int>("milliseconds");
    QTest::newRow("usable") << QByteArray("echo 'reelout-trial: '") << QString() << 60000;
    QTest::newRow("chatty") << QByteArray(
                                   "printf 'driver 1.2'; echo; echo 'reelout-trial: No “card”.'; echo x")
                            << q("No “card”.") << 60000;
    QTest::newRow("crash") << QByteArray("kill -SEGV $$") << q("Its driver crashed when it was tried.")
                           << 60000;
    // What was said before the crash counts.
    QTest::newRow("crash at exit") << QByteArray("echo 'reelout-trial: '; kill -SEGV $$") << QString()
                                   << 60000;
    QTest::newRow("silent") << QByteArray("exit 0") << q("Its driver ended the trial.") << 60000;
    QTest::newRow("hang") << QByteArray("exec sleep 1000") << q("Its driver did not answer in time.") << 100;
}

void TestCliEncoders::childrenAnswerCrashAndHang()
{
    QFETCH(QByteArray, lines);
    QFETCH(QString, reason);
    QFETCH(int, milliseconds);
    QCOMPARE(tryEncoderInChild(script(lines), q("h264_nvenc"), std::chrono::milliseconds(milliseconds), {}),
             reason);
    QVERIFY(
        tryEncoderInChild(m_folder(q("nowhere")), q("h264_nvenc"), kLong, {}).startsWith(q("It could not")));
}

void TestCliEncoders::theTokenEndsAHangingChild()
{
    std::stop_source stop;
    const QString program = script("exec sleep 1000");
    std::jthread other([&] { stop.request_stop(); });
    QVERIFY(!tryEncoderInChild(program, q("h264_nvenc"), std::chrono::hours(1), stop.get_token()).isEmpty());
}

void TestCliEncoders::theProgramAnswersForItself()
{
    const ProcessResult result =
        runProcess(builtProgram(q("reelout-cli")), {q("--probe-encoder"), q("h264_nothing")});
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.out.contains("reelout-trial: There is no hardware encoder h264_nothing."),
             result.out.constData());
    QCOMPARE(tryEncoderInChild(builtProgram(q("reelout-cli")), q("h264_nothing"), kLong, {}),
             q("There is no hardware encoder h264_nothing."));
}

void TestCliEncoders::everyHardwareTypeHasItsVerdict()
{
    const ProcessResult result =
        runProcess(builtProgram(q("reelout-cli")), {q("list"), q("codecs"), q("--json")});
    QCOMPARE(result.exitCode, 0);
    int hardware = 0;
    for (const QJsonValue codec : QJsonDocument::fromJson(result.out)[q("video")].toArray()) {
        for (const QJsonValue type : codec[q("types")].toArray()) {
            if (!type[q("hardware")].toBool())
                continue;
            ++hardware;
            const QString reason = type[q("unavailable")].toString();
            QVERIFY2(!reason.contains(q("later")) && !reason.contains(q("looked for")), qPrintable(reason));
            QVERIFY2(reason.isEmpty() || reason.endsWith(QLatin1Char('.')), qPrintable(reason));
        }
    }
    QCOMPARE(hardware, 15);
}

QTEST_GUILESS_MAIN(TestCliEncoders)
#include "test_cli_encoders.moc"
