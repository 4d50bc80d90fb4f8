// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/source.h"

namespace reelout {

/// macOS 12.3 and newer, by ScreenCaptureKit.
std::unique_ptr<ScreenBackend> makeMacBackend(Clock& clock);

} // namespace reelout
