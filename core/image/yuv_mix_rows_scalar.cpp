// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/yuv_mix_rows_of.h"

namespace reelout {

const YuvMixKernels kYuvMixScalar = kAllMixKernels;

} // namespace reelout
