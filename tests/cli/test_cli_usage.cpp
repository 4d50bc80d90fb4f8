// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/paths.h"
#include "support/process.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace reelout::test;

namespace {

ProcessResult cli(const QStringList& arguments)
{
    return runProcess(builtProgram(QStringLiteral("reelout-cli")), arguments);
}

QStringList linesOf(const QByteArray& text)
{
    return QString::fromUtf8(text).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
}

} // namespace

class TestCliUsage final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void helpSaysEveryExitCode();
    void wrongUsageIsExitTwo();
    void wrongUsageIsExitTwo_data();
    void paramsAreTheContractsTable();
    void listsAreJson();
    void recordHelpDerivesFromTheTables();
    void linksNoWidgets();
};

void TestCliUsage::helpSaysEveryExitCode()
{
    const ProcessResult result = cli({QStringLiteral("--help")});
    QCOMPARE(result.exitCode, 0);
    QVERIFY(result.error.isEmpty());
    for (const int code : {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 70})
        QVERIFY2(QString::fromUtf8(result.out).contains(QStringLiteral("%1  ").arg(code)),
                 qPrintable(QString::number(code)));
}

void TestCliUsage::wrongUsageIsExitTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing") << QStringList{};
    QTest::newRow("unknown command") << QStringList{QStringLiteral("dance")};
    QTest::newRow("list what?") << QStringList{QStringLiteral("list")};
    QTest::newRow("list nonsense") << QStringList{QStringLiteral("list"), QStringLiteral("cats")};
    QTest::newRow("repair what?") << QStringList{QStringLiteral("repair")};
    QTest::newRow("unknown option") << QStringList{QStringLiteral("record"),
                                                   QStringLiteral("--colour-of-the-bike")};
    QTest::newRow("duration") << QStringList{QStringLiteral("record"), QStringLiteral("--duration"),
                                             QStringLiteral("soon")};
    QTest::newRow("params of nothing") << QStringList{QStringLiteral("params"), QStringLiteral("toaster")};
}

void TestCliUsage::wrongUsageIsExitTwo()
{
    QFETCH(QStringList, arguments);
    const ProcessResult result = cli(arguments);
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.out.isEmpty(), result.out.constData());
    QVERIFY(!result.error.isEmpty());
}

void TestCliUsage::paramsAreTheContractsTable()
{
    QFile contract(testData(QStringLiteral("parameters.tsv")));
    QVERIFY(contract.open(QIODevice::ReadOnly));
    const QStringList rows = linesOf(contract.readAll());
    const ProcessResult result = cli({QStringLiteral("params"), QStringLiteral("--tsv")});
    QCOMPARE(result.exitCode, 0);
    const QStringList printed = linesOf(result.out);
    QCOMPARE(rows.size(), 67);
    for (const QString& row : rows) {
        const QString columns = row.split(QLatin1Char('\t')).mid(0, 8).join(QLatin1Char('\t'));
        QVERIFY2(printed.contains(columns), qPrintable(columns));
    }
}

void TestCliUsage::listsAreJson()
{
    for (const char* what : {"codecs", "operators"}) {
        const ProcessResult result =
            cli({QStringLiteral("list"), QString::fromLatin1(what), QStringLiteral("--json")});
        QCOMPARE(result.exitCode, 0);
        QVERIFY2(!QJsonDocument::fromJson(result.out).isNull(), what);
    }
    const ProcessResult operators =
        cli({QStringLiteral("list"), QStringLiteral("operators"), QStringLiteral("--json")});
    QStringList types;
    for (const QJsonValue& value : QJsonDocument::fromJson(operators.out).array())
        types += value.toObject().value(QStringLiteral("type")).toString();
    for (const char* type :
         {"screengrab", "videodevicein", "moviefilein", "testpattern", "audiodevicein", "audiofilein",
          "audiooscillator", "analyze", "table", "moviefileout", "audiofileout"})
        QVERIFY2(types.contains(QString::fromLatin1(type)), type);
}

void TestCliUsage::recordHelpDerivesFromTheTables()
{
    const ProcessResult result = cli({QStringLiteral("record"), QStringLiteral("--help")});
    QCOMPARE(result.exitCode, 0);
    for (const char* option :
         {"--videocodec", "--fps", "--quality", "--filetype", "--audiocodec", "--set", "--json"})
        QVERIFY2(result.out.contains(option), option);
}

void TestCliUsage::linksNoWidgets()
{
    const ProcessResult result =
        runProcess(QStringLiteral("ldd"), {builtProgram(QStringLiteral("reelout-cli"))});
    QCOMPARE(result.exitCode, 0);
    QVERIFY(result.out.contains("libQt6Core"));
    for (const char* library : {"libQt6Widgets", "libQt6Gui", "libQt6OpenGL"})
        QVERIFY2(!result.out.contains(library), library);
}

QTEST_GUILESS_MAIN(TestCliUsage)
#include "test_cli_usage.moc"
