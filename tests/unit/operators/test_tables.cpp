// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract.h"

#include "operators/operator.h"
#include "params/param_tsv.h"
#include "params/param_value.h"

#include <QTest>

#include <QRegularExpression>
#include <QSet>
#include <map>

using namespace reelout;

namespace {

QString str(const char* text)
{
    return QString::fromUtf8(text);
}

const ParamTable& table(const char* type)
{
    return *operatorType(str(type))->table;
}

} // namespace

class TestTables : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allTypesAreRegistered();
    void sinksEqualTheContract_data();
    void sinksEqualTheContract();
    void oursComeLast();
    void oursAreShownWhereTheyBelong();
    void headerEqualsTheContract();
    void rowsAreSound_data();
    void rowsAreSound();
    void defaultsAreAccepted_data();
    void defaultsAreAccepted();
    void formerTokensOfTheCodec();
};

void TestTables::allTypesAreRegistered()
{
    QStringList tokens;
    for (const OperatorType& type : operatorTypes())
        tokens.append(type.token + QLatin1Char(' ') + familyName(type.family));
    QCOMPARE(tokens, QStringList({str("screengrab TOP"), str("videodevicein TOP"), str("moviefilein TOP"),
                                  str("testpattern TOP"), str("audiodevicein CHOP"), str("audiofilein CHOP"),
                                  str("audiooscillator CHOP"), str("analyze CHOP"), str("table DAT"),
                                  str("moviefileout TOP"), str("audiofileout CHOP")}));
    QVERIFY(!operatorType(str("nosuch")));
    QCOMPARE(operatorType(str("moviefileout"))->maximumInputs, 1);
    QCOMPARE(operatorType(str("audiofileout"))->maximumInputs, 16);
}

void TestTables::sinksEqualTheContract_data()
{
    QTest::addColumn<QStringList>("contract");
    QTest::addColumn<int>("index");
    std::map<QString, int> next;
    const std::vector<QStringList> rows = test::contractRows();
    QCOMPARE(rows.size(), std::size_t(67));
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const QString& op = rows[i].value(0);
        QTest::addRow("%s.%s", qPrintable(op), qPrintable(rows[i].value(2))) << rows[i] << next[op]++;
    }
    QCOMPARE(next[str("moviefileout")], 52);
    QCOMPARE(next[str("audiofileout")], 14);
}

void TestTables::sinksEqualTheContract()
{
    QFETCH(QStringList, contract);
    QFETCH(int, index);
    QCOMPARE(contract.size(), 10);
    const OperatorType* type = operatorType(contract[0]);
    QVERIFY(type);
    QVERIFY(static_cast<std::size_t>(index) < type->table->rows().size());
    const ParamDescriptor& row = type->table->rows()[static_cast<std::size_t>(index)];
    QVERIFY(!row.isOurs);
    const QStringList fields = tsvFields(type->token, row);
    for (int column = 0; column < contract.size(); ++column)
        QCOMPARE(fields[column], contract[column]);
    QCOMPARE(tsvRow(type->token, row), contract.join(QLatin1Char('\t')));
    QCOMPARE(tsvRow(type->token, row, 8), contract.mid(0, 8).join(QLatin1Char('\t')));
}

void TestTables::oursComeLast()
{
    for (const char* sink : {"moviefileout", "audiofileout"}) {
        std::size_t contractRows = 0;
        bool isOursReached = false;
        for (const ParamDescriptor& row : table(sink).rows()) {
            isOursReached = isOursReached || row.isOurs;
            QVERIFY2(!isOursReached || row.isOurs, qPrintable(row.name));
            contractRows += row.isOurs ? 0 : 1;
        }
        QCOMPARE(contractRows, std::size_t(QLatin1String(sink) == QLatin1String("moviefileout") ? 52 : 14));
    }
}

void TestTables::oursAreShownWhereTheyBelong()
{
    const std::vector<const ParamDescriptor*> shown = table("moviefileout").shownRows(str("Movie Out"));
    QStringList names;
    for (const ParamDescriptor* row : shown)
        names += row->name;
    QCOMPARE(names.indexOf(str("audiosources")), names.indexOf(str("audiochop")) + 1);
    QCOMPARE(names.indexOf(str("audiotracks")), names.indexOf(str("audiobitrate")) + 1);
    // Every row is on exactly one page.
    std::size_t count = 0;
    for (const QString& page : table("moviefileout").pages())
        count += table("moviefileout").shownRows(page).size();
    QCOMPARE(count, table("moviefileout").rows().size());
}

