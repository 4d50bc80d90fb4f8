// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace reelout {

/// Has the C library keep up to 32 MB of freed memory instead of giving it back to the system and asking for
/// it again a frame later, when the kernel would have to clear each of its pages. For main(), before threads.
void keepFreedMemory();

} // namespace reelout
