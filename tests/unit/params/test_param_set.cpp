// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_table.h"

#include "params/param_set.h"

#include <QSignalSpy>
#include <QTest>

using namespace reelout;

namespace {

QString str(const char* text)
{
    return QString::fromUtf8(text);
}

Error failure(const char* words)
{
    return makeError(ErrorCode::InvalidParameter, str("evaluate"), str(words));
}

} // namespace

class TestParamSet : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void defaults();
    void changeIsToldOnce();
    void expressionMode();
    void failingExpressionKeepsTheLastGoodValue();
    void resultOfAnExpressionIsChecked();
    void expressionsThatCannotBe();
    void exportDrives();
    void exportOfAPulseFiresOnTheEdge();
    void exportOfAComponent();
    void pulses();
    void listPulseFills();
    void resetGoesBack();
    void enableStateFollows();
    void dynamicMenuDefaultsToFirstUsable();
    void changedCodecRefillsDependents();
    void fixedMenuLearnsWhatIsUnavailable();
    void defaultFromAProvider();
    void guardRefuses();
    void referencesFollow();

private:
    std::unique_ptr<ParamSet> m_set;
    Result<QVariant> m_answer{QVariant()};
};

void TestParamSet::init()
{
    m_set = std::make_unique<ParamSet>(test::sampleTable());
    m_answer = QVariant(25.0);
    m_set->setEvaluator([this](const QString&, const QString&) { return m_answer; });
}

void TestParamSet::defaults()
{
    QCOMPARE(m_set->text(str("codec")), str("h264"));
    QCOMPARE(m_set->integer(str("count")), 5);
    QCOMPARE(m_set->value(str("size")), QVariant(QVariantList({320LL, 200LL})));
    QCOMPARE(m_set->mode(str("fps")), ParamMode::Expression);
    QCOMPARE(m_set->expression(str("fps")), str("project.rate"));
    QVERIFY(!m_set->value(str("nosuch")).isValid());
    for (const ParamDescriptor& row : m_set->table().rows())
        QVERIFY(m_set->isDefault(row.name));
}

void TestParamSet::changeIsToldOnce()
{
    QSignalSpy changed(m_set.get(), &ParamSet::changed);
    QVERIFY(m_set->set(str("count"), 7).hasValue());
    QCOMPARE(changed.count(), 1);
    QVERIFY(m_set->set(str("count"), 7).hasValue());
    QVERIFY(m_set->set(str("count"), 7.2).hasValue());
    QCOMPARE(changed.count(), 1);
    QVERIFY(m_set->set(str("count"), 5).hasValue());
    QCOMPARE(changed.count(), 2);
    QVERIFY(m_set->isDefault(str("count")));
}

void TestParamSet::expressionMode()
{
    QCOMPARE(m_set->number(str("fps")), 25.0);
    QSignalSpy changed(m_set.get(), &ParamSet::changed);
    QVERIFY(m_set->set(str("fps"), 60.0).hasValue());
    QCOMPARE(changed.count(), 1);
    QCOMPARE(m_set->mode(str("fps")), ParamMode::Constant);
    QCOMPARE(m_set->number(str("fps")), 60.0);
    QVERIFY(!m_set->isDefault(str("fps")));
    QVERIFY(m_set->setFromText(str("fps"), str("=24+1")).hasValue());
    QCOMPARE(m_set->mode(str("fps")), ParamMode::Expression);
    QCOMPARE(m_set->expression(str("fps")), str("24+1"));
    QCOMPARE(m_set->number(str("fps")), 25.0);
    QCOMPARE(changed.count(), 2);
}

