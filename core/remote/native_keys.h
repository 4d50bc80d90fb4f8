// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

namespace reelout {

/// What Windows calls the key of an X11 keysym (VK_, winuser.h): keys that are the same on every layout.
/// Nothing for those that only the layout in use can tell. Pure; on every system.
std::optional<std::uint32_t> windowsKeyOf(std::uint32_t keysym);

/// The same for macOS (kVK_, HIToolbox's Events.h): a place on the keyboard, letters as on an American one.
std::optional<std::uint32_t> macKeyOf(std::uint32_t keysym);

} // namespace reelout
