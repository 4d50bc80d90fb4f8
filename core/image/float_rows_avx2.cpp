// SPDX-License-Identifier: GPL-3.0-or-later
#if defined(__AVX2__)

#include "image/float_rows_of.h"

namespace reelout {

const FloatRowKernels kFloatRowsAvx2 = kAllKernels;

} // namespace reelout

#endif