void TestParamSet::failingExpressionKeepsTheLastGoodValue()
{
    m_answer = failure("x is not defined");
    QCOMPARE(m_set->number(str("fps")), 60.0);
    QCOMPARE(m_set->errorText(str("fps")), str("x is not defined"));
    m_answer = QVariant(30.0);
    QCOMPARE(m_set->number(str("fps")), 30.0);
    QCOMPARE(m_set->errorText(str("fps")), QString());
    m_answer = failure("gone");
    QCOMPARE(m_set->number(str("fps")), 30.0);
    QVERIFY(m_set->set(str("count"), 9).hasValue());
    QVERIFY(m_set->setExpression(str("count"), str("bad")).hasValue());
    QCOMPARE(m_set->integer(str("count")), 9);
    QCOMPARE(m_set->errorText(str("count")), str("gone"));
    QVERIFY(m_set->set(str("count"), 9).hasValue());
    QCOMPARE(m_set->errorText(str("count")), QString());
}

void TestParamSet::resultOfAnExpressionIsChecked()
{
    m_answer = QVariant(5000.0);
    QCOMPARE(m_set->number(str("fps")), 1000.0);
    m_answer = QVariant(str("fast"));
    QCOMPARE(m_set->number(str("fps")), 1000.0);
    QVERIFY(m_set->errorText(str("fps")).contains(str("\"fast\" is not a number")));
}

void TestParamSet::expressionsThatCannotBe()
{
    QVERIFY(!m_set->setExpression(str("addframe"), str("1")));
    QVERIFY(!m_set->setExpression(str("inputs"), str("[]")));
    QVERIFY(!m_set->setExpression(str("sizew"), str("1")));
    QVERIFY(!m_set->setExpression(str("count"), str("  ")));
    QVERIFY(!m_set->setExpression(str("count"), QString(100000, QLatin1Char('1'))));
    QVERIFY(!m_set->setExpression(str("nosuch"), str("1")));
    QCOMPARE(m_set->mode(str("count")), ParamMode::Constant);
}

void TestParamSet::exportDrives()
{
    QSignalSpy changed(m_set.get(), &ParamSet::changed);
    QVERIFY(m_set->setExport(str("pause"), 0.5).hasValue());
    QCOMPARE(m_set->mode(str("pause")), ParamMode::Export);
    QVERIFY(m_set->toggle(str("pause")));
    QVERIFY(m_set->setExport(str("pause"), 0.7).hasValue());
    QCOMPARE(changed.count(), 1);
    QVERIFY(m_set->setExport(str("pause"), 0.0).hasValue());
    QVERIFY(!m_set->toggle(str("pause")));
    QVERIFY(m_set->setExport(str("codec"), 1.9).hasValue());
    QCOMPARE(m_set->text(str("codec")), str("hap"));
    QVERIFY(m_set->setExport(str("codec"), 99.0).hasValue());
    QCOMPARE(m_set->text(str("codec")), str("hapq"));
    QVERIFY(m_set->setExport(str("codec"), QVariant()).hasValue());
    QCOMPARE(m_set->text(str("codec")), str("h264"));
    QCOMPARE(m_set->mode(str("codec")), ParamMode::Constant);
    QVERIFY(m_set->setExport(str("fps"), 50.0).hasValue());
    QCOMPARE(m_set->number(str("fps")), 50.0);
    m_set->clearExport(str("fps"));
    QCOMPARE(m_set->mode(str("fps")), ParamMode::Expression);
    QVERIFY(!m_set->setExport(str("scope"), 1.0));
    QVERIFY(!m_set->setExport(str("count"), str("many")));
    QVERIFY(!m_set->setExport(str("count"), qQNaN()));
}

void TestParamSet::exportOfAPulseFiresOnTheEdge()
{
    QSignalSpy pulsed(m_set.get(), &ParamSet::pulsed);
    for (const double sample : {0.0, 1.0, 1.0, 0.5, 0.0, -1.0, 2.0})
        QVERIFY(m_set->setExport(str("addframe"), sample).hasValue());
    QCOMPARE(pulsed.count(), 2);
}

void TestParamSet::exportOfAComponent()
{
    QVERIFY(m_set->setExport(str("sizew"), 800.0).hasValue());
    QCOMPARE(m_set->value(str("size")), QVariant(QVariantList({800LL, 200LL})));
    QVERIFY(m_set->set(str("sizeh"), 600).hasValue());
    QCOMPARE(m_set->value(str("size")), QVariant(QVariantList({800LL, 600LL})));
    m_set->clearExport(str("sizew"));
    QCOMPARE(m_set->mode(str("size")), ParamMode::Constant);
    QCOMPARE(m_set->integer(str("sizew")), 320);
}

