// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/channel_pattern.h"

#include <QTest>

using namespace reelout;

class TestChannelPattern : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rules_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("names");
        QTest::addColumn<QString>("chosen");
        const auto row = [](const char* title, const char* pattern, const char* names, const char* chosen) {
            QTest::newRow(title) << QString::fromUtf8(pattern) << QString::fromUtf8(names)
                                 << QString::fromUtf8(chosen);
        };
        row("everything", "*", "a|b|chan1", "a|b|chan1");
        row("star inside", "c*1", "c1|chan1|chan2|ch11", "c1|chan1|ch11");
        row("star can be nothing", "ab*", "ab|abc", "ab|abc");
        row("question mark is one", "chan?", "chan|chan1|chan12", "chan1");
        row("characters", "t[xyz]", "tx|ty|tw|txy", "tx|ty");
        row("one digit is a character", "t[3]", "t3|t33", "t3");
        row("characters without separator", "t[135]", "t1|t2|t3|t135", "t1|t3");
        row("letters from to", "t[a-c]", "ta|tb|td", "ta|tb");
        row("range", "chan[3-5]", "chan2|chan3|chan4|chan5|chan6", "chan3|chan4|chan5");
        row("range is of numbers", "chan[8-11]", "chan1|chan8|chan9|chan10|chan11|chan12",
            "chan8|chan9|chan10|chan11");
        row("range with step", "c[1-9:2]", "c1|c2|c3|c4|c5|c7|c8|c9", "c1|c3|c5|c7|c9");
        row("ranges and numbers", "c[2-3,5]", "c1|c2|c3|c4|c5", "c2|c3|c5");
        row("quoted", "\"my voice\"", "my|voice|my voice", "my voice");
        row("quoted is literal", "\"a*\"", "a*|ab", "a*");
        row("blank is or", "a c", "a|b|c", "a|c");
        row("input order stays", "c a", "a|b|c", "a|c");
        row("without what came before", "* ^b", "a|b|c", "a|c");
        row("first removes from all", "^b", "a|b|c", "a|c");
        row("removed can come again", "* ^c* c2", "a|c1|c2", "a|c2");
        row("removing only what came before", "a* ^a1 a1", "a1|a2", "a1|a2");
        row("case matters", "Left", "left|Left", "Left");
        row("dots are dots", "a.b", "a.b|axb", "a.b");
        row("beyond the first plane", "🎤*", "🎤1|🎸1", "🎤1");
        row("sets beyond the first plane", "[🎤🎸]2", "🎤2|🎸2|🎹2", "🎤2|🎸2");
        row("the last number there is", "c[2147483646-2147483647:5]", "c2147483646|c2147483647",
            "c2147483646");
        row("nothing fits", "x", "a|b", "");
        row("same name twice", "mono", "mono|left|mono", "mono|mono");
    }

    void rules()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, names);
        QFETCH(QString, chosen);
        const Result<ChannelPattern> parsed = ChannelPattern::parse(pattern);
        QVERIFY2(parsed.hasValue(), parsed ? "" : qPrintable(parsed.error().detail));
        const QStringList all = names.split(QLatin1Char('|'));
        QStringList found;
        for (const int position : parsed->select(all))
            found << all[position];
        QCOMPARE(found.join(QLatin1Char('|')), chosen);
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::newRow("open bracket") << "chan[1-3";
        QTest::newRow("open quote") << "\"voice";
        QTest::newRow("empty brackets") << "a[]";
        QTest::newRow("backward range") << "a[5-3]";
        QTest::newRow("no step") << "a[1-9:0]";
        QTest::newRow("half a character") << QString(QChar(0xD83C));
        QTest::newRow("endless range") << "a[0-2000000000]";
    }

    void refusals()
    {
        QFETCH(QString, pattern);
        const Result<ChannelPattern> parsed = ChannelPattern::parse(pattern);
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().code, ErrorCode::InvalidParameter);
    }
};

QTEST_GUILESS_MAIN(TestChannelPattern)
#include "test_channel_pattern.moc"
