// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/srgb_curve.h"

#include "image/srgb_power.h"

#include <cmath>

namespace reelout {

float encodeSrgb(float linear)
{
    const float magnitude = std::fabs(linear);
    if (magnitude <= kMostForSrgbPower)
        return encodeSrgbByPower(linear);
    const float encoded = 1.055F * std::pow(magnitude, 1.0F / 2.4F) - 0.055F;
    return std::copysign(encoded, linear);
}

float decodeSrgb(float encoded)
{
    const float magnitude = std::fabs(encoded);
    if (magnitude <= kMostForSrgbPower)
        return decodeSrgbByPower(encoded);
    const float linear = std::pow((magnitude + 0.055F) / 1.055F, 2.4F);
    return std::copysign(linear, encoded);
}

} // namespace reelout
