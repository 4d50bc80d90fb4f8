// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <numbers>
#include <span>

namespace reelout::test {

/// A sine of known frequency in samples.
struct SineFit {
    double phase = 0.0;   ///< at the first sample, radians
    double quality = 0.0; ///< decibels between it and all else
};

/// Fits a sine of this frequency (cycles per sample) by least squares.
inline SineFit fitSine(std::span<const float> samples, double cyclesPerSample)
{
    // a·sin + b·cos; the normal equations in full, as the run is not a whole number of cycles.
    double ss = 0.0, cc = 0.0, sc = 0.0, ys = 0.0, yc = 0.0, yy = 0.0;
    const auto angleAt = [&](std::size_t i) {
        return 2.0 * std::numbers::pi * std::fmod(cyclesPerSample * static_cast<double>(i), 1.0);
    };
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double s = std::sin(angleAt(i));
        const double c = std::cos(angleAt(i));
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
        const double rest = samples[i] - a * std::sin(angleAt(i)) - b * std::cos(angleAt(i));
        noise += rest * rest;
    }
    return {std::atan2(b, a), 10.0 * std::log10(yy / std::fmax(noise, 1e-300))};
}

/// Decibels between a sine of this frequency and all else in the samples.
inline double signalToNoise(std::span<const float> samples, double cyclesPerSample)
{
    return fitSine(samples, cyclesPerSample).quality;
}

/// The frequency, near `cyclesPerSample`, of the sine in the samples.
inline double measuredFrequency(std::span<const float> samples, double cyclesPerSample)
{
    const std::size_t half = samples.size() / 2;
    const double first = fitSine(samples.first(half), cyclesPerSample).phase;
    const double second = fitSine(samples.subspan(half), cyclesPerSample).phase;
    const double expected =
        2.0 * std::numbers::pi * std::fmod(cyclesPerSample * static_cast<double>(half), 1.0);
    const double off = std::remainder(second - first - expected, 2.0 * std::numbers::pi);
    return cyclesPerSample + off / (2.0 * std::numbers::pi * static_cast<double>(half));
}

} // namespace reelout::test
