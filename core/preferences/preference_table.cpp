// SPDX-License-Identifier: GPL-3.0-or-later
#include "preferences/preference_table.h"

#include "preferences/tables/tables.h"

#include <algorithm>

namespace reelout {

const Preference* PreferenceTable::find(const QString& key) const
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const Preference& row) { return row.key == key; });
    return found == m_rows.end() ? nullptr : &*found;
}

QStringList PreferenceTable::pages() const
{
    QStringList names;
    for (const Preference& row : m_rows) {
        if (!names.contains(row.page))
            names.append(row.page);
    }
    return names;
}

std::vector<const Preference*> PreferenceTable::rowsOf(const QString& page) const
{
    std::vector<const Preference*> rows;
    for (const Preference& row : m_rows) {
        if (row.page == page)
            rows.push_back(&row);
    }
    return rows;
}

std::vector<const Preference*> PreferenceTable::group(QLatin1String group) const
{
    std::vector<const Preference*> rows;
    for (const Preference& row : m_rows) {
        if (row.key.startsWith(group + QLatin1Char('.')))
            rows.push_back(&row);
    }
    return rows;
}

const PreferenceTable& programPreferences()
{
    static const PreferenceTable table = [] {
        PreferenceRows rows;
        addAppearancePreferences(rows);
        addRecordingPreferences(rows);
        addControlPreferences(rows);
        return PreferenceTable(rows.take());
    }();
    return table;
}

} // namespace reelout
