// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace reelout {

/// Learns how a device's clock runs against ours from noisy pairs: a line through the deviations, fitted by
/// least squares with a fading memory. Seconds throughout. One thread.
class DriftEstimator {
public:
    /// At device time `x` the clock was ahead of it by `deviation`. `x` must rise.
    void update(double x, double deviation);

    /// The deviation to expect at device time `x`; 0 before the first update().
    double deviationAt(double x) const { return m_offset + m_slope * (x - m_lastX); }
    /// Seconds of deviation per second: positive when the device is slow.
    double slope() const { return m_slope; }

private:
    // Sums over past points, weighted, with x counted from m_lastX.
    double m_count = 0.0;
    double m_sumX = 0.0;
    double m_sumXX = 0.0;
    double m_sumY = 0.0;
    double m_sumXY = 0.0;
    double m_lastX = 0.0;
    double m_offset = 0.0;
    double m_slope = 0.0;
};

} // namespace reelout
