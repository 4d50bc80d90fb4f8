// SPDX-License-Identifier: GPL-3.0-or-later
#if defined(__x86_64__) || defined(__i386__)

#include "encode/hap/block_kernels_of.h"

#include <immintrin.h>

namespace reelout {
namespace {

struct Avx512 : Lanes<16> {
    REELOUT_INLINE Int multiplyAdd(Pair a, Pair b) { return (Int)_mm512_madd_epi16((__m512i)a, (__m512i)b); }
    REELOUT_INLINE Pair multiplyRounded(Pair a, Pair b)
    {
        return (Pair)_mm512_mulhrs_epi16((__m512i)a, (__m512i)b);
    }
    REELOUT_INLINE Pair min(Pair a, Pair b) { return (Pair)_mm512_min_epi16((__m512i)a, (__m512i)b); }
    REELOUT_INLINE Pair max(Pair a, Pair b) { return (Pair)_mm512_max_epi16((__m512i)a, (__m512i)b); }
    REELOUT_INLINE Int min(Int a, Int b) { return (Int)_mm512_min_epi32((__m512i)a, (__m512i)b); }
    REELOUT_INLINE Int max(Int a, Int b) { return (Int)_mm512_max_epi32((__m512i)a, (__m512i)b); }
    REELOUT_INLINE Float min(Float a, Float b) { return _mm512_min_ps(a, b); }
    REELOUT_INLINE Float max(Float a, Float b) { return _mm512_max_ps(a, b); }
};

} // namespace

constinit const BlockKernels kBlockKernelsAvx512 = blockKernelsOf<Avx512>();

} // namespace reelout

#endif
