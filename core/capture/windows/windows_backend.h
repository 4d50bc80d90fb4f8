// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/source.h"

namespace reelout {

/// Windows 10 and 11: desktop duplication with GDI where there is none, windows by PrintWindow.
std::unique_ptr<ScreenBackend> makeWindowsBackend(Clock& clock);

} // namespace reelout
