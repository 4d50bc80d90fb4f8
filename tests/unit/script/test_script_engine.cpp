// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error_text.h"
#include "script/script_engine.h"
#include "support/virtual_clock.h"

#include <QTest>

using namespace reelout;

namespace {

QString str(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

class TestScriptEngine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void values_data();
    void values();
    void errors_data();
    void errors();
    void fileSuffix();
    void time();
    void timeIsLimited_data();
    void timeIsLimited();
    void parametersFollowExpressions();
    void renamedAndRemovedOperators();
    void cyclesAreNamed();
    void longChains();
    void withoutAnEngine();

private:
    Result<QVariant> evaluate(const char* expression)
    {
        return m_engine->evaluate(*m_recorder, str("length"), str(expression));
    }

    test::VirtualClock m_clock;
    std::unique_ptr<Project> m_project;
    std::unique_ptr<ScriptEngine> m_engine;
    Operator* m_recorder = nullptr;
    Operator* m_pattern = nullptr;
};

void TestScriptEngine::init()
{
    m_engine.reset();
    m_project = std::make_unique<Project>();
    m_engine = std::make_unique<ScriptEngine>(*m_project, m_clock);
    m_pattern = m_project->add(str("testpattern")).value();
    m_recorder = m_project->add(str("moviefileout")).value();
    QVERIFY(m_project->connectInput(*m_recorder, 0, m_pattern).hasValue());
}

void TestScriptEngine::values_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QVariant>("value");
    const auto row = [](const char* expression, const QVariant& value) {
        QTest::newRow(expression) << str(expression) << value;
    };
    row("1 + 2", 3.0);
    row("'a' + 'b'", str("ab"));
    row("True", true);
    row("False || 4", 4.0);
    row("project.rate", 60.0);
    row("30000/1001", 30000.0 / 1001.0);
    row("project.name", str("untitled"));
    row("me.name", str("moviefileout1"));
    row("me.type", str("moviefileout"));
    row("op('testpattern1').name", str("testpattern1"));
    row("op('/testpattern1').type", str("testpattern"));
    row("op('testpattern1')", str("testpattern1"));
    row("`${op('testpattern1')}!`", str("testpattern1!"));
    row("me.par.n", 0.0);
    row("me.par.n + 1", 1.0);
    row("me.par.type", str("movie"));
    row("me.par.pause ? 'paused' : 'running'", str("running"));
    row("me.par.active", true);
    row("me.par.resolution", QVariantList({1920.0, 1080.0}));
    row("me.par.resolution[1]", 1080.0);
    row("me.par.resolutionw * 2", 3840.0);
    row("me.par.fps.eval()", 60.0);
    row("me.par.fps.val", 60.0);
    row("me.par.fps.expr", str("project.rate"));
    row("me.par.fps.mode", str("expression"));
    row("me.par.n.mode", str("constant"));
    row("me.par.type.menuNames.join(' ')", str("movie image imagesequence stopframemovie"));
    row("me.par.lengthunit.menuLabels[0]", str("I"));
    row("me.par.type.menuNames.length", 4.0);
    row("'.par.n.mode'", str(".par.n.mode"));
    row("op('testpattern1').par.resolutionw", 1920.0);
    row("me.inputConnectors.length", 1.0);
    row("Math.max(...[3, 7, 5])", 7.0);
    row("[3, 1].map(x => x * 2).indexOf(2)", 1.0);
    row("'a,b'.split(',').length", 2.0);
    row("'a-b-c'.replace('-', '+')", str("a+b-c"));
    row("'7'.padStart(3, '0')", str("007"));
    row("[1, 2, 3].reduce((a, b) => a + b)", 6.0);
    row("[1, [2, 3]].slice(1)[0].concat([4]).length", 3.0);
    row("let x = 5; return x * 2", 10.0);
    row("(0.1).toFixed(2)", str("0.10"));
    row("{\n return 3\n}", 3.0);
    row("5 // five", 5.0);
}

void TestScriptEngine::values()
{
    QFETCH(QString, expression);
    const Result<QVariant> result = m_engine->evaluate(*m_recorder, str("length"), expression);
    QVERIFY2(result.hasValue(), result ? "" : qPrintable(result.error().detail));
    QTEST(*result, "value");
}

