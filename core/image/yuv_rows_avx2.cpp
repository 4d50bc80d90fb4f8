// SPDX-License-Identifier: GPL-3.0-or-later
#if defined(__x86_64__) || defined(__i386__)

#include "image/yuv_rows_simd.h"

#include <immintrin.h>

namespace reelout {
namespace {

/// AVX2: eight pixels a vector. Packing works within the two 128-bit lanes, so deinterleaved pixels stand in
/// the order 0 1 4 5 | 2 3 6 7 until they are stored.
struct Avx2 {
    using Vector = __m256i;
    static constexpr int kPixels = 8;

    REELOUT_INLINE Vector load(const std::uint8_t* p)
    {
        return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p));
    }
    REELOUT_INLINE Vector repeatPixel(const std::uint8_t* p)
    {
        std::int32_t pixel = 0;
        __builtin_memcpy(&pixel, p, sizeof pixel);
        return _mm256_set1_epi32(pixel);
    }
    REELOUT_INLINE Vector set32(std::int32_t value) { return _mm256_set1_epi32(value); }
    REELOUT_INLINE Vector bitAnd(Vector a, Vector b) { return _mm256_and_si256(a, b); }
    REELOUT_INLINE Vector shiftRight16by8(Vector a) { return _mm256_srli_epi16(a, 8); }
    REELOUT_INLINE Vector shiftLeft32by8(Vector a) { return _mm256_slli_epi32(a, 8); }
    template <int kBits>
    REELOUT_INLINE Vector shiftRight32(Vector a)
    {
        return _mm256_srai_epi32(a, kBits);
    }
    REELOUT_INLINE Vector add16(Vector a, Vector b) { return _mm256_add_epi16(a, b); }
    REELOUT_INLINE Vector add32(Vector a, Vector b) { return _mm256_add_epi32(a, b); }
    REELOUT_INLINE Vector multiplyAdd(Vector a, Vector b) { return _mm256_madd_epi16(a, b); }

    REELOUT_INLINE void deinterleave(Vector first, Vector second, Vector& even, Vector& odd)
    {
        const __m256 a = _mm256_castsi256_ps(first);
        const __m256 b = _mm256_castsi256_ps(second);
        even = _mm256_castps_si256(_mm256_shuffle_ps(a, b, 0x88));
        odd = _mm256_castps_si256(_mm256_shuffle_ps(a, b, 0xDD));
    }
    REELOUT_INLINE Vector previous(Vector odd, Vector& carry)
    {
        const Vector rotated = _mm256_permutevar8x32_epi32(odd, _mm256_setr_epi32(7, 0, 5, 2, 1, 4, 3, 6));
        const Vector result = _mm256_blend_epi32(rotated, carry, 1);
        carry = rotated;
        return result;
    }

    REELOUT_INLINE void store(std::uint8_t* target, Vector bytes)
    {
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(target), bytes);
    }
    /// 32-bit elements of the two lanes taken in turns.
    REELOUT_INLINE Vector mergeLanes(Vector v)
    {
        return _mm256_permutevar8x32_epi32(v, _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7));
    }
    REELOUT_INLINE void storeBytes(std::uint8_t* target, const Vector (&v)[4])
    {
        store(target, mergeLanes(_mm256_packus_epi16(_mm256_packs_epi32(v[0], v[1]),
                                                     _mm256_packs_epi32(v[2], v[3]))));
    }
    REELOUT_INLINE Vector clampAndShift(Vector v, const YuvRowCoefficients& c)
    {
        const Vector clamped = _mm256_min_epu16(v, _mm256_set1_epi16(static_cast<short>(c.maximum)));
        return _mm256_sll_epi16(clamped, _mm_cvtsi32_si128(c.leftShift));
    }
    REELOUT_INLINE Vector words(Vector a, Vector b, const YuvRowCoefficients& c)
    {
        return clampAndShift(_mm256_permute4x64_epi64(_mm256_packus_epi32(a, b), 0xD8), c);
    }
    REELOUT_INLINE void storeWords(std::uint8_t* target, Vector words) { store(target, words); }

    REELOUT_INLINE void storeChromaBytes(std::uint8_t* blue, std::uint8_t* red, const Vector (&u)[2],
                                         const Vector (&v)[2])
    {
        const Vector both =
            _mm256_packus_epi16(_mm256_packs_epi32(u[0], u[1]), _mm256_packs_epi32(v[0], v[1]));
        const __m128i low = _mm256_castsi256_si128(both);
        const __m128i high = _mm256_extracti128_si256(both, 1);
        _mm_storeu_si128(reinterpret_cast<__m128i*>(blue), _mm_unpacklo_epi16(low, high));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(red), _mm_unpackhi_epi16(low, high));
    }
    REELOUT_INLINE void storeInterleavedBytes(std::uint8_t* target, const Vector (&u)[2],
                                              const Vector (&v)[2])
    {
        const Vector blue = _mm256_packs_epi32(u[0], u[1]);
        const Vector red = _mm256_packs_epi32(v[0], v[1]);
        store(target, mergeLanes(_mm256_packus_epi16(_mm256_unpacklo_epi16(blue, red),
                                                     _mm256_unpackhi_epi16(blue, red))));
    }
    REELOUT_INLINE Vector chromaWords(Vector a, Vector b, const YuvRowCoefficients& c)
    {
        return clampAndShift(mergeLanes(_mm256_packus_epi32(a, b)), c);
    }
    REELOUT_INLINE void storeInterleavedWords(std::uint8_t* target, Vector blue, Vector red)
    {
        const Vector low = _mm256_unpacklo_epi16(blue, red);
        const Vector high = _mm256_unpackhi_epi16(blue, red);
        store(target, _mm256_permute2x128_si256(low, high, 0x20));
        store(target + 32, _mm256_permute2x128_si256(low, high, 0x31));
    }
};

} // namespace

constinit const YuvRowKernels kYuvRowKernelsAvx2 = yuvRowKernelsOf<Avx2>();

} // namespace reelout

#endif
