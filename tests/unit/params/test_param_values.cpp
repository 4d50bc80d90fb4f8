// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_table.h"

#include "params/param_set.h"
#include "params/param_value.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <limits>

using namespace reelout;

namespace {

QString str(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

class TestParamValues : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_set = std::make_unique<ParamSet>(test::sampleTable()); }
    void accepts_data();
    void accepts();
    void refuses_data();
    void refuses();
    void readsText_data();
    void readsText();
    void sequenceBlocks();
    void pairsByComponent();
    void numbersAsText_data();
    void numbersAsText();

private:
    std::unique_ptr<ParamSet> m_set;
};

void TestParamValues::accepts_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<QVariant>("kept");
    const auto row = [](const char* title, const char* name, const QVariant& value, const QVariant& kept) {
        QTest::newRow(title) << str(name) << value << kept;
    };
    row("token", "codec", str("hap"), str("hap"));
    row("label", "codec", str("Hap Q"), str("hapq"));
    row("label in another case", "codec", str("hap q"), str("hapq"));
    row("index", "codec", 1, str("hap"));
    row("former token", "codec", str("h264nvgpu"), str("h264"));
    row("bool", "pause", true, true);
    row("one", "pause", 1, true);
    row("text on", "pause", str("on"), true);
    row("text OFF", "pause", str("OFF"), false);
    row("former name", "hold", true, true);
    row("int", "count", 7, 7LL);
    row("int from a double", "count", 6.6, 7LL);
    row("int below", "count", -3, 0LL);
    row("int above", "count", 1e300, 10LL);
    row("open end", "open", 1e300, qlonglong(std::numeric_limits<int>::max()));
    row("int from text", "count", str(" 8 "), 8LL);
    row("float below", "fps", 0.5, 1.0);
    row("float", "fps", 29.97, 29.97);
    row("mask letters", "mask", str("rb"), 5LL);
    row("mask letters apart", "mask", str("R G A"), 11LL);
    row("mask number", "mask", 9, 9LL);
    row("mask above", "mask", 99, 15LL);
    row("empty mask", "mask", str(""), 0LL);
    row("pair", "size", QVariantList({640, 480}), QVariantList({640LL, 480LL}));
    row("pair clamped", "size", QVariantList({0, 99999}), QVariantList({1LL, 4096LL}));
    row("pair of floats", "aspect", str("16:9"), QVariantList({16.0, 9.0}));
    row("reference", "sound", str("audio1"), str("audio1"));
    row("dynamic menu keeps what it doesn't list", "flavour", str("later"), str("later"));
    row("text", "scope", str("*chan ^x"), str("*chan ^x"));
    row("text from a number", "scope", 3, str("3"));
}

void TestParamValues::accepts()
{
    QFETCH(QString, name);
    QFETCH(QVariant, value);
    const Status status = m_set->set(name, value);
    QVERIFY2(status.hasValue(), status ? "" : qPrintable(status.error().detail));
    QTEST(m_set->constant(name), "kept");
}

void TestParamValues::refuses_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* title, const char* name, const QVariant& value, const char* words) {
        QTest::newRow(title) << str(name) << value << str(words);
    };
    row("unknown", "nosuch", 1, "there is no parameter \"nosuch\"");
    row("token", "codec", str("vp9"), "codec: \"vp9\" is not in the menu; allowed are h264, hap, hapq");
    row("index above", "codec", 3, "codec: 3 is not in the menu");
    row("index below", "codec", -1, "codec: -1 is not in the menu");
    row("index between", "codec", 0.5, "codec: 0.5 is not in the menu");
    row("toggle two", "pause", 2, "pause: 2 is neither on nor off");
    row("toggle text", "pause", str("maybe"), "pause: \"maybe\" is neither on nor off");
    row("NaN", "count", std::nan(""), "count: NaN is not a number that can be used");
    row("infinity", "fps", std::numeric_limits<double>::infinity(), "fps: infinity is not a number");
    row("NaN as text", "fps", str("nan"), "fps: NaN is not a number");
    row("NaN in a pair", "size", QVariantList({1, std::nan("")}), "size: NaN");
    row("words for a number", "count", str("many"),
        "count: \"many\" is not a number; allowed are numbers from 0 to 10");
    row("no value", "count", QVariant(), "count: nothing is not a number");
    row("pair of one", "size", str("640"), "size: \"640\" is not two numbers");
    row("pair of three", "size", QVariantList({1, 2, 3}), "size: a list is not two numbers");
    row("mask letter", "mask", str("RGX"), "mask: \"RGX\" is not made of");
    row("list for a text", "scope", QVariantList(), "scope: a list is not a text");
    row("long text", "scope", QString(kLongestText + 1, QLatin1Char('x')), "scope: the text is longer than");
    row("NUL", "file", QString(QChar(0)), "file: the text contains a NUL");
    row("text for a sequence", "inputs", str("x"), "inputs: \"x\" is not a list of blocks");
}

