// SPDX-License-Identifier: GPL-3.0-or-later
#if defined(__x86_64__) || defined(__i386__)

#include "encode/hap/block_kernels_of.h"

#include <immintrin.h>

namespace reelout {
namespace {

struct Sse41 : Lanes<4> {
    REELOUT_INLINE Int multiplyAdd(Pair a, Pair b) { return (Int)_mm_madd_epi16((__m128i)a, (__m128i)b); }
    REELOUT_INLINE Pair multiplyRounded(Pair a, Pair b)
    {
        return (Pair)_mm_mulhrs_epi16((__m128i)a, (__m128i)b);
    }
    REELOUT_INLINE Pair min(Pair a, Pair b) { return (Pair)_mm_min_epi16((__m128i)a, (__m128i)b); }
    REELOUT_INLINE Pair max(Pair a, Pair b) { return (Pair)_mm_max_epi16((__m128i)a, (__m128i)b); }
    REELOUT_INLINE Int min(Int a, Int b) { return (Int)_mm_min_epi32((__m128i)a, (__m128i)b); }
    REELOUT_INLINE Int max(Int a, Int b) { return (Int)_mm_max_epi32((__m128i)a, (__m128i)b); }
    REELOUT_INLINE Float min(Float a, Float b) { return _mm_min_ps(a, b); }
    REELOUT_INLINE Float max(Float a, Float b) { return _mm_max_ps(a, b); }
};

} // namespace

constinit const BlockKernels kBlockKernelsSse41 = blockKernelsOf<Sse41>();

} // namespace reelout

#endif
