// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "container/finisher.h"

namespace reelout {

/// What repairIsoFile() would say; changes nothing.
Result<FinishReport> inspectIsoFile(FileSystem& files, const QString& path);

} // namespace reelout
