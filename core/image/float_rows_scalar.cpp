// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/float_rows_of.h"

namespace reelout {

const FloatRowKernels kFloatRowsScalar = kAllKernels;

} // namespace reelout
