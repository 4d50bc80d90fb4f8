// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <cstring>

// The curves of IEC 61966-2-1 as straight-line code, so that compilers can make vectors of it. Within 4 units
// in the last place of the exact curve; the same bits in whatever width. For files that are compiled for
// several processors: everything has internal linkage.

namespace reelout {
namespace {

/// Beyond these the caller uses std::pow.
constexpr float kMostForSrgbPower = 1e9F;

inline std::int32_t bitsOf(float value)
{
    std::int32_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    return bits;
}

inline float floatOf(std::int32_t bits)
{
    float value;
    std::memcpy(&value, &bits, sizeof value);
    return value;
}

/// To the nearest whole number, for magnitudes below 2^22: adding 1.5 * 2^23 leaves no room for a fraction.
inline float nearest(float value)
{
    constexpr float kWhole = 12582912.0F;
    return (value + kWhole) - kWhole;
}

/// value^(kNumerator / kDenominator) for normal positive values below kMostForSrgbPower.
template <int kNumerator, int kDenominator>
inline float power(float value)
{
    constexpr float kPower = static_cast<float>(kNumerator) / static_cast<float>(kDenominator);
    // value = 2^exponent * mantissa, the mantissa from sqrt(1/2) to sqrt(2)
    constexpr std::int32_t kRootOfHalf = 0x3F3504F3;
    const std::int32_t exponent = (bitsOf(value) - kRootOfHalf) >> 23;
    const float mantissa = floatOf(bitsOf(value) - exponent * (1 << 23));
    // log2(m) = 2 / ln 2 * artanh((m - 1) / (m + 1))
    const float s = (mantissa - 1.0F) / (mantissa + 1.0F);
    const float s2 = s * s;
    const float series =
        1.0F + s2 * (1.0F / 3.0F + s2 * (1.0F / 5.0F + s2 * (1.0F / 7.0F + s2 * (1.0F / 9.0F))));
    const float logarithm = 2.885390082F * s * series;
    // The exponent's part of the result, split into a whole number and an exact rest.
    const float whole = nearest(static_cast<float>(exponent) * kPower);
    const std::int32_t wholeNumber = static_cast<std::int32_t>(whole);
    const float rest = static_cast<float>(exponent * kNumerator - wholeNumber * kDenominator) *
                       (1.0F / static_cast<float>(kDenominator));
    const float sum = rest + kPower * logarithm;
    const float further = nearest(sum);
    const float t = (sum - further) * 0.6931471806F;
    // e^t for |t| up to ln 2 / 2
    const float result =
        1.0F + t * (1.0F + t * (1.0F / 2.0F +
                                t * (1.0F / 6.0F +
                                     t * (1.0F / 24.0F + t * (1.0F / 120.0F +
                                                              t * (1.0F / 720.0F + t * (1.0F / 5040.0F)))))));
    return floatOf(bitsOf(result) + (wholeNumber + static_cast<std::int32_t>(further)) * (1 << 23));
}

inline float withSignOf(float magnitude, float value)
{
    return floatOf(bitsOf(magnitude) | (bitsOf(value) & static_cast<std::int32_t>(0x80000000U)));
}

inline float magnitudeOf(float value)
{
    return floatOf(bitsOf(value) & 0x7FFFFFFF);
}

inline float decodeSrgbByPower(float encoded)
{
    const float magnitude = magnitudeOf(encoded);
    const float curved = power<12, 5>((magnitude + 0.055F) * (1.0F / 1.055F));
    const float straight = magnitude * (1.0F / 12.92F);
    return withSignOf(magnitude <= 0.04045F ? straight : curved, encoded);
}

inline float encodeSrgbByPower(float linear)
{
    constexpr float kLinearUpTo = 0.0031308F;
    const float magnitude = magnitudeOf(linear);
    const float curved = 1.055F * power<5, 12>(magnitude > kLinearUpTo ? magnitude : kLinearUpTo) - 0.055F;
    const float straight = 12.92F * magnitude;
    return withSignOf(magnitude <= kLinearUpTo ? straight : curved, linear);
}

} // namespace
} // namespace reelout
