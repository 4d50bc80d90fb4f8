// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "preferences/preference.h"

#include <QJsonValue>

namespace reelout {

// Values of one row, pure. InvalidParameter names the key, the value and what is allowed.

/// The value as the row keeps it: of its type, numbers clamped. A choice takes its tokens only; a folder is
/// an absolute path or empty.
Result<QVariant> checkedPreference(const Preference& row, const QVariant& value);

/// From text as a command line has it: "on", "off", "1" and "0" for toggles, lists separated by spaces.
Result<QVariant> preferenceFromText(const Preference& row, const QString& text);
/// The text that gives this value back.
QString preferenceText(const Preference& row, const QVariant& value);

QJsonValue preferenceToJson(const Preference& row, const QVariant& value);
/// As checkedPreference(), but the type must be the row's own: "on" in the file is no toggle.
Result<QVariant> preferenceFromJson(const Preference& row, const QJsonValue& json);

/// "number from 100 to 200", "dark, light, contrast or system".
QString preferenceRange(const Preference& row);

/// Names of kind and effect for lists ("choice", "at the next start").
QString preferenceKindName(PreferenceKind kind);
QString takesEffectName(TakesEffect effect);

} // namespace reelout
