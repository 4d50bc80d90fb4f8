// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QJsonObject>

namespace reelout {

/// The object in a JSON file, read as readWholeFile() does; InvalidData with the parser's words for what is
/// none. `step` is that of the errors. Any thread.
Result<QJsonObject> readJsonFile(const QString& path, const QString& step);

/// Writes it as writeWholeFile() does, for people to read.
Status writeJsonFile(const QString& path, const QJsonObject& object, const QString& step);

} // namespace reelout
