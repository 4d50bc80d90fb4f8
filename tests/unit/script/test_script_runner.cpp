// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/script_engine.h"
#include "script/script_runner.h"
#include "support/fake_source.h"
#include "support/temp_folder.h"

#include <QSignalSpy>
#include <QTest>

using namespace reelout;
using namespace reelout::test;

namespace {

QString str(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

/// What scripts can do, in the words of TouchDesigner's operator pages.
class TestScriptRunner : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void gives_data();
    void gives();
    void fails_data();
    void fails();
    void usageOfTheOperatorPages();
    void wires();
    void operatorsAreMadeAndDestroyed();
    void parametersAreSet();
    void everyParameterOfEveryType();
    void expressionsAreSet();
    void namesSurvive();
    void laterRuns();
    void waits();
    void hangingOnesAreStopped_data();
    void hangingOnesAreStopped();
    void stoppingForgets();
    void takesAreTold();
    void ticks();
    void hostileScripts_data();
    void hostileScripts();

private:
    // Runs to the end; what was printed, and failures after a !.
    QStringList run(const QString& source)
    {
        m_said.clear();
        m_runner->run(source, str("test.js"));
        if (!QTest::qWaitFor([this] { return !m_runner->isBusy(); }, 120000))
            m_said.append(str("!it does not end"));
        return m_said;
    }
    QStringList run(const char* source) { return run(str(source)); }

    TempFolder m_folder;
    std::unique_ptr<Project> m_project;
    std::unique_ptr<ScriptEngine> m_expressions;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<ScriptRunner> m_runner;
    QStringList m_said;
};

void TestScriptRunner::init()
{
    m_said.clear();
    m_project = std::make_unique<Project>();
    m_expressions = std::make_unique<ScriptEngine>(*m_project, systemClock());
    EngineServices services;
    services.moviesFolder = m_folder.path();
    m_engine = std::make_unique<Engine>(*m_project, services);
    m_runner = std::make_unique<ScriptRunner>(*m_engine);
    connect(m_runner.get(), &ScriptRunner::printed, this, [this](const QString& text) { m_said += text; });
    connect(m_runner.get(), &ScriptRunner::failed, this,
            [this](const QString& text) { m_said += QLatin1Char('!') + text; });
    QVERIFY(m_project->add(str("testpattern")).hasValue());
    QVERIFY(m_project->add(str("moviefileout")).hasValue());
}

void TestScriptRunner::cleanup()
{
    m_runner.reset();
    m_engine.reset();
    m_expressions.reset();
    m_project.reset();
}

void TestScriptRunner::gives_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("printed");
    const auto row = [](const char* expression, const char* printed) {
        QTest::newRow(expression) << str(expression) << str(printed);
    };
    row("op('moviefileout1')", "moviefileout1");
    row("op('/moviefileout1').type", "moviefileout");
    row("op('moviefileout1').family", "TOP");
    row("op('nosuch')", "None");
    row("ops('*').map(o => o.name)", "[\"testpattern1\",\"moviefileout1\"]");
    row("ops('movie*').length", "1");
    row("ops('[a-z]*1', '^movie*').length", "2");
    row("op('moviefileout1').par.fps", "60");
    row("op('moviefileout1').par.fps.eval() + 1", "61");
    row("op('moviefileout1').par.fps.val", "60");
    row("op('moviefileout1').par.fps.expr", "project.rate");
    row("op('moviefileout1').par.fps.mode", "expression");
    row("op('moviefileout1').par.fps.mode === ParMode.EXPRESSION", "true");
    row("op('moviefileout1').par.n.default", "0");
    row("op('moviefileout1').par.n.min", "0");
    row("op('moviefileout1').par.fps.label", "Movie FPS");
    row("op('moviefileout1').par.resolutionw", "1920");
    row("op('moviefileout1').par.resolution", "[1920,1080]");
    row("op('moviefileout1').par.aspect1.default", "1");
    row("op('moviefileout1').par.type.menuNames[1]", "image");
    row("op('moviefileout1').par.type.menuLabels[0]", "Movie");
    row("op('moviefileout1').par.type.menuIndex", "0");
    row("op('moviefileout1').par.addframe.enable", "false");
    row("op('moviefileout1').par.addframe.enableReason", "available when Pause is on");
    row("op('moviefileout1').par.active", "true");
    row("op('moviefileout1').par.record ? 'on' : 'off'", "off");
    row("op('moviefileout1').pars().length > 52", "true");
    row("op('moviefileout1').pars('resolution?').map(p => p.name)", "[\"resolutionw\",\"resolutionh\"]");
    row("op('moviefileout1').inputConnectors.length", "1");
    row("op('testpattern1').outputConnectors.length", "1");
    row("op('moviefileout1').state", "idle");
    row("op('moviefileout1').nextPath.includes('/Reelout.')", "true");
    row("project.rate", "60");
    row("project.name", "untitled");
    row("typeof absTime.frame", "number");
    row("[True, False, None]", "[true,false,null]");
    row("me", "None");
    row("({a: 1})", "{\"a\":1}");
    row("'abc'.repeat(2)", "abcabc");
}

