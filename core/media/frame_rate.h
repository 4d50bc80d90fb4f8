// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <cstdint>

namespace reelout {

/// A frame rate as an exact ratio in lowest terms, 1/1000 to 1000 frames a second. Value type.
class FrameRate {
public:
    constexpr FrameRate() = default;
    /// Reduced to lowest terms; both must be above 0.
    FrameRate(std::int64_t numerator, std::int64_t denominator);

    /// The nearest whole rate, n/1001 rate (23.976, 29.97, 59.94 …) or ratio with a denominator up to 100000.
    static FrameRate fromDouble(double framesPerSecond);
    /// "25", "29.97", "30000/1001".
    static Result<FrameRate> parse(const QString& text);

    std::int64_t numerator() const { return m_numerator; }
    std::int64_t denominator() const { return m_denominator; }
    double toDouble() const { return static_cast<double>(m_numerator) / static_cast<double>(m_denominator); }

    /// Exact start of frame `index` after frame 0, rounded down to the nanosecond. Safe for any index a
    /// recording of a thousand years has.
    Duration timeOf(std::int64_t index) const;
    /// The index of the frame that is shown at `time` (floor; negative before frame 0).
    std::int64_t frameAt(Duration time) const;
    Duration interval() const { return timeOf(1); }

    /// "60" or "30000/1001".
    QString toString() const;

    friend bool operator==(const FrameRate&, const FrameRate&) = default;

private:
    std::int64_t m_numerator = 60;
    std::int64_t m_denominator = 1;
};

} // namespace reelout
