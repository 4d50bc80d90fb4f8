// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/hap/block_kernels_of.h"

namespace reelout {

constinit const BlockKernels kBlockKernelsScalar = blockKernelsOf<PlainOps<1>>();

} // namespace reelout
