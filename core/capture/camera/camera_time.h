// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <optional>

namespace reelout {

/// Puts a device's stamps on the recording's clock. Those that are on it are taken as they are; of a clock of
/// the device's own the distances count, placed so that no picture comes before it was there. A stamp that
/// can't be true is the moment of arrival. One thread.
class CameraTime {
public:
    explicit CameraTime(Clock& clock) : m_clock(clock) {}

    /// Of a picture that has just arrived; nothing where the device has no time. Always later than the one
    /// before.
    Timestamp of(std::optional<Timestamp> stamp);

private:
    enum class Kind { Unknown, Ours, Foreign };
    Timestamp placed(Timestamp stamp, Timestamp arrival);

    Clock& m_clock;
    Kind m_kind = Kind::Unknown;
    Duration m_offset{}; ///< of a foreign clock
    Timestamp m_placedAt{};
    Timestamp m_last{};
};

} // namespace reelout
