// SPDX-License-Identifier: GPL-3.0-or-later
#include "params/following.h"
#include "script/script_engine.h"
#include "support/virtual_clock.h"

#include <QSignalSpy>
#include <QTest>

using namespace reelout;

namespace {

QString str(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

/// When expressions are evaluated, and who hears of it.
class TestExpressionFollower : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keptUntilWhatItReadsChanges();
    void changesAreTold();
    void aFollowingValueIsNoChangeOfTheProject();
    void chainsAreFollowed();
    void timeTicks();
    void operatorsComeAndGo();
    void flagsRatesAndMenus();
    void loadedExpressionsAreSeen();
    void failuresAreTold();
    void costlyOnesRest();
    void anEndlessOneStopsNobody();
    void whatIsTriedLeavesNoTrace();

private:
    ParamSet& recorder() { return m_recorder->params(); }
    ParamSet& pattern() { return m_pattern->params(); }
    int toldOf(const QSignalSpy& spy, const char* name) const
    {
        return static_cast<int>(std::count_if(spy.begin(), spy.end(), [&](const QVariantList& told) {
            return told[0].toString() == str(name);
        }));
    }

    test::VirtualClock m_clock;
    std::unique_ptr<Project> m_project;
    std::unique_ptr<ScriptEngine> m_engine;
    Operator* m_recorder = nullptr;
    Operator* m_pattern = nullptr;
};

void TestExpressionFollower::init()
{
    m_engine.reset();
    m_project = std::make_unique<Project>();
    m_engine = std::make_unique<ScriptEngine>(*m_project, m_clock);
    m_pattern = m_project->add(str("testpattern")).value();
    m_recorder = m_project->add(str("moviefileout")).value();
    m_engine->settle();
}

// A number by chance shows whether an expression ran again.
void TestExpressionFollower::keptUntilWhatItReadsChanges()
{
    QVERIFY(recorder().setExpression(str("length"), str("Math.random() + me.par.n")).hasValue());
    const double first = recorder().number(str("length"));
    QVERIFY(pattern().set(str("fps"), 24).hasValue());
    QVERIFY(recorder().set(str("pause"), true).hasValue());
    QCOMPARE(recorder().number(str("length")), first);
    QVERIFY(recorder().set(str("n"), 5).hasValue());
    const double second = recorder().number(str("length"));
    QVERIFY(second >= 5.0);
    QCOMPARE(recorder().number(str("length")), second);
    QVERIFY(recorder().setExpression(str("length"), str("Math.random() + me.par.n + 0")).hasValue());
    QVERIFY(recorder().number(str("length")) != second);
}

void TestExpressionFollower::changesAreTold()
{
    QVERIFY(recorder().setExpression(str("fps"), str("op('testpattern1').par.fps / 2")).hasValue());
    m_engine->settle();
    QSignalSpy spy(&recorder(), &ParamSet::changed);
    QVERIFY(pattern().set(str("fps"), 50).hasValue());
    QCOMPARE(toldOf(spy, "fps"), 0);
    // Reading it before it is told takes nothing from who listens.
    QCOMPARE(recorder().number(str("fps")), 25.0);
    QTRY_COMPARE(toldOf(spy, "fps"), 1);
    m_engine->settle();
    QCOMPARE(toldOf(spy, "fps"), 1);
    // The same result is no news.
    QVERIFY(recorder().setExpression(str("n"), str("op('testpattern1').par.fps > 10 ? 1 : 0")).hasValue());
    spy.clear();
    QVERIFY(pattern().set(str("fps"), 48).hasValue());
    m_engine->settle();
    QCOMPARE(toldOf(spy, "n"), 0);
    QCOMPARE(toldOf(spy, "fps"), 1);
}

void TestExpressionFollower::aFollowingValueIsNoChangeOfTheProject()
{
    QVERIFY(recorder().setExpression(str("n"), str("absTime.frame")).hasValue());
    m_engine->settle();
    m_project->setModified(false);
    QSignalSpy spy(&recorder(), &ParamSet::changed);
    m_clock.advance(fromSeconds(1.0));
    m_engine->tick();
    QCOMPARE(toldOf(spy, "n"), 1);
    QVERIFY(!m_project->isModified());
    QVERIFY(!isFollowing(recorder()));
}

void TestExpressionFollower::chainsAreFollowed()
{
    QVERIFY(recorder().setExpression(str("length"), str("me.par.n * 10")).hasValue());
    QVERIFY(recorder().setExpression(str("n"), str("op('testpattern1').par.fps")).hasValue());
    m_engine->settle();
    QSignalSpy spy(&recorder(), &ParamSet::changed);
    QVERIFY(pattern().set(str("fps"), 30).hasValue());
    // At once for who reads the end of the chain.
    QCOMPARE(recorder().number(str("length")), 300.0);
    m_engine->settle();
    QCOMPARE(toldOf(spy, "n"), 1);
    QCOMPARE(toldOf(spy, "length"), 1);
}

void TestExpressionFollower::timeTicks()
{
    QVERIFY(recorder().setExpression(str("n"), str("absTime.frame")).hasValue());
    QVERIFY(pattern().setExpression(str("fps"), str("1 + op('moviefileout1').par.n")).hasValue());
    m_engine->settle();
    m_clock.advance(fromSeconds(0.5));
    QCOMPARE(recorder().integer(str("n")), 0); // one value a frame, whoever asks
    m_engine->tick();
    QCOMPARE(recorder().integer(str("n")), 30);
    QCOMPARE(pattern().number(str("fps")), 31.0);
    // By itself, at the project's rate.
    m_clock.advance(fromSeconds(0.5));
    QTRY_COMPARE(recorder().integer(str("n")), 60);
}

void TestExpressionFollower::operatorsComeAndGo()
{
    QVERIFY(recorder().setExpression(str("length"), str("op('late').par.fps")).hasValue());
    m_engine->settle();
    QVERIFY(!recorder().errorText(str("length")).isEmpty());
    Operator* late = m_project->add(str("testpattern"), str("late")).value();
    m_engine->settle();
    QCOMPARE(recorder().number(str("length")), 60.0);
    QVERIFY(recorder().errorText(str("length")).isEmpty());
    QVERIFY(m_project->rename(*late, str("later")).hasValue());
    m_engine->settle();
    QVERIFY(!recorder().errorText(str("length")).isEmpty());
    QVERIFY(m_project->rename(*late, str("late")).hasValue());
    m_engine->settle();
    QVERIFY(recorder().errorText(str("length")).isEmpty());
    m_project->remove(*late);
    m_engine->settle();
    QVERIFY(!recorder().errorText(str("length")).isEmpty());
    QCOMPARE(recorder().number(str("length")), 60.0);
}

void TestExpressionFollower::flagsRatesAndMenus()
{
    QVERIFY(recorder().setExpression(str("pause"), str("!op('testpattern1').par.active")).hasValue());
    m_engine->settle();
    QSignalSpy spy(&recorder(), &ParamSet::changed);
    m_pattern->setActive(false);
    m_engine->settle();
    QCOMPARE(toldOf(spy, "pause"), 1);
    QVERIFY(recorder().toggle(str("pause")));
    m_project->setRate(FrameRate(25, 1));
    m_engine->settle();
    QCOMPARE(toldOf(spy, "fps"), 1);
    // What nobody announces is asked for each time.
    m_recorder->setFileSuffix(str(".1.mov"));
    QCOMPARE(recorder().text(str("file")), str("Reelout.1.mov"));
    m_recorder->setFileSuffix(str(".2.mov"));
    QCOMPARE(recorder().text(str("file")), str("Reelout.2.mov"));
}

void TestExpressionFollower::loadedExpressionsAreSeen()
{
    QVERIFY(recorder().setExpression(str("limitlength"), str("op('testpattern1').par.fps > 40")).hasValue());
    const QJsonObject saved = m_project->toJson();
    m_project->clear();
    QVERIFY(m_project->fromJson(saved).hasValue());
    m_engine->settle();
    Operator* loaded = m_project->find(str("moviefileout1"));
    QSignalSpy spy(&loaded->params(), &ParamSet::changed);
    QVERIFY(m_project->find(str("testpattern1"))->params().set(str("fps"), 30).hasValue());
    m_engine->settle();
    QCOMPARE(toldOf(spy, "limitlength"), 1);
}

void TestExpressionFollower::failuresAreTold()
{
    QVERIFY(recorder().setExpression(str("length"), str("me.par.n ? nosuch : 7")).hasValue());
    m_engine->settle();
    QSignalSpy spy(&recorder(), &ParamSet::changed);
    QVERIFY(recorder().set(str("n"), 1).hasValue());
    m_engine->settle();
    QCOMPARE(toldOf(spy, "length"), 1);
    QVERIFY(recorder().errorText(str("length")).contains(str("nosuch is not defined")));
    QCOMPARE(recorder().number(str("length")), 7.0);
    QVERIFY(recorder().set(str("n"), 0).hasValue());
    m_engine->settle();
    QCOMPARE(toldOf(spy, "length"), 2);
    QVERIFY(recorder().errorText(str("length")).isEmpty());
}

void TestExpressionFollower::costlyOnesRest()
{
    QVERIFY(recorder().setExpression(str("length"), str("if (!me.par.n) while (1); return 5")).hasValue());
    QVERIFY(recorder().errorText(str("length")).contains(str("took longer")));
    QVERIFY(recorder().set(str("n"), 1).hasValue());
    m_engine->settle();
    QVERIFY(recorder().errorText(str("length")).contains(str("took longer")));
    m_clock.advance(fromSeconds(60.0));
    m_engine->settle();
    QCOMPARE(recorder().errorText(str("length")), QString());
    QCOMPARE(recorder().number(str("length")), 5.0);
    // Another text is another expression.
    QVERIFY(recorder().setExpression(str("length"), str("while (1);")).hasValue());
    QVERIFY(recorder().setExpression(str("length"), str("6")).hasValue());
    QCOMPARE(recorder().number(str("length")), 6.0);
}

void TestExpressionFollower::anEndlessOneStopsNobody()
{
    QVERIFY(pattern().setExpression(str("fps"), str("'a'.repeat(1e9).length")).hasValue());
    QVERIFY(pattern().errorText(str("fps")).contains(str("more than 65536")));
    QVERIFY(pattern().setExpression(str("fps"), str("let f = n => f(n + 1) + 1; return f(0)")).hasValue());
    QVERIFY(!pattern().errorText(str("fps")).isEmpty());
    QVERIFY(pattern().setExpression(str("fps"), str("while (absTime.frame >= 0);")).hasValue());
    QVERIFY(recorder().setExpression(str("n"), str("absTime.frame")).hasValue());
    m_engine->settle();
    m_clock.advance(fromSeconds(0.1));
    m_engine->tick();
    QCOMPARE(recorder().integer(str("n")), 6);
    QCOMPARE(pattern().number(str("fps")), 60.0);
}

void TestExpressionFollower::whatIsTriedLeavesNoTrace()
{
    QVERIFY(recorder().setExpression(str("length"), str("me.par.n + 1")).hasValue());
    QCOMPARE(recorder().tryExpression(str("length"), str("absTime.seconds + 3")).value(), QVariant(3.0));
    QCOMPARE(recorder().number(str("length")), 1.0);
    QVERIFY(recorder().set(str("n"), 2).hasValue());
    QCOMPARE(recorder().number(str("length")), 3.0);
}

QTEST_GUILESS_MAIN(TestExpressionFollower)
#include "test_expression_follower.moc"
