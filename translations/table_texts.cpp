// SPDX-License-Identifier: GPL-3.0-or-later
#include "operators/operator.h"
#include "preferences/preference_table.h"
#include "preset/preset_store.h"
#include "translations/source_texts.h"

namespace reelout {

namespace {

void add(std::vector<SourceText>& texts, const char* context, const QStringList& all)
{
    for (const QString& text : all) {
        // Numbers and names of formats are the same everywhere.
        const bool hasWords = std::any_of(text.begin(), text.end(), [](QChar c) { return c.isLetter(); });
        if (hasWords)
            texts.push_back({QString::fromLatin1(context), text});
    }
}

QStringList textsOf(const ParamDescriptor& row)
{
    QStringList texts{row.page,
                      row.label,
                      row.shownHelp.isEmpty() ? row.help : row.shownHelp,
                      row.unit,
                      row.shownProviderNote.isEmpty() ? row.providerNote : row.shownProviderNote,
                      row.defaultNote};
    for (const MenuItem& item : row.menu)
        texts.append(item.label);
    for (const SequenceField& field : row.fields)
        texts += {field.label, field.note};
    for (const auto& conditions : row.enableRule.alternatives()) {
        for (const EnableRule::Condition& condition : conditions) {
            if (condition.comparison == EnableRule::Comparison::Fact)
                texts.append(condition.values.join(QLatin1Char(' ')));
        }
    }
    return texts;
}

QStringList textsOf(const Preference& row)
{
    QStringList texts{row.page, row.label, row.help, row.unit, row.emptyNote};
    for (const PreferenceItem& item : row.items)
        texts.append(item.label);
    return texts;
}

} // namespace

std::vector<SourceText> tableTexts()
{
    constexpr const char* kParameters = "Parameters";
    std::vector<SourceText> texts;
    for (const OperatorType& type : operatorTypes()) {
        add(texts, kParameters, {type.label});
        if (!type.table)
            continue;
        for (const ParamDescriptor& row : type.table->rows())
            add(texts, kParameters, textsOf(row));
    }
    const PresetStore factory{QString()};
    for (const Preset& preset : factory.presets()) {
        if (preset.isFactory())
            add(texts, kParameters, {preset.name, preset.description});
    }
    for (const Preference& row : programPreferences().rows())
        add(texts, "Preferences", textsOf(row));
    return texts;
}

} // namespace reelout
