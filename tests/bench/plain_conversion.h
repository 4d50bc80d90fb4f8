// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/picture.h"

namespace reelout::bench {

/// From any format to any other sample by sample with the C library's functions, as one would write it first:
/// what kernels are measured against. Chroma is the nearest sample.
void convertPlainly(const Picture& source, Picture& target);

} // namespace reelout::bench
