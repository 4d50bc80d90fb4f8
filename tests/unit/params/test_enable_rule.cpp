// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_table.h"

#include "params/param_set.h"

#include <QTest>

using namespace reelout;

namespace {

bool always(const QString&)
{
    return true;
}

} // namespace

class TestEnableRule : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void emptyRuleAlwaysHolds();
    void conditions_data();
    void conditions();
    void andBindsAlternatives();
    void namesWhatItReads();
    void explainsWithLabels();
    void textAsInTheContract();
};

void TestEnableRule::emptyRuleAlwaysHolds()
{
    const EnableRule rule;
    QVERIFY(rule.isAlways());
    QVERIFY(rule.holds([](const QString&) { return QVariant(); }, [](const QString&) { return false; }));
    QVERIFY((rule || isOn("pause")).isAlways());
    QVERIFY(!(rule && isOn("pause")).isAlways());
}

void TestEnableRule::conditions_data()
{
    QTest::addColumn<int>("rule");
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<bool>("holds");
    QTest::newRow("on") << 0 << QVariant(true) << true;
    QTest::newRow("off") << 0 << QVariant(false) << false;
    QTest::newRow("in") << 1 << QVariant(QStringLiteral("b")) << true;
    QTest::newRow("not in the list") << 1 << QVariant(QStringLiteral("c")) << false;
    QTest::newRow("a part of a token is not the token") << 1 << QVariant(QStringLiteral("bb")) << false;
    QTest::newRow("is not: other") << 2 << QVariant(QStringLiteral("c")) << true;
    QTest::newRow("is not: that one") << 2 << QVariant(QStringLiteral("a")) << false;
    QTest::newRow("set") << 3 << QVariant(QStringLiteral("audio1")) << true;
    QTest::newRow("not set") << 3 << QVariant(QString()) << false;
}

void TestEnableRule::conditions()
{
    QFETCH(int, rule);
    QFETCH(QVariant, value);
    const EnableRule rules[] = {isOn("x"), isOneOf("x", {"a", "b"}), isNot("x", {"a"}), isSet("x")};
    QTEST(rules[rule].holds([&](const QString&) { return value; }, always), "holds");
}

void TestEnableRule::andBindsAlternatives()
{
    const EnableRule rule = (isOn("a") || isOn("b")) && (isOn("c") || fact(QLatin1String("f"), "f is so"));
    QCOMPARE(rule.alternatives().size(), std::size_t(4));
    for (int bits = 0; bits < 16; ++bits) {
        const bool a = bits & 1;
        const bool b = bits & 2;
        const bool c = bits & 4;
        const bool f = bits & 8;
        const bool holds = rule.holds(
            [&](const QString& name) {
                return QVariant(name == QLatin1String("a") ? a : name == QLatin1String("b") ? b : c);
            },
            [&](const QString& name) { return name == QLatin1String("f") && f; });
        QCOMPARE(holds, (a || b) && (c || f));
    }
}

void TestEnableRule::namesWhatItReads()
{
    const EnableRule rule = (isOn("a") && isSet("b")) || (isOn("a") && fact(QLatin1String("f"), "f is so"));
    QCOMPARE(rule.parameters(), QStringList({QStringLiteral("a"), QStringLiteral("b")}));
    QCOMPARE(rule.facts(), QStringList(QStringLiteral("f")));
}

void TestEnableRule::explainsWithLabels()
{
    const auto table = test::sampleTable();
    QCOMPARE(explainRule(isOn("pause"), *table), QStringLiteral("available when Pause is on"));
    QCOMPARE(explainRule(isOneOf("codec", {"hap", "hapq"}), *table),
             QStringLiteral("available when Codec is Hap or Hap Q"));
    QCOMPARE(explainRule(isOneOf("codec", {"h264", "hap", "hapq"}), *table),
             QStringLiteral("available when Codec is H.264, Hap or Hap Q"));
    QCOMPARE(explainRule(isNot("codec", {"hap"}) && isSet("sound"), *table),
             QStringLiteral("available when Codec is not Hap and Sound is set"));
    QCOMPARE(explainRule(isOn("pause") || fact(QLatin1String("f"), "the codec has types"), *table),
             QStringLiteral("available when Pause is on, or when the codec has types"));
    QCOMPARE(explainRule(EnableRule(), *table), QString());
}

void TestEnableRule::textAsInTheContract()
{
    QCOMPARE((isOneOf("type", {"a", "b"}) && isNot("preset", {"lossless"})).toText(),
             QStringLiteral("type in a,b and preset != lossless"));
    QCOMPARE((isSet("x") || isOneOf("type", {"a"})).toText(), QStringLiteral("x is set; or type == a"));
}

QTEST_GUILESS_MAIN(TestEnableRule)
#include "test_enable_rule.moc"
