// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/process.h"
#include "support/temp_folder.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace reelout::test;

namespace {

QProcessEnvironment bareEnvironment()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* name :
         {"DISPLAY", "WAYLAND_DISPLAY", "PULSE_SERVER", "XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH"})
        environment.remove(QString::fromLatin1(name));
    return environment;
}

} // namespace

/// Each kind of bad input: its own exit code, words that name it, and nothing half-made left behind.
class TestCliErrors final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void badInput_data();
    void badInput();
    void existingFileIsNotOverwritten();
    void overwriteReplacesOnRequest();
    void fileSizeLimitIsAnError();
};

void TestCliErrors::badInput_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("word");
    const auto row = [](const char* name, const char* arguments, int exitCode, const char* word) {
        QTest::newRow(name) << QString::fromLatin1(arguments).split(QLatin1Char('|')) << exitCode
                            << QString::fromUtf8(word);
    };
    row("no display", "--video|screengrab|--audio|none|--output|FOLDER/x.mp4", 8, "display");
    row("no sound server", "--video|testpattern|--audio|audiodevicein|--output|FOLDER/x.mp4", 9, "sound");
    row("unknown operator type", "--video|toaster|--output|FOLDER/x.mp4", 2, "toaster");
    row("unknown operator", "--video|testpattern|--set|nobody1.fps=3|--output|FOLDER/x.mp4", 2, "nobody1");
    row("unknown parameter", "--video|testpattern|--set|moviefileout1.bogus=1|--output|FOLDER/x.mp4", 2,
        "bogus");
    row("value out of range", "--video|testpattern|--fps|5000|--output|FOLDER/x.mp4", 2, "1000");
    row("not a number", "--video|testpattern|--fps|fast|--output|FOLDER/x.mp4", 2, "fast");
    row("unknown menu entry", "--video|testpattern|--videocodec|betamax|--output|FOLDER/x.mp4", 2, "betamax");
    row("unwritable folder", "--video|testpattern|--output|/sys/x.mp4", 5, "/sys");
    row("missing folder", "--video|testpattern|--output|FOLDER/not/there/x.mp4", 3, "not/there");
    row("folder as name", "--video|testpattern|--output|FOLDER", 2, "FOLDER");
    row("wrong extension", "--video|testpattern|--videocodec|h264|--output|FOLDER/x.gif", 11, "mp4");
    row("no such container", "--video|testpattern|--output|FOLDER/x.docx", 11, "docx");
    row("sound into a movie container",
        "--video|testpattern|--audio|audiooscillator|--audiocodec|pcm24|--output|FOLDER/x.mp4", 11, "mov");
    row("codec of a later version", "--video|testpattern|--videocodec|notchlc|--output|FOLDER/x.mov", 11,
        "NotchLC");
    row("profile cannot hold the format",
        "--video|testpattern|--profile|main|--moviepixelformat|yuv444|--output|FOLDER/x.mp4", 2, "Main");
    row("wrong sound extension",
        "--audio|audiooscillator|--filetype|wav|--set|audiofileout1.file=FOLDER/x.flac", 2, "wav");
    row("project not there", "FOLDER/none.reelout", 3, "none.reelout");
    row("nonsense preset", "FOLDER/nonsense", 12, "nonsense");
    row("JSON that is no project", "FOLDER/other.json", 12, "other.json");
    row("sound of nothing", "--audio|none|--output|FOLDER/x.wav", 2, "none");
    row("expression that loops", "--video|testpattern|--set|moviefileout1.file==(function(){while(1);})()", 2,
        "file");
}

void TestCliErrors::badInput()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, exitCode);
    QFETCH(QString, word);
    const TempFolder folder;
    QFile nonsense(folder(QStringLiteral("nonsense")));
    QVERIFY(nonsense.open(QIODevice::WriteOnly));
    nonsense.write(QByteArray::fromHex("00ff13377b7b5b22fe00"));
    nonsense.close();
    QFile other(folder(QStringLiteral("other.json")));
    QVERIFY(other.open(QIODevice::WriteOnly));
    other.write("{\"a\": [1, 2, {}]}");
    other.close();
    for (QString& argument : arguments)
        argument.replace(QStringLiteral("FOLDER"), folder.path());
    word.replace(QStringLiteral("FOLDER"), folder.path());

    const ProcessResult result = runProcess(
        builtProgram(QStringLiteral("reelout-cli")),
        QStringList{QStringLiteral("record"), QStringLiteral("--duration"), QStringLiteral("1")} + arguments,
        bareEnvironment(), 30);
    QVERIFY2(
        result.exitCode == exitCode,
        qPrintable(QStringLiteral("exit %1: %2").arg(result.exitCode).arg(QString::fromUtf8(result.error))));
    QVERIFY2(QString::fromUtf8(result.error).contains(word, Qt::CaseInsensitive), result.error.constData());
    QVERIFY2(result.out.isEmpty(), result.out.constData());
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 2);
}

void TestCliErrors::existingFileIsNotOverwritten()
{
    const TempFolder folder;
    QFile file(folder(QStringLiteral("mine.mp4")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("precious");
    file.close();
    const ProcessResult result = runProcess(
        builtProgram(QStringLiteral("reelout-cli")),
        {QStringLiteral("record"), QStringLiteral("--video"), QStringLiteral("testpattern"),
         QStringLiteral("--duration"), QStringLiteral("1"), QStringLiteral("--output"), file.fileName()},
        bareEnvironment(), 30);
    QCOMPARE(result.exitCode, 4);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("precious"));
}

void TestCliErrors::overwriteReplacesOnRequest()
{
    const TempFolder folder;
    QFile file(folder(QStringLiteral("old.mp4")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("not precious");
    file.close();
    const ProcessResult result =
        runProcess(builtProgram(QStringLiteral("reelout-cli")),
                   {QStringLiteral("record"), QStringLiteral("--video"), QStringLiteral("testpattern"),
                    QStringLiteral("--set"), QStringLiteral("testpattern1.resolution=160 90"),
                    QStringLiteral("--overwrite"), QStringLiteral("--duration"), QStringLiteral("0.5"),
                    QStringLiteral("--output"), file.fileName()},
                   bareEnvironment(), 30);
    QVERIFY2(result.exitCode == 0, result.error.constData());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.read(8).mid(4), QByteArray("ftyp"));
}

void TestCliErrors::fileSizeLimitIsAnError()
{
    const TempFolder folder;
    const QString path = folder(QStringLiteral("limited.mp4"));
    // 512-byte blocks in POSIX sh: the recording meets the limit in its first second.
    const QString command =
        QStringLiteral(
            "ulimit -f 64; exec \"%1\" record --video testpattern --set testpattern1.pattern=noise "
            "--duration 4 --output \"%2\"")
            .arg(builtProgram(QStringLiteral("reelout-cli")), path);
    const ProcessResult result =
        runProcess(QStringLiteral("sh"), {QStringLiteral("-c"), command}, bareEnvironment(), 60);
    QVERIFY2(result.exitCode == 6 || result.exitCode == 1, result.error.constData());
    QVERIFY2(QString::fromUtf8(result.error).contains(QStringLiteral("larger")), result.error.constData());
}

QTEST_GUILESS_MAIN(TestCliErrors)
#include "test_cli_errors.moc"
