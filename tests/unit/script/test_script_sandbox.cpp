// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/script_engine.h"
#include "script/script_source.h"
#include "support/virtual_clock.h"

#include <QTest>

using namespace reelout;

namespace {

QString str(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

/// What hostile expressions of a preset may try.
class TestScriptSandbox : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nothingElseIsThere_data();
    void nothingElseIsThere();
    void escapesFail_data();
    void escapesFail();
    void nothingIsLeftBehind_data();
    void nothingIsLeftBehind();
    void hugeRequestsFail_data();
    void hugeRequestsFail();
    void deepSource_data();
    void deepSource();
    void parameterAccess_data();
    void parameterAccess();

private:
    test::VirtualClock m_clock;
    std::unique_ptr<Project> m_project;
    std::unique_ptr<ScriptEngine> m_engine;
    Operator* m_recorder = nullptr;
};

void TestScriptSandbox::init()
{
    m_engine.reset();
    m_project = std::make_unique<Project>();
    m_engine = std::make_unique<ScriptEngine>(*m_project, m_clock);
    m_recorder = m_project->add(str("moviefileout")).value();
}

void TestScriptSandbox::nothingElseIsThere_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"Function",
                             "eval",
                             "Promise",
                             "Proxy",
                             "Reflect",
                             "RegExp",
                             "JSON",
                             "Qt",
                             "console",
                             "print",
                             "gc",
                             "host",
                             "global",
                             "globalThis",
                             "SharedArrayBuffer",
                             "ArrayBuffer",
                             "Uint8Array",
                             "Atomics",
                             "Symbol",
                             "WeakMap",
                             "Map",
                             "URL",
                             "XMLHttpRequest",
                             "setTimeout",
                             "require",
                             "process",
                             "escape",
                             "Object.defineProperty",
                             "Object.getPrototypeOf",
                             "Object.getOwnPropertyNames",
                             "Object.assign",
                             "Object.create",
                             "(function(){}).apply",
                             "(function(){}).bind",
                             "(function(){}).connect",
                             "/x/.exec",
                             "/x/.test",
                             "(function*(){})().next",
                             "''.match",
                             "''.search",
                             "''.matchAll",
                             "[].sort",
                             "[].fill",
                             "[].unshift",
                             "[].splice",
                             "[].keys",
                             "Array.from",
                             "String.raw",
                             "({}).__defineGetter__",
                             "(function(){ return this; })()",
                             "op.caller",
                             "op.arguments"})
        QTest::newRow(name) << str(name);
}

void TestScriptSandbox::nothingElseIsThere()
{
    QFETCH(QString, name);
    const Result<QVariant> result =
        m_engine->evaluate(*m_recorder, str("length"), QStringLiteral("typeof (%1)").arg(name));
    if (result)
        QCOMPARE(result->toString(), str("undefined"));
    else
        QVERIFY2(result.error().detail.contains(str("not defined")) ||
                     result.error().detail.contains(str("Type")),
                 qPrintable(result.error().detail));
}

void TestScriptSandbox::escapesFail_data()
{
    QTest::addColumn<QString>("expression");
    for (const char* expression : {
             "me.deleteLater()",
             "me.objectName",
             "me.destroyed",
             "me.par.deleteLater()",
             "op.deleteLater()",
             "(function(){}).constructor('return 7')()",
             "(function*(){}).constructor('return 7')()",
             "(()=>0).constructor('return 7')()",
             "(class {}).constructor('return 7')()",
             "Object.constructor('return 7')()",
             "''.constructor.constructor('return 7')()",
             "op.constructor('return 7')()",
             "/x/.constructor.constructor('return 7')()",
             "op('moviefileout1').constructor('return 7')()",
             "me.__proto__.x",
             "op.call.call(op, 'x').host",
             "import('fs')",
             "arguments.callee.caller.name",
             "op.caller.name",
             "with (me) name",
             "/(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab')",
             "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab'.match('(a+)+$')",
         })
        QTest::newRow(expression) << str(expression);
}

void TestScriptSandbox::escapesFail()
{
    QFETCH(QString, expression);
    const Result<QVariant> result = m_engine->evaluate(*m_recorder, str("length"), expression);
    QVERIFY2(!result, result ? qPrintable(result->toString()) : "");
    QCOMPARE(result.error().code, ErrorCode::InvalidParameter);
    QVERIFY(m_project->find(str("moviefileout1")));
}

void TestScriptSandbox::nothingIsLeftBehind_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    const auto row = [](const char* first, const char* second) {
        QTest::newRow(first) << str(first) << str(second);
    };
    row("leak = 5", "typeof leak");
    row("var leak = 5; return 1", "typeof leak");
    row("let leak = 5; return 1", "typeof leak");
    row("function leak() {} return 1", "typeof leak");
    row("1)}); var leak = 5; (function(){ return (2", "typeof leak");
    row("1)}); let leak = 5; (function(){ return (2", "typeof leak");
    row("1); } leak = 5; function x() { (2", "typeof leak");
    row("Math.leak = 5", "typeof Math.leak");
    row("Object.prototype.leak = 5", "typeof ({}).leak");
    row("Array.prototype.leak = 5", "typeof [].leak");
    row("[].__proto__.leak = 5", "typeof [].leak");
    row("(function*(){}).prototype.__proto__.leak = 5", "typeof (function*(){})().leak");
    row("(function*(){})().__proto__.__proto__.next = 5", "typeof (function*(){})().next");
    row("op.leak = 5", "typeof op.leak");
    row("op = 5", "typeof op == 'function' ? 'undefined' : 1");
    row("[1].map.leak = 5", "typeof [].map.leak");
    row("Error.prototype.leak = 5", "typeof new Error().leak");
    row("me.par.resolution[0] = 5", "me.par.resolution[0] == 1920 ? 'undefined' : 1");
}

