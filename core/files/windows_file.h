// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/file_system.h"

namespace reelout {

/// Opens a regular file for OutputFile on Windows. Writers share it with readers only, so that nobody else
/// can write a file that is still being recorded; it may be renamed and deleted meanwhile, as on other
/// systems.
Result<std::unique_ptr<OutputFile>> openWindowsFile(const QString& path, OpenMode mode);

/// The path as Windows wants it; a relative one is taken from the current folder.
Result<QString> absoluteWindowsPath(const QString& path, const QString& step);

} // namespace reelout
