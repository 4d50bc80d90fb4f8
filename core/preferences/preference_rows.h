// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preferences/preference.h"

#include <initializer_list>

namespace reelout {

/// Completes one row; what isn't said keeps the default of Preference. All texts are UTF-8.
class PreferenceBuilder {
public:
    explicit PreferenceBuilder(Preference& row) : m_row(row) {}

    PreferenceBuilder& initially(double number);
    PreferenceBuilder& initially(int number) { return initially(static_cast<double>(number)); }
    PreferenceBuilder& initially(const char* text);
    PreferenceBuilder& initiallyOn();
    PreferenceBuilder& between(double minimum, double maximum);
    PreferenceBuilder& unit(const char* unit);
    /// An entry of a Choice: the token is what the file holds.
    PreferenceBuilder& entry(const char* token, const char* label);
    PreferenceBuilder& provider(const char* name);
    PreferenceBuilder& whenEmpty(const char* note);
    PreferenceBuilder& needs(QLatin1String toggle);
    PreferenceBuilder& atNextTake();
    PreferenceBuilder& atNextStart();
    PreferenceBuilder& help(const char* text);

private:
    Preference& m_row;
};

/// Collects the rows, page by page, in the order the dialog shows them.
class PreferenceRows {
public:
    void page(const char* label);

    PreferenceBuilder toggle(QLatin1String key, const char* label);
    PreferenceBuilder whole(QLatin1String key, const char* label);
    PreferenceBuilder real(QLatin1String key, const char* label);
    PreferenceBuilder choice(QLatin1String key, const char* label);
    PreferenceBuilder listed(QLatin1String key, const char* label);
    PreferenceBuilder text(QLatin1String key, const char* label);
    PreferenceBuilder textList(QLatin1String key, const char* label);
    PreferenceBuilder folder(QLatin1String key, const char* label);
    PreferenceBuilder keys(QLatin1String key, const char* label);

    std::vector<Preference> take() { return std::move(m_rows); }

private:
    PreferenceBuilder add(PreferenceKind kind, QLatin1String key, const char* label, QVariant empty);

    std::vector<Preference> m_rows;
    QString m_page;
};

} // namespace reelout
