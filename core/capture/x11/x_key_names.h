// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/overlay/key_caps.h"

#include <cstdint>

namespace reelout {

/// What a key is: `typed`, the keysym it gives with the modifiers that are down, and `plain`, the one without
/// any. A key without a name people know gives an empty label.
KeyStroke keyStroke(std::uint32_t plain, std::uint32_t typed);

} // namespace reelout
