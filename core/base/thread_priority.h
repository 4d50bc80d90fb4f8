// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace reelout {

/// The calling thread gives way to all others of the machine from now on, as far as the system lets it. For
/// work that may be late (previews), never for what a recording waits for.
void lowerThreadPriority();

} // namespace reelout
