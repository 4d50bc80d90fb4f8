// SPDX-License-Identifier: GPL-3.0-or-later
#if defined(__x86_64__) || defined(__i386__)

#include "encode/hap/block_kernels_of.h"

#include <immintrin.h>

namespace reelout {
namespace {

struct Avx2 : Lanes<8> {
    REELOUT_INLINE Int multiplyAdd(Pair a, Pair b) { return (Int)_mm256_madd_epi16((__m256i)a, (__m256i)b); }
    REELOUT_INLINE Pair multiplyRounded(Pair a, Pair b)
    {
        return (Pair)_mm256_mulhrs_epi16((__m256i)a, (__m256i)b);
    }
    REELOUT_INLINE Pair min(Pair a, Pair b) { return (Pair)_mm256_min_epi16((__m256i)a, (__m256i)b); }
    REELOUT_INLINE Pair max(Pair a, Pair b) { return (Pair)_mm256_max_epi16((__m256i)a, (__m256i)b); }
    REELOUT_INLINE Int min(Int a, Int b) { return (Int)_mm256_min_epi32((__m256i)a, (__m256i)b); }
    REELOUT_INLINE Int max(Int a, Int b) { return (Int)_mm256_max_epi32((__m256i)a, (__m256i)b); }
    REELOUT_INLINE Float min(Float a, Float b) { return _mm256_min_ps(a, b); }
    REELOUT_INLINE Float max(Float a, Float b) { return _mm256_max_ps(a, b); }
};

} // namespace

constinit const BlockKernels kBlockKernelsAvx2 = blockKernelsOf<Avx2>();

} // namespace reelout

#endif
