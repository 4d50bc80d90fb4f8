// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_output.h"
#include "app/cli_runner.h"
#include "preferences/preference_file.h"
#include "preferences/preference_store.h"
#include "preferences/preference_value.h"

#include <QJsonArray>
#include <QJsonObject>

namespace reelout {

namespace {

const char* const kHelp =
    R"(Usage: reelout-cli preferences [KEY[=VALUE]...] [--reset KEY|all]... [--json]

Lists the preferences, shows those named, or sets them. A running window heeds what is set here at its next
start.

  KEY           shows this one
  KEY=VALUE     sets it; toggles take on and off, lists are separated by spaces
  --reset KEY   gives it its default, "all" gives all theirs
  --json        prints them as JSON with range, default and help

They are kept in )";

QString helpText()
{
    return QString::fromUtf8(kHelp) + defaultPreferencesPath() + QLatin1Char('.');
}

QJsonObject toJson(const PreferenceStore& store, const Preference& row)
{
    QJsonArray items;
    for (const PreferenceItem& item : row.items)
        items.append(item.token);
    QJsonObject json{{QStringLiteral("key"), row.key},
                     {QStringLiteral("page"), row.page},
                     {QStringLiteral("label"), row.label},
                     {QStringLiteral("kind"), preferenceKindName(row.kind)},
                     {QStringLiteral("value"), preferenceToJson(row, store.value(row.key))},
                     {QStringLiteral("default"), preferenceToJson(row, row.defaultValue)},
                     {QStringLiteral("range"), preferenceRange(row)},
                     {QStringLiteral("takesEffect"), takesEffectName(row.takesEffect)},
                     {QStringLiteral("help"), row.help}};
    if (!items.isEmpty())
        json.insert(QStringLiteral("items"), items);
    return json;
}

void show(const PreferenceStore& store, const std::vector<const Preference*>& rows, bool json)
{
    QJsonArray list;
    for (const Preference* row : rows) {
        if (json)
            list.append(toJson(store, *row));
        else
            printOut(row->key + QLatin1Char('=') + preferenceText(*row, store.value(row->key)));
    }
    if (json)
        printJson(QJsonDocument(list));
}

Status reset(PreferenceStore& store, const QString& key)
{
    if (key == QLatin1String("all")) {
        store.resetAll();
        return {};
    }
    if (!store.table().find(key))
        return makeError(ErrorCode::NotFound, QStringLiteral("reset preference"),
                         QStringLiteral("there is no preference %1").arg(key));
    store.reset(key);
    return {};
}

} // namespace

int runPreferencesCommand(const QStringList& arguments)
{
    QStringList words = arguments.mid(1);
    if (words.contains(QStringLiteral("--help")) || words.contains(QStringLiteral("-h"))) {
        printOut(helpText());
        return 0;
    }
    const bool json = words.removeAll(QStringLiteral("--json")) > 0;
    PreferenceStore store(defaultPreferencesPath());
    if (const Status loaded = store.load(); !loaded)
        return printFailure(loaded.error());
    std::vector<const Preference*> shown;
    for (int index = 0; index < words.size(); ++index) {
        const QString& word = words[index];
        Status done;
        if (word == QLatin1String("--reset")) {
            done = reset(store, words.value(++index));
        } else if (const int equals = static_cast<int>(word.indexOf(QLatin1Char('='))); equals > 0) {
            done = store.setFromText(word.left(equals), word.mid(equals + 1));
        } else if (const Preference* row = store.table().find(word)) {
            shown.push_back(row);
        } else {
            printError(QStringLiteral("reelout-cli: there is no preference \"%1\"").arg(word));
            printError(QStringLiteral("Try: reelout-cli preferences --help"));
            return kExitUsage;
        }
        if (!done)
            return printFailure(done.error());
    }
    if (const Status saved = store.flush(); !saved)
        return printFailure(saved.error());
    if (words.isEmpty()) {
        for (const Preference& row : store.table().rows())
            shown.push_back(&row);
    }
    if (!shown.empty())
        show(store, shown, json);
    return 0;
}

} // namespace reelout
