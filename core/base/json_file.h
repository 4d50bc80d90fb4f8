// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QJsonObject>

namespace reelout {

/// The object in a JSON file of at most 64 MiB. NotFound, PermissionDenied, IoFailed; Unsupported for what is
/// not an ordinary file (a pipe would wait for ever); InvalidData with the parser's words. `step` is that of
/// the errors. Any thread.
Result<QJsonObject> readJsonFile(const QString& path, const QString& step);

/// Writes it through a temporary file and rename, so that there is either the old file or the whole new one.
Status writeJsonFile(const QString& path, const QJsonObject& object, const QString& step);

} // namespace reelout
