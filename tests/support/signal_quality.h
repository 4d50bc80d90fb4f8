// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <numbers>
#include <span>

namespace reelout::test {

/// Decibels between a sine of this frequency (cycles per sample), fitted to the samples, and all else in
/// them.
inline double signalToNoise(std::span<const float> samples, double cyclesPerSample)
{
    // Least squares of a·sin + b·cos; the normal equations in full, as the run is not a whole number of
    // cycles.
    double ss = 0.0, cc = 0.0, sc = 0.0, ys = 0.0, yc = 0.0, yy = 0.0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double angle =
            2.0 * std::numbers::pi * std::fmod(cyclesPerSample * static_cast<double>(i), 1.0);
        const double s = std::sin(angle);
        const double c = std::cos(angle);
        const double y = samples[i];
        ss += s * s;
        cc += c * c;
        sc += s * c;
        ys += y * s;
        yc += y * c;
        yy += y * y;
    }
    const double determinant = ss * cc - sc * sc;
    const double a = (ys * cc - yc * sc) / determinant;
    const double b = (yc * ss - ys * sc) / determinant;
    double noise = 0.0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double angle =
            2.0 * std::numbers::pi * std::fmod(cyclesPerSample * static_cast<double>(i), 1.0);
        const double rest = samples[i] - a * std::sin(angle) - b * std::cos(angle);
        noise += rest * rest;
    }
    return 10.0 * std::log10(yy / std::fmax(noise, 1e-300));
}

} // namespace reelout::test
