// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/every_kind.h"

#include "params/param_rows.h"

namespace reelout::test {

std::shared_ptr<const ParamTable> everyKindTable()
{
    ParamRows rows;
    rows.page("First");
    rows.menu("shape", "Shape")
        .entries({{"round", "Round"}, {"square", "Square"}, {"flat", "Flat"}})
        .provider(QLatin1String("shapes"))
        .initially("round")
        .help("The shape it has.");
    rows.dynamicMenu("entry", "Entry").provider(QLatin1String("entries"));
    rows.toggle("power", "Power").help("Whether it runs.");
    rows.pulse("fire", "Fire");
    rows.pulse("pick", "Pick").list({"10x20", "30x40"}).fills("area");
    rows.integer("count", "Count").initially(3).between(0, 100).slider(0, 10).when(isOn("power"));
    rows.integerPair("area", "Area")
        .components("areaw", "areah")
        .initially(64, 48)
        .between(1, 4096)
        .slider(1, 100);
    rows.page("Second");
    rows.number("speed", "Speed").initially(1).between(0, 50).slider(0, 10);
    rows.numberPair("ratio", "Ratio")
        .components("ratio1", "ratio2")
        .initially(1, 1)
        .between(0.001, 1000)
        .slider(0, 1);
    rows.text("title", "Title").provider(QLatin1String("titles"));
    rows.file("file", "File").initiallyExpression("'out' + '.mp4'");
    rows.reference("sound", "Sound").family("CHOP");
    rows.table("header", "Header").family("DAT");
    rows.sequence("parts", "Parts")
        .blocks(
            2,
            {{QStringLiteral("top"), QStringLiteral("TOP"), ParamKind::OpRef, QStringLiteral("TOP"), {}, {}},
             {QStringLiteral("r"), QStringLiteral("R"), ParamKind::String, {}, QStringLiteral("R"), {}}});
    rows.mask("channels", "Channels").initially(15);
    return rows.finish();
}

std::unique_ptr<ParamSet> makeEveryKindSet(std::shared_ptr<QStringList> entries)
{
    auto set = std::make_unique<ParamSet>(everyKindTable());
    set->setMenuProvider([entries](const QString& provider, const ParamSet&) {
        std::vector<MenuItem> items;
        if (provider == QStringLiteral("shapes"))
            items = {{QStringLiteral("flat"), QStringLiteral("Flat"), QStringLiteral("no press here")}};
        else if (provider == QStringLiteral("titles"))
            items = {{QStringLiteral("Dawn"), QStringLiteral("Dawn"), {}}};
        else
            for (const QString& entry : *entries)
                items.push_back({entry, entry.toUpper(), {}});
        return items;
    });
    set->setEvaluator([](const QString&, const QString& expression) -> Result<QVariant> {
        if (expression == QStringLiteral("6*7"))
            return QVariant(42.0);
        if (expression.startsWith(QLatin1Char('\'')))
            return QVariant(QString(expression).remove(QLatin1Char('\'')).remove(QStringLiteral(" + ")));
        return makeError(ErrorCode::InvalidParameter, QStringLiteral("evaluate"),
                         QStringLiteral("ReferenceError: ") + expression);
    });
    return set;
}

} // namespace reelout::test