void TestParamValues::refuses()
{
    QFETCH(QString, name);
    QFETCH(QVariant, value);
    QFETCH(QString, words);
    const QVariant before = m_set->constant(name);
    QSignalSpy changed(m_set.get(), &ParamSet::changed);
    const Status status = m_set->set(name, value);
    QVERIFY(!status);
    QCOMPARE(status.error().code, ErrorCode::InvalidParameter);
    QVERIFY2(status.error().detail.startsWith(words), qPrintable(status.error().detail));
    QCOMPARE(m_set->constant(name), before);
    QCOMPARE(changed.count(), 0);
}

void TestParamValues::readsText_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QVariant>("kept");
    QTest::newRow("pair by blank") << str("size") << str("640 480") << QVariant(QVariantList({640LL, 480LL}));
    QTest::newRow("pair by x") << str("size") << str("640x480") << QVariant(QVariantList({640LL, 480LL}));
    QTest::newRow("pair by comma") << str("size") << str("640, 480")
                                   << QVariant(QVariantList({640LL, 480LL}));
    QTest::newRow("one of a pair") << str("sizeh") << str("99") << QVariant(99LL);
    QTest::newRow("toggle") << str("pause") << str("1") << QVariant(true);
    QTest::newRow("menu index") << str("codec") << str("2") << QVariant(str("hapq"));
    QTest::newRow("menu token") << str("codec") << str("hap") << QVariant(str("hap"));
    QTest::newRow("number") << str("fps") << str("23.976") << QVariant(23.976);
    QTest::newRow("sequence") << str("inputs") << str(R"([{"top":"a"}])")
                              << QVariant(QVariantList(
                                     {QVariantMap({{str("top"), str("a")}, {str("r"), str("R")}})}));
}

void TestParamValues::readsText()
{
    QFETCH(QString, name);
    QFETCH(QString, text);
    const Status status = m_set->setFromText(name, text);
    QVERIFY2(status.hasValue(), status ? "" : qPrintable(status.error().detail));
    QTEST(m_set->constant(name), "kept");
    QCOMPARE(m_set->mode(name), ParamMode::Constant);
}

void TestParamValues::sequenceBlocks()
{
    QVERIFY(!m_set->setFromText(str("inputs"), str("[1]")));
    QVERIFY(!m_set->setFromText(str("inputs"), str("nonsense")));
    QVERIFY(!m_set->setFromText(str("inputs"), str("[{\"top\":5}]")));
    QVERIFY(!m_set->setFromText(str("inputs"), str("[{},{},{},{}]")));
    QVERIFY(m_set->setFromText(str("inputs"), str("[{},{},{}]")).hasValue());
    QCOMPARE(m_set->value(str("inputs")).toList().size(), 3);
    QCOMPARE(m_set->value(str("inputs")).toList().first().toMap().value(str("r")).toString(), str("R"));
}

void TestParamValues::pairsByComponent()
{
    QSignalSpy changed(m_set.get(), &ParamSet::changed);
    QVERIFY(m_set->set(str("sizew"), 1000).hasValue());
    QCOMPARE(m_set->value(str("size")), QVariant(QVariantList({1000LL, 200LL})));
    QCOMPARE(m_set->integer(str("sizeh")), 200);
    QCOMPARE(changed.takeFirst().first().toString(), str("size"));
    QVERIFY(m_set->set(str("sizeh"), -5).hasValue());
    QCOMPARE(m_set->integer(str("sizeh")), 1);
    QVERIFY(!m_set->set(str("sizeh"), str("tall")));
}

void TestParamValues::numbersAsText_data()
{
    QTest::addColumn<double>("number");
    QTest::addColumn<QString>("text");
    QTest::newRow("whole") << 20000.0 << str("20000");
    QTest::newRow("zero") << 0.0 << str("0");
    QTest::newRow("small") << 0.001 << str("0.001");
    QTest::newRow("tenth") << 0.9 << str("0.9");
    QTest::newRow("negative") << -1.5 << str("-1.5");
    QTest::newRow("large") << 1e20 << str("1e+20");
}

void TestParamValues::numbersAsText()
{
    QFETCH(double, number);
    QTEST(numberText(number), "text");
    QCOMPARE(numberText(number).toDouble(), number);
}

QTEST_GUILESS_MAIN(TestParamValues)
#include "test_param_values.moc"
