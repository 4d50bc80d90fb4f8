// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace reelout {

/// IEEE 754 binary16, exact.
float halfToFloat(std::uint16_t half);

/// Rounds to nearest even; what is too large becomes infinity, NaN stays NaN.
std::uint16_t floatToHalf(float value);

} // namespace reelout