void TestParamSet::pulses()
{
    QSignalSpy pulsed(m_set.get(), &ParamSet::pulsed);
    QVERIFY(m_set->pulse(str("addframe")).hasValue());
    QVERIFY(m_set->set(str("addframe"), 1).hasValue());
    QVERIFY(m_set->set(str("addframe"), 0).hasValue());
    QCOMPARE(pulsed.count(), 2);
    QVERIFY(!m_set->pulse(str("count")));
    QVERIFY(!m_set->pulse(str("sizes")));
    QVERIFY(!m_set->pulse(str("sizes"), 2));
}

void TestParamSet::listPulseFills()
{
    QSignalSpy pulsed(m_set.get(), &ParamSet::pulsed);
    QVERIFY(m_set->pulse(str("sizes"), 1).hasValue());
    QCOMPARE(m_set->value(str("size")), QVariant(QVariantList({1920LL, 1080LL})));
    QCOMPARE(pulsed.first().at(1).toInt(), 1);
    QVERIFY(m_set->setFromText(str("sizes"), str("640x480")).hasValue());
    QCOMPARE(m_set->integer(str("sizeh")), 480);
}

void TestParamSet::resetGoesBack()
{
    QVERIFY(m_set->set(str("fps"), 50).hasValue());
    QVERIFY(m_set->set(str("codec"), 2).hasValue());
    QSignalSpy changed(m_set.get(), &ParamSet::changed);
    m_set->reset(str("codec"));
    m_set->reset(str("codec"));
    QCOMPARE(changed.count(), 1);
    m_set->resetAll();
    QCOMPARE(changed.count(), 2);
    QCOMPARE(m_set->mode(str("fps")), ParamMode::Expression);
}

void TestParamSet::enableStateFollows()
{
    QCOMPARE(m_set->enableState(str("addframe")).enabled, false);
    QCOMPARE(m_set->enableState(str("addframe")).reason, str("available when Pause is on"));
    QVERIFY(m_set->set(str("pause"), true).hasValue());
    QVERIFY(m_set->enableState(str("addframe")).enabled);
    QCOMPARE(m_set->enableState(str("addframe")).reason, QString());
    QVERIFY(m_set->set(str("header"), str("table1")).hasValue());
    QVERIFY(!m_set->enableState(str("header")).enabled);
    QCOMPARE(m_set->text(str("header")), str("table1"));
}

void TestParamSet::dynamicMenuDefaultsToFirstUsable()
{
    m_set->setMenuProvider([](const QString& provider, const ParamSet&) -> std::vector<MenuItem> {
        if (provider != QLatin1String("flavours"))
            return {};
        return {{str("nvenc"), str("NVENC"), str("no such card")}, {str("x264"), str("x264"), {}}};
    });
    QCOMPARE(m_set->text(str("flavour")), str("x264"));
    QCOMPARE(m_set->constant(str("flavour")).toString(), QString());
    QVERIFY(m_set->set(str("flavour"), 0).hasValue());
    QCOMPARE(m_set->text(str("flavour")), str("nvenc"));
    QVERIFY(m_set->set(str("flavour"), str("gone")).hasValue());
    QCOMPARE(m_set->text(str("flavour")), str("gone"));
}

