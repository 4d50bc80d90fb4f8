// SPDX-License-Identifier: GPL-3.0-or-later
#include "operators/project.h"
#include "operators/table_file.h"
#include "support/temp_folder.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace reelout;

using Rows = std::vector<QStringList>;

namespace {

QString str(const char* text)
{
    return QString::fromUtf8(text);
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class TestTableFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tsv();
    void csv();
    void badCsv();
    void limits();
    void files();
    void written_data();
    void written();
    void whatTsvCantHold();
    void spreadsheets();
    void tableFollowsItsFile();
    void loadingReadsNoFile();

private:
    test::TempFolder m_folder;
};

void TestTableFile::tsv()
{
    QCOMPARE(parseTsv(str("a\tb\nc\t\"d\"\t\n\n")).value(),
             Rows({{str("a"), str("b")}, {str("c"), str("\"d\""), str("")}, {str("")}}));
    QCOMPARE(parseTsv(str("a\r\nb")).value(), Rows({{str("a")}, {str("b")}}));
    QCOMPARE(parseTsv(QString()).value(), Rows());
}

void TestTableFile::csv()
{
    QCOMPARE(parseCsv(str("a,b\r\n\"c,\"\"x\"\"\nline\",\n")).value(),
             Rows({{str("a"), str("b")}, {str("c,\"x\"\nline"), str("")}}));
    QCOMPARE(parseCsv(str("\"\"")).value(), Rows({{str("")}}));
    QCOMPARE(parseCsv(str("a\"b,c")).value(), Rows({{str("a\"b"), str("c")}}));
}

void TestTableFile::badCsv()
{
    const auto open = parseCsv(str("a\n\"b"));
    QVERIFY(!open);
    QCOMPARE(open.error().detail, str("row 2: a quote is not closed"));
    QVERIFY(!parseCsv(str("\"a\"b")));
    QVERIFY(!parseCsv(str("\"a\"\"b\"\"")));
}

void TestTableFile::limits()
{
    QVERIFY(parseTsv(QString(kMaximumTableRows, QLatin1Char('\n'))).hasValue());
    QVERIFY(!parseTsv(QString(kMaximumTableRows + 1, QLatin1Char('\n'))));
    QVERIFY(!parseCsv(QString(kMaximumTableCells + 1, QLatin1Char(','))));
}

void TestTableFile::written_data()
{
    QTest::addColumn<QString>("name");
    QTest::addRow("tsv") << str("out.tsv");
    QTest::addRow("csv") << str("out.CSV");
}

void TestTableFile::written()
{
    QFETCH(QString, name);
    const Rows rows{{str("key"), str("value, \"quoted\"")}, {str("käse")}, {str(""), str(""), str("3")}};
    QVERIFY(writeTableFile(m_folder(name), rows));
    QCOMPARE(readTableFile(m_folder(name)).value(), rows);
    QVERIFY(writeTableFile(m_folder(name), {}));
    QCOMPARE(readTableFile(m_folder(name)).value(), Rows());
    QCOMPARE(writeTableFile(m_folder(str("no/such/folder.tsv")), rows).error().step, str("save table"));
}

void TestTableFile::whatTsvCantHold()
{
    for (const char* cell : {"a\tb", "a\nb", "a\rb"}) {
        const auto text = tsvText({{str("fine")}, {str("fine"), str(cell)}});
        QVERIFY(!text);
        QVERIFY(text.error().detail.startsWith(str("row 2, column 2")));
    }
    const Rows rows{{str("a\tb"), str("c\nd")}, {str("")}};
    QCOMPARE(parseCsv(csvText(rows)).value(), rows);
}

void TestTableFile::spreadsheets()
{
    QCOMPARE(parseSpreadsheet(str("a\t\"two\nlines\"\r\n\"say \"\"x\"\"\"\t5\" disk\r\n")).value(),
             Rows({{str("a"), str("two\nlines")}, {str("say \"x\""), str("5\" disk")}}));
    // From a program that quotes nothing.
    QCOMPARE(parseSpreadsheet(str("\"a\tb")).value(), Rows({{str("\"a"), str("b")}}));
    const Rows rows{{str("a\tb"), str("c,d")}, {str("e\"f"), str("")}};
    QCOMPARE(parseSpreadsheet(spreadsheetText(rows)).value(), rows);
}

void TestTableFile::files()
{
    QCOMPARE(readTableFile(m_folder(str("none.tsv"))).error().code, ErrorCode::NotFound);
    QVERIFY(!readTableFile(m_folder.path()));
    QVERIFY(!readTableFile(str("/dev/zero")));
    write(m_folder(str("bad.tsv")), "a\xff\xfe");
    QCOMPARE(readTableFile(m_folder(str("bad.tsv"))).error().code, ErrorCode::InvalidData);
    write(m_folder(str("rows.CSV")), "\xef\xbb\xbfk\xc3\xa4se,1");
    QCOMPARE(readTableFile(m_folder(str("rows.CSV"))).value(), Rows({{str("käse"), str("1")}}));
}

void TestTableFile::tableFollowsItsFile()
{
    const QString path = m_folder(str("rows.tsv"));
    write(path, "title\tOne");
    Project project;
    Operator* table = project.add(str("table")).value();
    QSignalSpy changed(table, &Operator::rowsChanged);
    QVERIFY(table->params().set(str("file"), path).hasValue());
    QCOMPARE(table->rows(), Rows({{str("title"), str("One")}}));
    write(path, "title\tTwo");
    QCOMPARE(changed.count(), 1);
    QVERIFY(table->params().pulse(str("reload")).hasValue());
    QCOMPARE(table->rows(), Rows({{str("title"), str("Two")}}));
    QVERIFY(QFile::remove(path));
    QVERIFY(table->params().pulse(str("reload")).hasValue());
    QCOMPARE(table->rows(), Rows({{str("title"), str("Two")}}));
    QCOMPARE(table->readRows().error().code, ErrorCode::NotFound);
    QVERIFY(table->params().set(str("file"), QString()).hasValue());
    QCOMPARE(table->rows().size(), std::size_t(1));
    QVERIFY(!project.add(str("moviefileout")).value()->readRows());
}

void TestTableFile::loadingReadsNoFile()
{
    const QString path = m_folder(str("loaded.tsv"));
    write(path, "a");
    Project project;
    Operator* table = project.add(str("table")).value();
    QVERIFY(table->params().set(str("file"), str("loaded.tsv")).hasValue());
    QVERIFY(project.save(m_folder(str("p.reelout"))).hasValue());
    QVERIFY(table->readRows().hasValue());
    QCOMPARE(table->rows(), Rows({{str("a")}}));
    QVERIFY(project.save(m_folder(str("p.reelout"))).hasValue());
    write(path, "b");
    QVERIFY(project.load(m_folder(str("p.reelout"))).hasValue());
    QCOMPARE(project.find(str("table1"))->rows(), Rows({{str("a")}}));
}

QTEST_GUILESS_MAIN(TestTableFile)
#include "test_table_file.moc"
