// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/file_system.h"

namespace reelout {

/// A disk that takes everything and keeps nothing, for Encode Test Mode. Any thread.
FileSystem& discardingFiles();

} // namespace reelout
