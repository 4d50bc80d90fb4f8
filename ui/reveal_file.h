// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace reelout {

/// Shows a file in the desktop's file manager, chosen there if it exists; else the folder it will be in, or
/// the nearest one above that exists. False when nothing could be asked to.
bool revealFile(const QString& path);
/// Opens a file with the desktop's program for it.
bool openFile(const QString& path);

} // namespace reelout
