// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/script_rewrite.h"
#include "script/script_tokens.h"

#include <QRandomGenerator>
#include <QTest>

using namespace reelout;

namespace {

QString str(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

class TestScriptRewrite : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rewrites_data();
    void rewrites();
    void staysAsItIs_data();
    void staysAsItIs();
    void linesStay();
    void anyTextIsRead();
};

void TestScriptRewrite::rewrites_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* source, const char* expected) {
        QTest::newRow(source) << str(source) << str(expected);
    };
    row("x.par.fps + 1", "x.par.fps.eval() + 1");
    row("y = 2 * x.par.fps", "y = 2 * x.par.fps.eval()");
    row("op('a').par.n === 3", "op('a').par.n.eval() === 3");
    row("3 === op('a').par.n", "3 === op('a').par.n.eval()");
    row("!x.par.record", "!x.par.record.eval()");
    row("x.par.a && x.par.b", "x.par.a.eval() && x.par.b.eval()");
    row("return x.par.record", "return x.par.record.eval()");
    row("list.filter(o => o.par.record)", "list.filter(o => o.par.record.eval())");
    row("if (x.par.record) go()", "if (__truth(x.par.record.eval())) go()");
    row("if (r) go()", "if (__truth(r)) go()");
    row("while (list[0].par.n < 3) {}", "while (__truth(list[0].par.n.eval() < 3)) {}");
    row("x.par.record ? 1 : 2", "x.par.record.eval() ? 1 : 2");
    row("(x.par.fps)", "(x.par.fps.eval())");
    row("({fps: x.par.fps})", "({fps: x.par.fps.eval()})");
    row("# a comment", "//# a comment");
    row("a = 1 # one", "a = 1 //# one");
    row("a = 1\n  # b's comment\nc", "a = 1\n  //# b's comment\nc");
    row("run('x', delayFrames = 30)", "run('x', {delayFrames : 30})");
    row("run(f, delayMilliSeconds=g(1, 2))", "run(f, {delayMilliSeconds:g(1, 2)})");
    row("x.par.a + x.par.b // sum", "x.par.a.eval() + x.par.b.eval() // sum");
}

void TestScriptRewrite::rewrites()
{
    QFETCH(QString, source);
    QTEST(rewrittenScript(source), "expected");
}

void TestScriptRewrite::staysAsItIs_data()
{
    QTest::addColumn<QString>("source");
    for (const char* source : {
             "x = op('moviefileout1')",
             "v = x.par.fps.eval()",
             "x.par.record = 1",
             "x.par.fps += 5",
             "x.par.n++",
             "++x.par.n",
             "p = x.par.fps",
             "p = x.par.fps;",
             "p = x.par.fps\nq = 3",
             "let p = x.par.fps, q = x.par.n",
             "f(x.par.fps)",
             "print(x.par.fps, x.par.n)",
             "[x.par.fps, x.par.n].forEach(f)",
             "x.par.addframe.pulse()",
             "x.par.type.menuNames[1]",
             "x.par",
             "x.par.fps",
             "a.inputConnectors[0].connect(b)",
             "'x.par.fps + 1'",
             "`${x.par.fps} # no comment`",
             "/x.par.fps + 1/.test(s)",
             "// if (x.par.record)",
             "/* x.par.a + 1 */",
             "a.delayFrames = 3",
             "c = '#fff'",
         })
        QTest::newRow(source) << str(source);
}

void TestScriptRewrite::staysAsItIs()
{
    QFETCH(QString, source);
    QCOMPARE(rewrittenScript(source), source);
}

void TestScriptRewrite::linesStay()
{
    const QString source = str("# one\nif (a.par.b)\n{\n  x = 'long\\\ntext'\n}\n/* a\nb */ y.par.z + 1");
    QCOMPARE(rewrittenScript(source).count(QLatin1Char('\n')), source.count(QLatin1Char('\n')));
}

void TestScriptRewrite::anyTextIsRead()
{
    QRandomGenerator random(1);
    static const QString alphabet = str("ab.par()[]{}'\"`/\\*#=!<>+-,;\n if while delayFrames par.x");
    for (int round = 0; round < 2000; ++round) {
        QString text;
        for (int i = random.bounded(60); i > 0; --i)
            text += alphabet[random.bounded(alphabet.size())];
        const std::vector<ScriptToken> tokens = scriptTokens(text);
        qsizetype end = 0;
        for (const ScriptToken& token : tokens) {
            QVERIFY(token.begin >= end && token.end > token.begin && token.end <= text.size());
            end = token.end;
        }
        QVERIFY(rewrittenScript(text).size() >= text.size());
    }
}

QTEST_GUILESS_MAIN(TestScriptRewrite)
#include "test_script_rewrite.moc"