void TestScriptRunner::gives()
{
    QFETCH(QString, expression);
    QFETCH(QString, printed);
    QCOMPARE(run(QStringLiteral("print(%1)").arg(expression)), QStringList(printed));
}

void TestScriptRunner::fails_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* source, const char* words) {
        QTest::newRow(source) << str(source) << str(words);
    };
    row("nosuch", "test.js:1: nosuch is not defined");
    row("\n\n1 +* 2", "test.js:3: ");
    row("op('moviefileout1').par.nosuch = 1", "moviefileout1 has no parameter \"nosuch\"");
    row("op('moviefileout1').par.type = 'dance'", "dance");
    row("op('nosuch').par.fps", "null");
    row("op('testpattern1').inputConnectors[0].connect(op('moviefileout1'))", "");
    row("op('moviefileout1').name = '1a'", "\"1a\" is no operator name");
    row("project.create('dance')", "there is no operator type \"dance\"");
    row("throw new Error('mine')", "test.js:1: mine");
    row("throw 5", "5");
    row("op('moviefileout1').par.fps.expr = ''", "empty");
    row("op('moviefileout1').par.n.pulse()", "can't be pulsed");
    row("project.rate = 0", "between");
    row("ops('[')", "");
}

void TestScriptRunner::fails()
{
    QFETCH(QString, source);
    QFETCH(QString, words);
    const QStringList said = run(source);
    QCOMPARE(said.size(), 1);
    QVERIFY2(said[0].startsWith(QLatin1Char('!')) && said[0].contains(words), qPrintable(said[0]));
    QCOMPARE(run("print(1)"), QStringList(str("1")));
}

void TestScriptRunner::usageOfTheOperatorPages()
{
    QCOMPARE(
        run("# from an operator page\n"
            "x = op('moviefileout1')\n"
            "v = x.par.fps.eval()\n"
            "print(v)\n"
            "x.par.fps = 30\n"
            "print(x.par.fps, x.par.fps.mode)\n"
            "a = op('testpattern1'); b = x; c = project.create('moviefileout')\n"
            "b.inputConnectors[0].connect(a)\n"
            "a.outputConnectors[0].connect(c)\n"
            "print(b.inputs, c.inputs, a.outputs)\n"),
        QStringList({str("60"), str("30 constant"),
                     str("[\"testpattern1\"] [\"testpattern1\"] [\"moviefileout1\",\"moviefileout2\"]")}));
    QCOMPARE(m_project->find(str("moviefileout2"))->input(0), m_project->find(str("testpattern1")));
}

void TestScriptRunner::wires()
{
    const Operator* recorder = m_project->find(str("moviefileout1"));
    QCOMPARE(run("x = op('moviefileout1'); x.inputConnectors[0].connect('testpattern1')\n"
                 "print(x.inputConnectors[0].connections[0].owner)"),
             QStringList(str("testpattern1")));
    QVERIFY(recorder->input(0));
    QCOMPARE(run("x.inputConnectors[0].disconnect()"), QStringList());
    QVERIFY(!recorder->input(0));
    QCOMPARE(run("x.inputConnectors[0].connect(op('testpattern1').outputConnectors[0])"), QStringList());
    QVERIFY(recorder->input(0));
    QCOMPARE(run("op('testpattern1').outputConnectors[0].disconnect()"), QStringList());
    QVERIFY(!recorder->input(0));
}

void TestScriptRunner::operatorsAreMadeAndDestroyed()
{
    QCOMPARE(run("t = project.create('testpattern', 'bars'); t.name = 'noise'; print(t, t.path, t.valid)\n"
                 "u = project.create('testpatternTOP'); print(u)\n"
                 "t.destroy(); print(t.valid, op('noise'))"),
             QStringList({str("noise /noise true"), str("testpattern2"), str("false None")}));
    QVERIFY(!m_project->find(str("noise")));
}