void TestScriptEngine::errors_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* expression, const char* words) {
        QTest::newRow(expression) << str(expression) << str(words);
    };
    row("nosuch", "nosuch is not defined");
    row("1 +* 2", "Unexpected token");
    row("1 +\n2 +\nnosuch", "line 3: nosuch is not defined");
    row("1)}); let op = 5; (function(){ return (2", "Parse error");
    row("op('gone')", "there is no operator \"gone\"");
    row("me.par.nosuch", "moviefileout1 has no parameter \"nosuch\"");
    row("me.par.nosuch.expr", "moviefileout1 has no parameter \"nosuch\"");
    row("me.par.addframe", "moviefileout1.addframe is a pulse and has no value");
    row("me.nosuch", "the result is undefined");
    row("project.nosuch", "the result is undefined");
    row("0 / 0", "the result is NaN");
    row("1 / 0", "the result is infinite");
    row("undefined", "the result is undefined");
    row("", "the result is undefined");
    row("None", "the result is None");
    row("({})", "the result is an object");
    row("x => x", "the result is a function");
    row("[[1]]", "the result is a list of lists");
    row("[1, NaN]", "the result is NaN");
    row("throw 5", "the expression threw number");
    row("throw {message: 'x', toString() { while (1); }}", "the expression threw object");
    row("me.par.n = 5", "assigning to a parameter: an expression reads");
    row("me.name = 'x'", "assigning to an operator: an expression reads");
    row("me.par.addframe.pulse()", "pulse(): an expression reads");
    row("me.inputConnectors[0].connect(op('testpattern1'))", "connect(): an expression reads");
    row("project.rate = 5", "assigning to the project: an expression reads");
    row("me.par.n += 5", "assigning to a parameter: an expression reads");
    row("try { 1 } catch (e) { 2 }", "an expression can't contain \"catch\"");
    row("'a' + (() => { try { } finally { } })()", "an expression can't contain \"finally\"");
    row("Math.max(...{})", "Type error");
    row("(function*() { yield 1; })().next()", "Type error");
    row("for (const x of (function*() { yield 1; })()) ;", "Type error");
}

void TestScriptEngine::errors()
{
    QFETCH(QString, expression);
    QFETCH(QString, words);
    const Result<QVariant> result = m_engine->evaluate(*m_recorder, str("length"), expression);
    QVERIFY2(!result, "it gave a value");
    QCOMPARE(result.error().code, ErrorCode::InvalidParameter);
    QVERIFY2(result.error().detail.contains(words), qPrintable(result.error().detail));
    QCOMPARE(evaluate("1 + 1").value(), QVariant(2.0));
}

void TestScriptEngine::fileSuffix()
{
    QCOMPARE(m_recorder->params().text(str("file")), str("Reelout"));
    m_recorder->setFileSuffix(str(".7.mov"));
    QCOMPARE(m_recorder->params().text(str("file")), str("Reelout.7.mov"));
    QCOMPARE(evaluate("me.fileSuffix").value(), QVariant(str(".7.mov")));
}

void TestScriptEngine::time()
{
    QCOMPARE(evaluate("absTime.seconds").value(), QVariant(0.0));
    m_clock.advance(fromSeconds(2.5));
    QCOMPARE(evaluate("absTime.seconds").value(), QVariant(2.5));
    QCOMPARE(evaluate("absTime.frame").value(), QVariant(150.0));
    QVERIFY(!evaluate("absTime.nosuch"));
}

void TestScriptEngine::timeIsLimited_data()
{
    QTest::addColumn<QString>("expression");
    for (const char* expression :
         {"while(1);", "(() => { for (;;); })()", "let a = []; for (;;) a.push('x' + a.length)",
          "let s = 'a'; for (;;) s += s", "({get a() { for (;;); }}).a", "'' + {toString() { for (;;); }}",
          "let p = {}; for (;;) p = {p}", "'abc'.replace('b', () => { for (;;); })",
          "[1].map(() => { for (;;); })"})
        QTest::newRow(expression) << str(expression);
}

void TestScriptEngine::timeIsLimited()
{
    QFETCH(QString, expression);
    const Result<QVariant> result = m_engine->evaluate(*m_recorder, str("length"), expression);
    QVERIFY(!result);
    // A fast machine fills the longest list allowed before the time is up.
    const bool isTooLong = expression.contains(str("push")) &&
                           result.error().code == ErrorCode::InvalidParameter &&
                           result.error().detail.contains(str("more than 65536 entries"));
    QVERIFY2(isTooLong || result.error().code == ErrorCode::TimedOut, qPrintable(describe(result.error())));
    QCOMPARE(evaluate("1 + 1").value(), QVariant(2.0));
}

