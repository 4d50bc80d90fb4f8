// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QString>

namespace reelout {

/// A place in a recording that somebody wants to find again.
struct Marker {
    Duration at{}; ///< from the beginning of the file (of the take, where a take is meant)
    QString name;  ///< never empty in a file

    bool operator==(const Marker&) const = default;
};

} // namespace reelout