void TestScriptSandbox::nothingIsLeftBehind()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    // Whether the first is refused or harmless is its own affair.
    const Result<QVariant> ignored = m_engine->evaluate(*m_recorder, str("length"), first);
    Q_UNUSED(ignored)
    const Result<QVariant> result = m_engine->evaluate(*m_recorder, str("length"), second);
    QVERIFY2(result.hasValue(), result ? "" : qPrintable(result.error().detail));
    QCOMPARE(result->toString(), str("undefined"));
}

void TestScriptSandbox::hugeRequestsFail_data()
{
    QTest::addColumn<QString>("expression");
    for (const char* expression :
         {"'a'.repeat(1e9)", "'a'.padStart(1e9)", "'a'.padEnd(1e9, 'xy')", "Array(1e9).join('a')",
          "let a = []; a.length = 4e9; return a.indexOf(1)", "Math.max(...Array(1e9))",
          "[...Array(1e9)].length", "Array(1e9).map(x => x)", "[].concat(Array(1e9)).length",
          "let a = []; a[3e9] = 1; return '' + a", "[].indexOf.call({length: 1e15}, 1)",
          "let [a, ...b] = Array(1e9); return 1", "Math.max.call(0, ...Array(1e9))",
          "'x'.repeat(65536).repeat(65536)", "[1].reduce.call({length: 1e12}, (a, b) => a)",
          "[].join.call({length: 1e9}, 'x')", "'x'.repeat(60000) + 'x'.repeat(60000)",
          "for (const x of Array(1e9)) ; return 1"})
        QTest::newRow(expression) << str(expression);
}

void TestScriptSandbox::hugeRequestsFail()
{
    QFETCH(QString, expression);
    const Result<QVariant> result = m_engine->evaluate(*m_recorder, str("length"), expression);
    QVERIFY(!result);
    // At once and in words: not by the time limit.
    QCOMPARE(result.error().code, ErrorCode::InvalidParameter);
}

void TestScriptSandbox::deepSource_data()
{
    QTest::addColumn<QString>("expression");
    const auto repeated = [](const char* text) { return str(text).repeated(16000 / int(qstrlen(text))); };
    QTest::newRow("brackets") << repeated("(");
    QTest::newRow("closed brackets") << QString(8000, QLatin1Char('(')) + QString(8000, QLatin1Char(')'));
    QTest::newRow("lists") << QString(8000, QLatin1Char('[')) + QString(8000, QLatin1Char(']'));
    QTest::newRow("sums") << repeated("1+") + str("x");
    QTest::newRow("nots") << repeated("!") + str("x");
    QTest::newRow("members") << str("x") + repeated(".a");
    QTest::newRow("conditions") << repeated("0?1:") + str("x");
    QTest::newRow("functions") << repeated("()=>") + str("x");
    QTest::newRow("blocks") << QString(8000, QLatin1Char('{')) + QString(8000, QLatin1Char('}'));
    QTest::newRow("too long") << QString(20000, QLatin1Char('1'));
}

void TestScriptSandbox::deepSource()
{
    QFETCH(QString, expression);
    QVERIFY(!m_engine->evaluate(*m_recorder, str("length"), expression));
    QCOMPARE(m_engine->evaluate(*m_recorder, str("length"), str("2")).value(), QVariant(2.0));
}

void TestScriptSandbox::parameterAccess_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("turned");
    QTest::newRow("value") << str("me.par.n + 1") << str("me.valueOfParameter(\"n\") + 1");
    QTest::newRow("member") << str("me.par.n.val") << str("me.parameterOf(\"n\").val");
    QTest::newRow("call") << str("op('a').par.n.eval()*2") << str("op('a').parameterOf(\"n\").eval()*2");
    QTest::newRow("longer word") << str("me.par.n.valid") << str("me.valueOfParameter(\"n\").valid");
    QTest::newRow("text") << str("'me.par.n.val' + me.par.n.mode")
                          << str("'me.par.n.val' + me.parameterOf(\"n\").mode");
    QTest::newRow("escaped quote") << str("'\\'' + me.par.n.val") << str("'\\'' + me.parameterOf(\"n\").val");
    QTest::newRow("comment") << str("1 /* me.par.n.val */") << str("1 /* me.par.n.val */");
    QTest::newRow("assigned") << str("me.par.n = 5") << str("me.par.n = 5");
    QTest::newRow("added to") << str("me.par.n += 5") << str("me.par.n += 5");
    QTest::newRow("compared") << str("me.par.n == 5") << str("me.valueOfParameter(\"n\") == 5");
    QTest::newRow("at most") << str("me.par.n <= 5") << str("me.valueOfParameter(\"n\") <= 5");
    QTest::newRow("by brackets") << str("me.par['n']") << str("me.par['n']");
    QTest::newRow("two") << str("a.par.x.val+b.par.y.expr")
                         << str("a.parameterOf(\"x\").val+b.parameterOf(\"y\").expr");
}

void TestScriptSandbox::parameterAccess()
{
    QFETCH(QString, expression);
    QTEST(withParameterAccess(expression), "turned");
}

QTEST_GUILESS_MAIN(TestScriptSandbox)
#include "test_script_sandbox.moc"
