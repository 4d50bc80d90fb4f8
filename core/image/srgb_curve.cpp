// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/srgb_curve.h"

#include <cmath>

namespace reelout {

float encodeSrgb(float linear)
{
    const float magnitude = std::fabs(linear);
    const float encoded =
        magnitude <= 0.0031308F ? 12.92F * magnitude : 1.055F * std::pow(magnitude, 1.0F / 2.4F) - 0.055F;
    return std::copysign(encoded, linear);
}

float decodeSrgb(float encoded)
{
    const float magnitude = std::fabs(encoded);
    const float linear =
        magnitude <= 0.04045F ? magnitude / 12.92F : std::pow((magnitude + 0.055F) / 1.055F, 2.4F);
    return std::copysign(linear, encoded);
}

} // namespace reelout