void TestParamSet::changedCodecRefillsDependents()
{
    m_set->setMenuProvider([](const QString&, const ParamSet& set) -> std::vector<MenuItem> {
        if (set.text(str("codec")) == QLatin1String("h264"))
            return {{str("x264"), str("x264"), {}}, {str("common"), str("Common"), {}}};
        return {{str("hapa"), str("Hap Alpha"), {}}, {str("common"), str("Common"), {}}};
    });
    QVERIFY(m_set->set(str("flavour"), str("common")).hasValue());
    QVERIFY(m_set->set(str("codec"), str("hap")).hasValue());
    QCOMPARE(m_set->text(str("flavour")), str("common"));
    QVERIFY(m_set->set(str("flavour"), str("hapa")).hasValue());
    QSignalSpy changed(m_set.get(), &ParamSet::changed);
    QVERIFY(m_set->set(str("codec"), str("h264")).hasValue());
    QCOMPARE(m_set->text(str("flavour")), str("x264"));
    QCOMPARE(changed.count(), 2);
}

void TestParamSet::fixedMenuLearnsWhatIsUnavailable()
{
    ParamRows rows;
    rows.menu("codec", "Codec")
        .entries({{"a", "A"}, {"b", "B"}})
        .provider(QLatin1String("codecs"))
        .initially("a");
    ParamSet set(rows.finish());
    set.setMenuProvider([](const QString&, const ParamSet&) -> std::vector<MenuItem> {
        return {{str("b"), str("other label"), str("no encoder")}, {str("c"), str("C"), {}}};
    });
    const std::vector<MenuItem> items = set.menuItems(str("codec"));
    QCOMPARE(items.size(), std::size_t(2));
    QCOMPARE(items[0].unavailable, QString());
    QCOMPARE(items[1].label, str("B"));
    QCOMPARE(items[1].unavailable, str("no encoder"));
    QVERIFY(set.set(str("codec"), str("b")).hasValue());
}

void TestParamSet::defaultFromAProvider()
{
    QString first = str("mic1");
    m_set->setDefaultProvider([&](const QString&) { return QVariant(first); });
    QCOMPARE(m_set->text(str("sound")), str("mic1"));
    QVERIFY(m_set->isDefault(str("sound")));
    first = str("mic2");
    QCOMPARE(m_set->text(str("sound")), str("mic2"));
    QVERIFY(m_set->set(str("sound"), str("")).hasValue());
    QCOMPARE(m_set->text(str("sound")), QString());
    QVERIFY(!m_set->isDefault(str("sound")));
    QVERIFY(m_set->set(str("sound"), str("mic2")).hasValue());
    QVERIFY(!m_set->isDefault(str("sound")));
    m_set->reset(str("sound"));
    QCOMPARE(m_set->text(str("sound")), str("mic2"));
}

void TestParamSet::guardRefuses()
{
    m_set->setGuard([](const ParamDescriptor& row, const QVariant& value) -> Status {
        if (row.name == QLatin1String("sound") && value.toString() == QLatin1String("bad"))
            return failure("that would be a cycle");
        return {};
    });
    QVERIFY(!m_set->set(str("sound"), str("bad")));
    QVERIFY(!m_set->setFromText(str("sound"), str("bad")));
    m_answer = QVariant(str("bad"));
    QVERIFY(m_set->setExpression(str("sound"), str("x")).hasValue());
    QCOMPARE(m_set->text(str("sound")), QString());
    QCOMPARE(m_set->errorText(str("sound")), str("that would be a cycle"));
}

void TestParamSet::referencesFollow()
{
    QVERIFY(m_set->set(str("sound"), str("/old")).hasValue());
    QVERIFY(
        m_set->setFromText(str("inputs"), str(R"([{"top":"old","r":"old"},{"top":"other"}])")).hasValue());
    QCOMPARE(m_set->references(), QStringList({str("/old"), str("old"), str("other")}));
    QSignalSpy changed(m_set.get(), &ParamSet::changed);
    m_set->replaceReferences(str("old"), str("new"));
    QCOMPARE(changed.count(), 2);
    QCOMPARE(m_set->references(), QStringList({str("/new"), str("new"), str("other")}));
    QCOMPARE(m_set->value(str("inputs")).toList().first().toMap().value(str("r")).toString(), str("old"));
    m_set->replaceReferences(str("new"), {});
    QCOMPARE(m_set->references(), QStringList({str("other")}));
}

QTEST_GUILESS_MAIN(TestParamSet)
#include "test_param_set.moc"
