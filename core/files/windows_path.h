// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

namespace reelout {

/// An absolute path as the calls of Windows want it, longer than 260 characters too: "\\?\C:\Users\a",
/// "\\?\UNC\server\share\a". Such paths are taken literally, so it is normalised here. InvalidParameter for
/// an empty or relative one, and when a NUL hides in it. Pure; on every system.
Result<QString> windowsPath(const QString& path, const QString& step);

/// The folder that holds what such a path names; empty when there is none above it.
QString windowsParent(const QString& windowsPath);

} // namespace reelout
