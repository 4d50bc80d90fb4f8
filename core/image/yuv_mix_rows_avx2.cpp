// SPDX-License-Identifier: GPL-3.0-or-later
#if defined(__AVX2__)

#include "image/yuv_mix_rows_of.h"

namespace reelout {

const YuvMixKernels kYuvMixAvx2 = kAllMixKernels;

} // namespace reelout

#endif
