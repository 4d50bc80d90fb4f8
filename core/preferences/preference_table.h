// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preferences/preference.h"

#include <QStringList>

namespace reelout {

/// All preferences there are, in the order of the dialog. Read-only, any thread.
class PreferenceTable {
public:
    explicit PreferenceTable(std::vector<Preference> rows) : m_rows(std::move(rows)) {}

    const std::vector<Preference>& rows() const { return m_rows; }
    /// Null when there is none.
    const Preference* find(const QString& key) const;
    QStringList pages() const;
    std::vector<const Preference*> rowsOf(const QString& page) const;
    /// Those whose key begins with `group` and a dot ("hotkeys"), in order.
    std::vector<const Preference*> group(QLatin1String group) const;

private:
    std::vector<Preference> m_rows;
};

/// Those of the program. To add one: a key in preference_keys.h and a row in preferences/tables; file,
/// dialog, command line, help and translation follow from the row.
const PreferenceTable& programPreferences();

} // namespace reelout
