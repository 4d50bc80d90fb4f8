// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/drift_estimator.h"

#include <cmath>

namespace reelout {

namespace {

constexpr double kMemorySeconds = 30.0;
// Before the points say otherwise a device is taken to be right: noise of 17 ms against a drift of 300 ppm.
constexpr double kSlopePrior = (0.017 / 300e-6) * (0.017 / 300e-6);

} // namespace

void DriftEstimator::update(double x, double deviation)
{
    const double step = m_count > 0.0 ? x - m_lastX : 0.0;
    const double fade = std::exp(-step / kMemorySeconds);
    // Move the origin to the new point: the numbers stay small for as long as the take runs.
    m_sumXX = fade * (m_sumXX - 2.0 * step * m_sumX + step * step * m_count);
    m_sumXY = fade * (m_sumXY - step * m_sumY);
    m_sumX = fade * (m_sumX - step * m_count);
    m_sumY = fade * m_sumY;
    m_count = fade * m_count;
    m_lastX = x;

    m_count += 1.0;
    m_sumY += deviation;

    const double determinant = m_count * (m_sumXX + kSlopePrior) - m_sumX * m_sumX;
    m_slope = (m_count * m_sumXY - m_sumX * m_sumY) / determinant;
    m_offset = (m_sumY - m_slope * m_sumX) / m_count;
}

} // namespace reelout