void TestTables::headerEqualsTheContract()
{
    QCOMPARE(tsvHeader(), test::contractRows().front().join(QLatin1Char('\t')));
    QCOMPARE(tsvHeader(8), str("operator\tpage\tname\tlabel\tkind\tdefault\trange\tmenu"));
}

void TestTables::rowsAreSound_data()
{
    QTest::addColumn<QString>("type");
    for (const OperatorType& type : operatorTypes())
        QTest::newRow(qPrintable(type.token)) << type.token;
}

void TestTables::rowsAreSound()
{
    QFETCH(QString, type);
    const ParamTable& rows = *operatorType(type)->table;
    static const QRegularExpression token(str("\\A[a-z0-9]+\\z"));
    QSet<QString> names;
    for (const ParamDescriptor& row : rows.rows()) {
        QVERIFY2(token.match(row.name).hasMatch(), qPrintable(row.name));
        QVERIFY(!row.label.isEmpty());
        QVERIFY(!row.page.isEmpty());
        QVERIFY2(!row.help.isEmpty(), qPrintable(row.name));
        for (const QString& name : QStringList{row.name} + row.components + row.formerNames) {
            QVERIFY2(!names.contains(name), qPrintable(name));
            names.insert(name);
            QCOMPARE(rows.find(name), &row);
        }
        for (const QString& read : row.enableRule.parameters())
            QVERIFY2(rows.find(read), qPrintable(read));
        for (const auto& conditions : row.enableRule.alternatives()) {
            for (const EnableRule::Condition& condition : conditions) {
                const ParamDescriptor* read = rows.find(condition.parameter);
                if (!read || read->kind != ParamKind::Menu)
                    continue;
                for (const QString& value : condition.values)
                    QVERIFY2(checkValue(*read, value, read->menu).hasValue(), qPrintable(value));
            }
        }
        QVERIFY(row.fills.isEmpty() || isPair(rows.find(row.fills)->kind));
        QCOMPARE(row.picker.isEmpty(), row.picked.isEmpty());
        QVERIFY(row.picker.isEmpty() || row.kind == ParamKind::Pulse);
        for (const QString& picked : row.picked)
            QVERIFY2(rows.find(picked) && rows.find(picked)->kind != ParamKind::Pulse, qPrintable(picked));
        for (const QString& refilled : row.refills)
            QCOMPARE(rows.find(refilled)->kind, ParamKind::DynamicMenu);
        QCOMPARE(isPair(row.kind), row.components.size() == 2);
        if (row.kind == ParamKind::Menu)
            QVERIFY(!row.menu.empty());
        if (row.kind == ParamKind::DynamicMenu)
            QVERIFY(!row.provider.isEmpty());
    }
}

void TestTables::defaultsAreAccepted_data()
{
    rowsAreSound_data();
}

void TestTables::defaultsAreAccepted()
{
    QFETCH(QString, type);
    for (const ParamDescriptor& row : operatorType(type)->table->rows()) {
        if (row.kind == ParamKind::Pulse)
            continue;
        const Result<QVariant> checked = checkValue(row, row.defaultValue, row.menu);
        QVERIFY2(checked.hasValue(), qPrintable(row.name));
        // A default that its own range would change could never be set again.
        QCOMPARE(*checked, row.defaultValue);
        QCOMPARE(checked->typeId(), row.defaultValue.typeId());
    }
}

void TestTables::formerTokensOfTheCodec()
{
    ParamSet set(operatorType(str("moviefileout"))->table);
    QVERIFY(set.set(str("videocodec"), str("h265nvgpu")).hasValue());
    QCOMPARE(set.text(str("videocodec")), str("h265"));
    QVERIFY(set.set(str("videocodec"), str("h264nvgpu")).hasValue());
    QCOMPARE(set.text(str("videocodec")), str("h264"));
}

QTEST_GUILESS_MAIN(TestTables)
#include "test_tables.moc"
