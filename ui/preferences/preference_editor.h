// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preferences/preference.h"

#include <functional>

class QWidget;

namespace reelout {

/// The entries of a listed preference, now: token and a name for people, which is shown as it is.
using PreferenceLister = std::function<std::vector<PreferenceItem>()>;

/// What a preference is edited with.
struct PreferenceEditor {
    QWidget* widget = nullptr;                 ///< takes the keyboard, or its focus proxy does
    std::function<void(const QVariant&)> show; ///< puts a value into it; says nothing back
    std::function<void()> relist{};            ///< asks its lister again; empty where there is none
};

/// The editor for the kind of `row`. `edited` is called with each value a person chose; text and numbers when
/// they are complete. `lister` may be empty.
PreferenceEditor makePreferenceEditor(const Preference& row, const PreferenceLister& lister,
                                      const std::function<void(const QVariant&)>& edited, QWidget* parent);

/// A text of the preferences' tables in the person's language.
QString preferenceWords(const QString& source);

} // namespace reelout
