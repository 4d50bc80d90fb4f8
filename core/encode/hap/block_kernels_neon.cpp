// SPDX-License-Identifier: GPL-3.0-or-later
#if defined(__aarch64__)

#include "encode/hap/block_kernels_of.h"

#include <arm_neon.h>

namespace reelout {
namespace {

struct Neon : Lanes<4> {
    REELOUT_INLINE Int multiplyAdd(Pair a, Pair b)
    {
        return (Int)vpaddq_s32(vmull_s16(vget_low_s16((int16x8_t)a), vget_low_s16((int16x8_t)b)),
                               vmull_high_s16((int16x8_t)a, (int16x8_t)b));
    }
    REELOUT_INLINE Pair multiplyRounded(Pair a, Pair b)
    {
        return (Pair)vqrdmulhq_s16((int16x8_t)a, (int16x8_t)b);
    }
    template <class Vector>
    REELOUT_INLINE Vector min(Vector a, Vector b)
    {
        return a < b ? a : b;
    }
    template <class Vector>
    REELOUT_INLINE Vector max(Vector a, Vector b)
    {
        return a > b ? a : b;
    }
};

} // namespace

constinit const BlockKernels kBlockKernelsNeon = blockKernelsOf<Neon>();

} // namespace reelout

#endif
