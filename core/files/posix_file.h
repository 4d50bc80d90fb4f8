// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/file_system.h"

namespace reelout {

/// Opens a regular file for OutputFile on a POSIX system. Writers hold an advisory lock (flock), so that
/// repair can't touch a file that is still being recorded.
Result<std::unique_ptr<OutputFile>> openPosixFile(const QString& path, OpenMode mode);

/// The name as the system wants it. InvalidParameter when a NUL hides in it.
Result<QByteArray> systemName(const QString& path, const QString& step);

} // namespace reelout