void TestScriptRunner::parametersAreSet()
{
    Operator& recorder = *m_project->find(str("moviefileout1"));
    const ParamSet& params = recorder.params();
    QCOMPARE(run("x = op('moviefileout1')\n"
                 "x.par.type = 2; print(x.par.type)\n"       // by index
                 "x.par.type = 'Movie'; print(x.par.type)\n" // by label
                 "x.par.type = 'image'; print(x.par.type)\n" // by token
                 "x.par.type.menuIndex = 0; print(x.par.type)\n"
                 "x.par.resolutionw = 640; x.par.resolution.val = [320, 200]; x.par.resolutionh = 240\n"
                 "p = x.par.n; p.val = 7; print(p, p + 1, p.isDefault)\n"
                 "x.par.n += 2; x.par.n++; print(x.par.n)\n"
                 "p.reset(); print(p.val)\n"
                 "x.par.pause = True; x.par.audiochop = None; x.par.active = False\n"
                 "if (x.par.record) print('wrong'); r = x.par.record; if (r) print('wrong')\n"),
             QStringList({str("imagesequence"), str("movie"), str("image"), str("movie"), str("7 8 false"),
                          str("10"), str("0")}));
    QCOMPARE(params.value(str("resolution")), QVariant(QVariantList({320, 240})));
    QVERIFY(params.toggle(str("pause")));
    QVERIFY(!recorder.isActive());
}

void TestScriptRunner::everyParameterOfEveryType()
{
    const QStringList said = run(
        "for (const type of ['screengrab', 'moviefilein', 'audiodevicein', 'analyze', 'table', "
        "'audiofileout',"
        "'moviefileout', 'testpattern', 'audiooscillator', 'audiofilein']) {\n"
        "  const o = project.create(type)\n"
        "  for (const p of o.pars()) {\n"
        "    if (p.isPulse) continue\n"
        "    for (const key of ['label', 'page', 'help', 'default', 'min', 'max', 'enable', 'menuNames',"
        "        'menuLabels', 'expr', 'mode', 'style']) if (p[key] === undefined) print(type, p.name, key)\n"
        "    const v = p.eval()\n"
        "    if (p.name !== 'record' && p.style !== 'dynamicmenu' && p.mode === 'constant') { p.val = v;\n"
        "      if (JSON.stringify(p.eval()) !== JSON.stringify(v)) print(type, p.name, v, p.eval()) }\n"
        "  }\n  o.destroy()\n}\nprint('done')");
    QCOMPARE(said, QStringList(str("done")));
}

void TestScriptRunner::expressionsAreSet()
{
    QCOMPARE(
        run("x = op('moviefileout1'); x.par.n.expr = \"op('testpattern1').par.fps * 2\"\n"
            "print(x.par.n, x.par.n.mode)\n"
            "op('testpattern1').par.fps = 10; print(x.par.n)\n"
            "x.par.n.expr = 'nosuch'; print(x.par.n.error)\n"
            "x.par.n = 3; print(x.par.n, x.par.n.mode)"),
        QStringList({str("120 expression"), str("20"), str("nosuch is not defined"), str("3 constant")}));
}

void TestScriptRunner::namesSurvive()
{
    QCOMPARE(run("a = 5; function f(x) { return x * 2 }"), QStringList());
    QCOMPARE(run("print(f(a))"), QStringList(str("10")));
    m_said.clear();
    m_runner->runLine(str("f(a) + 1"));
    QTRY_COMPARE(m_said, QStringList(str("11")));
    m_runner->runLine(str("b = None"));
    QTRY_COMPARE(m_said.size(), 2);
    QTRY_VERIFY(!m_runner->isBusy());
}

void TestScriptRunner::laterRuns()
{
    QCOMPARE(run("run(() => print('third'), 1)\nrun('print(\"second\")', delayFrames = 0)\nprint('first')\n"
                 "run(() => { throw new Error('late') }, 1.2)"),
             QStringList({str("first"), str("second"), str("third"), str("!late")}));
}

void TestScriptRunner::waits()
{
    QCOMPARE(run("s = absTime.seconds; wait(0.05); print(absTime.seconds - s >= 0.04)"),
             QStringList(str("true")));
}

