// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/still_codecs.h"
#include "encode/writers.h"
#include "files/file_system.h"

namespace reelout {

/// Puts a whole file under `path`: written under a temporary name beside it (`path`.part, or a shorter or
/// numbered one where that is impossible or taken), synced, then renamed. Without Allowed the name is claimed
/// exclusively, so that of two programs one gets AlreadyExists. On failure nothing is left behind. The folder
/// is not synced. Any thread.
Status writeStillFile(FileSystem& files, const QString& path, const StillBytes& bytes, Overwrite overwrite);

/// Both halves of writeStillFile(): the whole file under its temporary name, which is returned …
Result<QString> writeStillBeside(FileSystem& files, const QString& path, const StillBytes& bytes);
/// … and its renaming. The temporary is gone afterwards, whatever happens.
Status publishStill(FileSystem& files, const QString& temporary, const QString& path, Overwrite overwrite);
/// Removes a temporary nobody will publish.
void discardStill(FileSystem& files, const QString& temporary);

} // namespace reelout
