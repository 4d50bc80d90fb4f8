// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <CoreAudio/HostTime.h>

#include <cstdint>

namespace reelout {

/// The recording's clock at a host time of macOS. The host clock stands still while the machine sleeps and
/// the standard library's does not, so the two are compared anew each time.
inline Timestamp timestampOfHost(std::uint64_t hostTime)
{
    const auto nanoseconds = [](std::uint64_t time) {
        return static_cast<std::int64_t>(AudioConvertHostTimeToNanos(time));
    };
    return systemClock().now() - Duration(nanoseconds(AudioGetCurrentHostTime()) - nanoseconds(hostTime));
}

} // namespace reelout