void TestScriptEngine::parametersFollowExpressions()
{
    QCOMPARE(m_recorder->params().number(str("fps")), 60.0);
    m_project->setRate(FrameRate(25, 1));
    QCOMPARE(m_recorder->params().number(str("fps")), 25.0);
    QVERIFY(m_recorder->params()
                .setFromText(str("resolution"), str("=op('testpattern1').par.resolution"))
                .hasValue());
    QVERIFY(m_pattern->params().setFromText(str("resolution"), str("640x360")).hasValue());
    QCOMPARE(m_recorder->params().integer(str("resolutionh")), 360);
    QVERIFY(m_recorder->params().setFromText(str("length"), str("=nosuch")).hasValue());
    QCOMPARE(m_recorder->params().number(str("length")), 600.0);
    QVERIFY(m_recorder->params().errorText(str("length")).contains(str("nosuch is not defined")));
    Operator* tone = m_project->add(str("audiooscillator")).value();
    QVERIFY(m_recorder->params().setExpression(str("audiochop"), str("op('audiooscillator1')")).hasValue());
    QCOMPARE(m_recorder->params().text(str("audiochop")), tone->name());
    QVERIFY(m_recorder->params().setExpression(str("audiochop"), str("None")).hasValue());
    QCOMPARE(m_recorder->params().text(str("audiochop")), QString());
}

void TestScriptEngine::renamedAndRemovedOperators()
{
    QVERIFY(evaluate("op('testpattern1').par.fps").hasValue());
    QVERIFY(m_project->rename(*m_pattern, str("bars")).hasValue());
    QVERIFY(!evaluate("op('testpattern1').par.fps"));
    QCOMPARE(evaluate("op('bars').par.fps").value(), QVariant(60.0));
    m_project->remove(*m_pattern);
    QVERIFY(!evaluate("op('bars').par.fps"));
}

void TestScriptEngine::cyclesAreNamed()
{
    ParamSet& recorder = m_recorder->params();
    ParamSet& pattern = m_pattern->params();
    QVERIFY(recorder.setExpression(str("length"), str("me.par.length + 1")).hasValue());
    QCOMPARE(recorder.number(str("length")), 600.0);
    QCOMPARE(recorder.errorText(str("length")),
             str("a cycle of expressions: moviefileout1.length reads moviefileout1.length"));

    QVERIFY(pattern.setExpression(str("fps"), str("op('moviefileout1').par.fps")).hasValue());
    QVERIFY(recorder.setExpression(str("fps"), str("op('testpattern1').par.fps")).hasValue());
    recorder.value(str("fps"));
    QCOMPARE(recorder.errorText(str("fps")),
             str("a cycle of expressions: moviefileout1.fps reads testpattern1.fps reads moviefileout1.fps"));
    QVERIFY(pattern.errorText(str("fps")).startsWith(str("a cycle of expressions: ")));
    // One that reads into the cycle without being on it is well: it gets the last good value.
    QVERIFY(recorder.setExpression(str("n"), str("op('testpattern1').par.fps")).hasValue());
    QCOMPARE(recorder.integer(str("n")), 60);
    QCOMPARE(recorder.errorText(str("n")), QString());

    QVERIFY(pattern.set(str("fps"), 30).hasValue());
    QCOMPARE(recorder.number(str("fps")), 30.0);
    QCOMPARE(recorder.errorText(str("fps")), QString());
}

void TestScriptEngine::longChains()
{
    Operator* before = m_pattern;
    QVERIFY(before->params().set(str("fps"), 24).hasValue());
    for (int i = 0; i < 60; ++i) {
        Operator* next = m_project->add(str("testpattern")).value();
        QVERIFY(next->params()
                    .setExpression(str("fps"), QStringLiteral("op('%1').par.fps").arg(before->name()))
                    .hasValue());
        before = next;
    }
    before->params().value(str("fps"));
    QVERIFY(m_project->find(str("testpattern30"))->params().errorText(str("fps")).isEmpty());
    QCOMPARE(m_project->find(str("testpattern30"))->params().number(str("fps")), 24.0);
}

void TestScriptEngine::withoutAnEngine()
{
    m_engine.reset();
    QCOMPARE(m_recorder->params().number(str("fps")), 60.0);
    QVERIFY(!m_recorder->params().errorText(str("fps")).isEmpty());
    m_engine = std::make_unique<ScriptEngine>(*m_project, m_clock);
    QCOMPARE(m_recorder->params().number(str("fps")), 60.0);
    QVERIFY(m_recorder->params().errorText(str("fps")).isEmpty());
}

QTEST_GUILESS_MAIN(TestScriptEngine)
#include "test_script_engine.moc"
