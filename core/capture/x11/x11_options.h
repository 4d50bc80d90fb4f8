// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

namespace reelout {

/// How the X11 back end talks to its server. The defaults are right everywhere; tests take parts away.
struct X11Options {
    Duration timeout = std::chrono::seconds(4); ///< for a connection, and for an answer of the server
    Duration reconnectInterval = std::chrono::seconds(1);
    bool descriptorPassing = true; ///< MIT-SHM segments made by the server (MIT-SHM 1.2)
    bool sysvMemory = true;        ///< MIT-SHM segments of System V, when the above can't be had
};

} // namespace reelout
