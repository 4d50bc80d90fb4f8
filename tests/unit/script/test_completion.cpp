// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/completion.h"

#include <QTest>

using namespace reelout;

namespace {

QString str(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

class TestCompletion : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void offers_data();
    void offers();
    void liveValues();
    void withoutAnOperator();
    void hugeTexts();
};

void TestCompletion::offers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("wanted"); ///< begin:items, some of them
    QTest::addColumn<bool>("isAll");
    const auto row = [](const char* text, const char* wanted, bool isAll = true) {
        QTest::newRow(text) << str(text) << str(wanted) << isAll;
    };
    row("op('", "4:moviefileout1 testpattern1");
    row("1 + op(\"tes", "8:testpattern1");
    row("op('/tes", "4:");
    row("me.", "3:par name type family fileSuffix inputConnectors");
    row("me.pa", "3:par");
    row("me.par.f", "7:file fps", false);
    row("me.par.resol", "7:resolution resolutionw resolutionh", false);
    row("op('testpattern1').par.reso", "23:resolution resolutionw resolutionh", false);
    row("op('nosuch').par.", "17:");
    row("me.par.fps.", "11:eval() val expr mode menuNames menuLabels");
    row("me.par.fps.e", "11:eval() expr");
    row("project.", "8:rate name");
    row("absTime.s", "8:seconds");
    row("2 * Math.m", "9:max( min(");
    row("pro", "0:project");
    row("1 + T", "4:True");
    row("", "0:");
    row("'me", "3:");
    row("3", "1:");
}

void TestCompletion::offers()
{
    Project project;
    Operator* recorder = project.add(str("moviefileout")).value();
    QVERIFY(project.add(str("testpattern")).hasValue());
    QFETCH(QString, text);
    QFETCH(QString, wanted);
    QFETCH(bool, isAll);
    const Completions found = completionsFor(project, recorder, text, static_cast<int>(text.size()));
    QStringList texts;
    for (const Completion& completion : found.items)
        texts.append(completion.text);
    const QStringList items = wanted.section(QLatin1Char(':'), 1).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (isAll)
        QCOMPARE(texts, items);
    for (const QString& item : items)
        QVERIFY2(texts.contains(item), qPrintable(texts.join(QLatin1Char(' '))));
    if (!items.isEmpty())
        QCOMPARE(found.begin, wanted.section(QLatin1Char(':'), 0, 0).toInt());
}

void TestCompletion::liveValues()
{
    Project project;
    Operator* recorder = project.add(str("moviefileout")).value();
    QVERIFY(recorder->params().set(str("n"), 12).hasValue());
    const Completions found = completionsFor(project, recorder, str("me.par.resolutio + 1"), 16);
    QCOMPARE(found.items.front().text, str("resolution"));
    QVERIFY2(found.items.front().detail.endsWith(str("= [1920, 1080]")), qPrintable(found.items[0].detail));
    const Completions number = completionsFor(project, nullptr, str("op('moviefileout1').par.n"), 25);
    QVERIFY(!number.items.empty());
    for (const Completion& completion : number.items)
        QVERIFY(completion.text != str("n")); // complete already
}

void TestCompletion::withoutAnOperator()
{
    Project project;
    QVERIFY(completionsFor(project, nullptr, str("me."), 3).items.empty());
    QVERIFY(completionsFor(project, nullptr, str("me"), 0).items.empty());
}

void TestCompletion::hugeTexts()
{
    Project project;
    const QString text = str("op('x').par.").repeated(5000);
    QVERIFY(completionsFor(project, nullptr, text, static_cast<int>(text.size())).items.empty());
}

QTEST_GUILESS_MAIN(TestCompletion)
#include "test_completion.moc"
