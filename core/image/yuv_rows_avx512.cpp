// SPDX-License-Identifier: GPL-3.0-or-later
#if defined(__x86_64__) || defined(__i386__)

#include "image/yuv_rows_simd.h"

#include <immintrin.h>

namespace reelout {
namespace {

/// AVX-512 (F, BW, VL): sixteen pixels a vector. Deinterleaved pixels are in order, packed ones are put in
/// order when stored.
struct Avx512 {
    using Vector = __m512i;
    static constexpr int kPixels = 16;

    REELOUT_INLINE Vector load(const std::uint8_t* p) { return _mm512_loadu_si512(p); }
    REELOUT_INLINE Vector repeatPixel(const std::uint8_t* p)
    {
        std::int32_t pixel = 0;
        __builtin_memcpy(&pixel, p, sizeof pixel);
        return _mm512_set1_epi32(pixel);
    }
    REELOUT_INLINE Vector set32(std::int32_t value) { return _mm512_set1_epi32(value); }
    REELOUT_INLINE Vector bitAnd(Vector a, Vector b) { return _mm512_and_si512(a, b); }
    REELOUT_INLINE Vector shiftRight16by8(Vector a) { return _mm512_srli_epi16(a, 8); }
    REELOUT_INLINE Vector shiftLeft32by8(Vector a) { return _mm512_slli_epi32(a, 8); }
    template <int kBits>
    REELOUT_INLINE Vector shiftRight32(Vector a)
    {
        return _mm512_srai_epi32(a, kBits);
    }
    REELOUT_INLINE Vector add16(Vector a, Vector b) { return _mm512_add_epi16(a, b); }
    REELOUT_INLINE Vector add32(Vector a, Vector b) { return _mm512_add_epi32(a, b); }
    REELOUT_INLINE Vector multiplyAdd(Vector a, Vector b) { return _mm512_madd_epi16(a, b); }

    REELOUT_INLINE void deinterleave(Vector first, Vector second, Vector& even, Vector& odd)
    {
        const Vector evenIndex = _mm512_setr_epi32(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
        const Vector oddIndex = _mm512_setr_epi32(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
        even = _mm512_permutex2var_epi32(first, evenIndex, second);
        odd = _mm512_permutex2var_epi32(first, oddIndex, second);
    }
    REELOUT_INLINE Vector previous(Vector odd, Vector& carry)
    {
        const Vector result = _mm512_alignr_epi32(odd, carry, 15);
        carry = odd;
        return result;
    }

    REELOUT_INLINE void store(std::uint8_t* target, Vector bytes) { _mm512_storeu_si512(target, bytes); }
    REELOUT_INLINE Vector transposeLanes32(Vector v)
    {
        return _mm512_permutexvar_epi32(
            _mm512_setr_epi32(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15), v);
    }
    REELOUT_INLINE Vector transposeLanes64(Vector v)
    {
        return _mm512_permutexvar_epi64(_mm512_setr_epi64(0, 2, 4, 6, 1, 3, 5, 7), v);
    }
    REELOUT_INLINE void storeBytes(std::uint8_t* target, const Vector (&v)[4])
    {
        store(target, transposeLanes32(_mm512_packus_epi16(_mm512_packs_epi32(v[0], v[1]),
                                                           _mm512_packs_epi32(v[2], v[3]))));
    }
    REELOUT_INLINE Vector words(Vector a, Vector b, const YuvRowCoefficients& c)
    {
        const Vector clamped =
            _mm512_min_epu16(_mm512_packus_epi32(a, b), _mm512_set1_epi16(static_cast<short>(c.maximum)));
        return transposeLanes64(_mm512_sll_epi16(clamped, _mm_cvtsi32_si128(c.leftShift)));
    }
    REELOUT_INLINE void storeWords(std::uint8_t* target, Vector words) { store(target, words); }

    REELOUT_INLINE void storeChromaBytes(std::uint8_t* blue, std::uint8_t* red, const Vector (&u)[2],
                                         const Vector (&v)[2])
    {
        const Vector both = transposeLanes32(
            _mm512_packus_epi16(_mm512_packs_epi32(u[0], u[1]), _mm512_packs_epi32(v[0], v[1])));
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(blue), _mm512_castsi512_si256(both));
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(red), _mm512_extracti64x4_epi64(both, 1));
    }
    REELOUT_INLINE void storeInterleavedBytes(std::uint8_t* target, const Vector (&u)[2],
                                              const Vector (&v)[2])
    {
        const Vector blue = _mm512_packs_epi32(u[0], u[1]);
        const Vector red = _mm512_packs_epi32(v[0], v[1]);
        store(target, transposeLanes64(_mm512_packus_epi16(_mm512_unpacklo_epi16(blue, red),
                                                           _mm512_unpackhi_epi16(blue, red))));
    }
    REELOUT_INLINE Vector chromaWords(Vector a, Vector b, const YuvRowCoefficients& c)
    {
        return words(a, b, c);
    }
    REELOUT_INLINE void storeInterleavedWords(std::uint8_t* target, Vector blue, Vector red)
    {
        const Vector low = _mm512_unpacklo_epi16(blue, red);
        const Vector high = _mm512_unpackhi_epi16(blue, red);
        store(target, _mm512_permutex2var_epi64(low, _mm512_setr_epi64(0, 1, 8, 9, 2, 3, 10, 11), high));
        store(target + 64,
              _mm512_permutex2var_epi64(low, _mm512_setr_epi64(4, 5, 12, 13, 6, 7, 14, 15), high));
    }
};

} // namespace

constinit const YuvRowKernels kYuvRowKernelsAvx512 = yuvRowKernelsOf<Avx512>();

} // namespace reelout

#endif
