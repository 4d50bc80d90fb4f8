// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/export_table.h"

#include <QTest>

using namespace reelout;

namespace {

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

const QStringList kChannels{q("left"), q("right"), q("gate")};

} // namespace

class TestExportTable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void byIndex()
    {
        const std::vector<QStringList> rows{{q("path"), q("parameter"), q("value"), q("enable")},
                                            {q("audiofileout1"), q("record"), q("2"), q("1")},
                                            {q("/moviefileout1"), q("fps"), q("0"), q("0")},
                                            {q("/moviefileout1"), q("quality"), q("1"), q("on")},
                                            {q(""), q(""), q("")}};
        const ExportLinks links = linksFromTable(rows, ExportValue::Index, kChannels);
        QCOMPARE(links.problems, QStringList());
        QCOMPARE(links.links.size(), 2U);
        QVERIFY((links.links[0] == ExportLink{q("audiofileout1"), q("record"), 2}));
        QVERIFY((links.links[1] == ExportLink{q("/moviefileout1"), q("quality"), 1}));
    }

    void byNameWithColumnsInAnyOrder()
    {
        const std::vector<QStringList> rows{{q("value"), q("parameter"), q("path")},
                                            {q("gate"), q("record"), q("audiofileout1")},
                                            {q("loud"), q("record"), q("moviefileout1")}};
        const ExportLinks links = linksFromTable(rows, ExportValue::Name, kChannels);
        QCOMPARE(links.links.size(), 1U);
        QVERIFY((links.links[0] == ExportLink{q("audiofileout1"), q("record"), 2}));
        QCOMPARE(links.problems.size(), 1);
        QVERIFY(links.problems[0].contains(q("\"loud\"")));
    }

    void tablesThatCantBeUnderstood()
    {
        QCOMPARE(linksFromTable({}, ExportValue::Index, kChannels).problems.size(), 1);
        QCOMPARE(linksFromTable({{q("a"), q("b")}}, ExportValue::Index, kChannels).problems.size(), 1);
        const std::vector<QStringList> rows{{q("path"), q("parameter"), q("value")},
                                            {q("a"), q("record"), q("3")},
                                            {q("a"), q("record"), q("-1")},
                                            {q("a"), q("record"), q("gate")}};
        QCOMPARE(linksFromTable(rows, ExportValue::Index, kChannels).problems.size(), 3);
    }

    void byTheChannelsOwnNames()
    {
        const ExportLinks links =
            linksFromNames({q("left"), q("moviefileout1:record"), q("/moviefileout1:record"),
                            q("moviefileout1/record"), q(":record"), q("moviefileout1:")});
        QCOMPARE(links.links.size(), 4U);
        QVERIFY((links.links[0] == ExportLink{q("moviefileout1"), q("record"), 1}));
        QVERIFY((links.links[1] == ExportLink{q("/moviefileout1"), q("record"), 2}));
        QVERIFY((links.links[2] == ExportLink{q("moviefileout1"), q("record"), 3}));
        QVERIFY((links.links[3] == ExportLink{QString(), q("record"), 4}));
        QCOMPARE(links.problems, QStringList());
    }
};

QTEST_GUILESS_MAIN(TestExportTable)
#include "test_export_table.moc"
