// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace reelout {

/// The curve of IEC 61966-2-1 between linear light and code values, continued beyond 0..1 by symmetry;
/// within 4 units in the last place, and the same bits on every processor up to 1e9.
float encodeSrgb(float linear);
float decodeSrgb(float encoded);

} // namespace reelout
