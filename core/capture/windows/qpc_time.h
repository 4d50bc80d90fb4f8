// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <cstdint>

namespace reelout {

/// Where the performance counter of Windows lies on the recording's clock. DXGI stamps with its ticks, WASAPI
/// with the same time in units of 100 ns; the standard library's steady clock counts the same ticks from an
/// origin of its own. Pure; a value.
class QpcTime {
public:
    QpcTime() = default;
    /// `ticks`, at `frequency` ticks a second, is `now`.
    QpcTime(std::int64_t ticks, std::int64_t frequency, Timestamp now)
        : m_frequency(frequency > 0 ? frequency : 1),
          m_offset(now.time_since_epoch() - nanoseconds(ticks))
    {}

    Timestamp ofTicks(std::int64_t ticks) const { return Timestamp(nanoseconds(ticks) + m_offset); }
    Timestamp ofHundredNanoseconds(std::uint64_t time) const
    {
        return Timestamp(Duration(static_cast<std::int64_t>(time) * 100) + m_offset);
    }

private:
    // In two steps: ticks times a thousand million do not fit.
    Duration nanoseconds(std::int64_t ticks) const
    {
        constexpr std::int64_t kSecond = 1000000000;
        return Duration(ticks / m_frequency * kSecond + ticks % m_frequency * kSecond / m_frequency);
    }

    std::int64_t m_frequency = 1;
    Duration m_offset{};
};

} // namespace reelout
