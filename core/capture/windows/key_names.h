// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/overlay/key_caps.h"

#include <cstdint>

namespace reelout {

/// A key of Windows as people read it. `virtualKey`: its VK_ number; `typed`: the character it writes now,
/// with the modifiers that are held; `plain`: without them. No label when there is nothing to show. Pure.
KeyStroke keyStrokeOf(std::uint32_t virtualKey, const QString& typed, const QString& plain);

} // namespace reelout
