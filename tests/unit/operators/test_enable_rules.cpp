// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract.h"

#include "operators/operator.h"
#include "operators/provider_names.h"

#include <QTest>

#include <QRegularExpression>
#include <map>

using namespace reelout;

namespace {

using Values = std::map<QString, QString>; ///< menu token, "1"/"0" of a toggle, text; facts by name

QString str(const char* text)
{
    return QString::fromUtf8(text);
}

/// The contract's words for what only the program knows.
QString factOfWords(const QString& words)
{
    const std::map<QString, QLatin1String> known{
        {str("the codec has types"), facts::kCodecHasTypes},
        {str("the output format can carry metadata"), facts::kCanCarryMetadata},
        {str("a codec steered by quality"), facts::kCodecSteeredByQuality},
        {str("a lossy image type"), facts::kLossyImageType},
    };
    const auto found = known.find(words);
    return found == known.end() ? QString() : QString(found->second);
}

/// Reads the column enabled_when on its own, independently of the tables.
bool contractSays(const QString& rule, const Values& values)
{
    if (rule == str("type in movie,stopframemovie with a codec steered by quality; or a lossy image type")) {
        const bool isMovie =
            values.at(str("type")) == str("movie") || values.at(str("type")) == str("stopframemovie");
        return isMovie ? values.at(factOfWords(str("a codec steered by quality"))) == str("1")
                       : values.at(factOfWords(str("a lossy image type"))) == str("1");
    }
    static const QRegularExpression in(str("\\A(\\w+) in ([\\w,]+)( \\(.*\\))?\\z"));
    static const QRegularExpression equal(str("\\A(\\w+) (==|!=) (\\w+)\\z"));
    static const QRegularExpression set(str("\\A(\\w+) is set\\z"));
    for (const QString& part : rule.split(str(" and "))) {
        bool holds = false;
        if (const auto match = in.match(part); match.hasMatch())
            holds = match.captured(2).split(QLatin1Char(',')).contains(values.at(match.captured(1)));
        else if (const auto comparison = equal.match(part); comparison.hasMatch())
            holds = (values.at(comparison.captured(1)) == comparison.captured(3)) ==
                    (comparison.captured(2) == str("=="));
        else if (const auto reference = set.match(part); reference.hasMatch())
            holds = !values.at(reference.captured(1)).isEmpty();
        else if (!factOfWords(part).isEmpty())
            holds = values.at(factOfWords(part)) == str("1");
        else
            holds = values.at(part) == str("1");
        if (!holds)
            return false;
    }
    return true;
}

/// Every value a rule can tell apart.
QStringList valuesOf(const ParamDescriptor& row)
{
    QStringList values;
    for (const MenuItem& item : row.menu)
        values.append(item.token);
    if (row.kind == ParamKind::Toggle)
        values = {str("0"), str("1")};
    if (isReference(row.kind))
        values = {QString(), str("some1")};
    return values;
}

} // namespace

class TestEnableRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void meansWhatTheContractSays_data();
    void meansWhatTheContractSays();
    void explains();
};

void TestEnableRules::meansWhatTheContractSays_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("rule");
    for (const QStringList& row : test::contractRows()) {
        if (row[0] != str("operator"))
            QTest::addRow("%s.%s", qPrintable(row[0]), qPrintable(row[2])) << row[0] << row[2] << row[8];
    }
}

void TestEnableRules::meansWhatTheContractSays()
{
    QFETCH(QString, type);
    QFETCH(QString, name);
    QFETCH(QString, rule);
    ParamSet set(operatorType(type)->table);
    const EnableRule& data = set.table().find(name)->enableRule;
    QCOMPARE(data.isAlways(), rule.isEmpty());

    Values values;
    set.setFactProvider([&](const QString& fact, const ParamSet&) { return values.at(fact) == str("1"); });
    std::vector<std::pair<QString, QStringList>> axes;
    for (const QString& parameter : data.parameters())
        axes.emplace_back(parameter, valuesOf(*set.table().find(parameter)));
    for (const QString& fact : data.facts())
        axes.emplace_back(fact, QStringList{str("0"), str("1")});

    int combinations = 1;
    for (const auto& [parameter, all] : axes)
        combinations *= static_cast<int>(all.size());
    int enabledCount = 0;
    for (int combination = 0; combination < combinations; ++combination) {
        int rest = combination;
        for (const auto& [parameter, all] : axes) {
            const QString value = all[rest % static_cast<int>(all.size())];
            rest /= static_cast<int>(all.size());
            values[parameter] = value;
            if (set.table().find(parameter))
                QVERIFY(set.setFromText(parameter, value).hasValue());
        }
        const bool isExpected = rule.isEmpty() || contractSays(rule, values);
        const EnableState state = set.enableState(name);
        QCOMPARE(state.enabled, isExpected);
        QCOMPARE(state.reason.isEmpty(), isExpected);
        enabledCount += isExpected ? 1 : 0;
    }
    QVERIFY(enabledCount > 0);
    QVERIFY(rule.isEmpty() || enabledCount < combinations);
}

void TestEnableRules::explains()
{
    ParamSet set(operatorType(str("moviefileout"))->table);
    QCOMPARE(set.enableState(str("addframe")).reason, str("available when Pause is on"));
    QCOMPARE(set.enableState(str("secondarycompression")).reason,
             str("available when Video Codec is Hap or Hap Q"));
    QCOMPARE(set.enableState(str("pointcloud")).reason,
             str("available when Type is Image or Image Sequence and Image File Type is OpenEXR"));
    set.setFactProvider([](const QString&, const ParamSet&) { return false; });
    QCOMPARE(set.enableState(str("headerdat")).reason,
             str("available when the output format can carry metadata"));
    QCOMPARE(
        set.enableState(str("quality")).reason,
        str("available when Type is Movie or Stop-Frame Movie and the codec is steered by quality, or when "
            "Type is Image or Image Sequence and the image type is lossy"));
}

QTEST_GUILESS_MAIN(TestEnableRules)
#include "test_enable_rules.moc"