void TestScriptRunner::hangingOnesAreStopped_data()
{
    QTest::addColumn<QString>("source");
    for (const char* source : {"while (1);", "for (;;) { try { while (1); } catch (e) { } }", "wait(1e9)",
                               "op('moviefileout1').par.n = 1; for (;;) op('moviefileout1').par.n += 1",
                               "run(() => { while (1); }, 0)", "for (;;) print", "x = []; for (;;) x = [x]",
                               "function onTick() { while (1); }; print('ticking'); wait(1e9)"})
        QTest::newRow(source) << str(source);
}

void TestScriptRunner::hangingOnesAreStopped()
{
    QFETCH(QString, source);
    m_runner->run(source, str("test.js"));
    // The main thread goes on meanwhile.
    int turns = 0;
    QTRY_VERIFY(++turns > 5);
    QVERIFY(m_runner->isBusy());
    m_runner->stop();
    QVERIFY(QTest::qWaitFor([this] { return !m_runner->isBusy(); }, 20000));
    QCOMPARE(run("print('well')").last(), str("well"));
}

void TestScriptRunner::stoppingForgets()
{
    m_runner->run(str("run(() => print('late'), 0.2); onStateChanged = () => print('told'); print('ready')"),
                  str("test.js"));
    QTRY_COMPARE(m_said, QStringList(str("ready")));
    m_runner->stop();
    QTRY_VERIFY(!m_runner->isBusy());
    QCOMPARE(run("wait(0.3); op('moviefileout1').par.file = '/proc/nothing/x.mov'\n"
                 "op('moviefileout1').par.record = 1\nop('moviefileout1').waitUntilFinished(); print('end')"),
             QStringList(str("end")));
}

void TestScriptRunner::takesAreTold()
{
    const QStringList said =
        run("x = op('moviefileout1'); x.inputConnectors[0].connect(op('testpattern1'))\n"
            "op('testpattern1').par.resolution = [64, 48]\n"
            "x.par.file = 'take.mov'; x.par.videocodec = 'mjpa'; x.par.limitlength = 1; x.par.length = 5\n"
            "x.par.lengthunit = 'indices'; x.par.fps = 30; x.par.audiochop = None\n"
            "states = []\n"
            "function onFileStarted(path, o) { print('started', path.split('/').pop(), o) }\n"
            "function onStateChanged(state, o) { states.push(state) }\n"
            "function onFileFinished(path, report, o) {\n"
            "  print('finished', path.split('/').pop(), report.frames.written, report.complete, o.name)\n"
            "  run(() => print(states), 0) }\n"
            "x.par.record = 1\n"
            "r = x.waitUntilFinished()\n"
            "print('report', r.frames.written, x.isRecording)");
    QVERIFY2(said.contains(str("report 5 false")), qPrintable(said.join(QLatin1Char('\n'))));
    QVERIFY2(said.contains(str("started take.mov moviefileout1")), qPrintable(said.join(QLatin1Char('\n'))));
    QVERIFY2(said.contains(str("finished take.mov 5 true moviefileout1")),
             qPrintable(said.join(QLatin1Char('\n'))));
    QCOMPARE(said.last(), str("[\"opening\",\"recording\",\"finalising\",\"idle\"]"));
}

void TestScriptRunner::ticks()
{
    m_runner->run(str("n = 0; function onTick() { if (++n === 3) { print('three'); onTick = undefined } }"),
                  str("test.js"));
    QTRY_COMPARE(m_said, QStringList(str("three")));
}

void TestScriptRunner::hostileScripts_data()
{
    QTest::addColumn<QString>("source");
    for (const char* source :
         {"'a'.repeat(1e9)", "new Array(1e9).fill(0)", "Array.from({length: 1e9})", "'a'.padEnd(1e9)",
          "function f() { return f() + 1 } f()", "new Array(-1)", "JSON.parse('[')",
          "op('moviefileout1').par = 3", "op('moviefileout1').inputConnectors[0].connect(None)",
          "new Array(1e8).join('x')"})
        QTest::newRow(source) << str(source);
}

void TestScriptRunner::hostileScripts()
{
    QFETCH(QString, source);
    const QStringList said = run(source);
    QCOMPARE(said.size(), 1);
    QVERIFY2(said[0].startsWith(QLatin1Char('!')), qPrintable(said[0]));
    QCOMPARE(run("print(1)"), QStringList(str("1")));
}

QTEST_GUILESS_MAIN(TestScriptRunner)
#include "test_script_runner.moc"
