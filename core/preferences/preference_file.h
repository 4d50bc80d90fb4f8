// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QJsonObject>
#include <QSet>

namespace reelout {

/// What a preferences file gave.
struct ReadPreferences {
    QJsonObject values;    ///< key → value, also of keys this version doesn't know
    QString setAside;      ///< not empty: the file was broken and is now called this
    QString brokenBecause; ///< the parser's words then
};

/// The preferences in the file at `path`: one JSON object, a member a key. A missing file is an empty one; a
/// broken one is renamed so that it can be looked at, and counts as empty. PermissionDenied, IoFailed and
/// Unsupported when it is there but can't be read or renamed. Main thread.
Result<ReadPreferences> readPreferences(const QString& path);

/// Writes `values` for the keys `changed` (those missing in it are removed) and leaves whatever else the file
/// holds by now as it is. Makes the folder. Errors as of readPreferences() and writeJsonFile().
Status mergePreferences(const QString& path, const QJsonObject& values, const QSet<QString>& changed);

/// "reelout/preferences.json" in the person's folder for configuration ($XDG_CONFIG_HOME).
QString defaultPreferencesPath();

} // namespace reelout
