// SPDX-License-Identifier: GPL-3.0-or-later
#if defined(__x86_64__) || defined(__i386__)

#include "image/yuv_rows_simd.h"

#include <immintrin.h>

namespace reelout {
namespace {

/// SSE4.1: four pixels a vector, everything in pixel order.
struct Sse41 {
    using Vector = __m128i;
    static constexpr int kPixels = 4;

    REELOUT_INLINE Vector load(const std::uint8_t* p)
    {
        return _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
    }
    REELOUT_INLINE Vector repeatPixel(const std::uint8_t* p)
    {
        std::int32_t pixel = 0;
        __builtin_memcpy(&pixel, p, sizeof pixel);
        return _mm_set1_epi32(pixel);
    }
    REELOUT_INLINE Vector set32(std::int32_t value) { return _mm_set1_epi32(value); }
    REELOUT_INLINE Vector bitAnd(Vector a, Vector b) { return _mm_and_si128(a, b); }
    REELOUT_INLINE Vector shiftRight16by8(Vector a) { return _mm_srli_epi16(a, 8); }
    REELOUT_INLINE Vector shiftLeft32by8(Vector a) { return _mm_slli_epi32(a, 8); }
    template <int kBits>
    REELOUT_INLINE Vector shiftRight32(Vector a)
    {
        return _mm_srai_epi32(a, kBits);
    }
    REELOUT_INLINE Vector add16(Vector a, Vector b) { return _mm_add_epi16(a, b); }
    REELOUT_INLINE Vector add32(Vector a, Vector b) { return _mm_add_epi32(a, b); }
    REELOUT_INLINE Vector multiplyAdd(Vector a, Vector b) { return _mm_madd_epi16(a, b); }

    REELOUT_INLINE void deinterleave(Vector first, Vector second, Vector& even, Vector& odd)
    {
        const __m128 a = _mm_castsi128_ps(first);
        const __m128 b = _mm_castsi128_ps(second);
        even = _mm_castps_si128(_mm_shuffle_ps(a, b, 0x88));
        odd = _mm_castps_si128(_mm_shuffle_ps(a, b, 0xDD));
    }
    REELOUT_INLINE Vector previous(Vector odd, Vector& carry)
    {
        const Vector result = _mm_alignr_epi8(odd, carry, 12);
        carry = odd;
        return result;
    }

    REELOUT_INLINE void store(std::uint8_t* target, Vector bytes)
    {
        _mm_storeu_si128(reinterpret_cast<__m128i*>(target), bytes);
    }
    REELOUT_INLINE void storeBytes(std::uint8_t* target, const Vector (&v)[4])
    {
        store(target, _mm_packus_epi16(_mm_packs_epi32(v[0], v[1]), _mm_packs_epi32(v[2], v[3])));
    }
    REELOUT_INLINE Vector words(Vector a, Vector b, const YuvRowCoefficients& c)
    {
        const Vector clamped =
            _mm_min_epu16(_mm_packus_epi32(a, b), _mm_set1_epi16(static_cast<short>(c.maximum)));
        return _mm_sll_epi16(clamped, _mm_cvtsi32_si128(c.leftShift));
    }
    REELOUT_INLINE void storeWords(std::uint8_t* target, Vector words) { store(target, words); }

    REELOUT_INLINE void storeChromaBytes(std::uint8_t* blue, std::uint8_t* red, const Vector (&u)[2],
                                         const Vector (&v)[2])
    {
        const Vector both = _mm_packus_epi16(_mm_packs_epi32(u[0], u[1]), _mm_packs_epi32(v[0], v[1]));
        _mm_storel_epi64(reinterpret_cast<__m128i*>(blue), both);
        _mm_storel_epi64(reinterpret_cast<__m128i*>(red), _mm_unpackhi_epi64(both, both));
    }
    REELOUT_INLINE void storeInterleavedBytes(std::uint8_t* target, const Vector (&u)[2],
                                              const Vector (&v)[2])
    {
        const Vector blue = _mm_packs_epi32(u[0], u[1]);
        const Vector red = _mm_packs_epi32(v[0], v[1]);
        store(target, _mm_packus_epi16(_mm_unpacklo_epi16(blue, red), _mm_unpackhi_epi16(blue, red)));
    }
    REELOUT_INLINE Vector chromaWords(Vector a, Vector b, const YuvRowCoefficients& c)
    {
        return words(a, b, c);
    }
    REELOUT_INLINE void storeInterleavedWords(std::uint8_t* target, Vector blue, Vector red)
    {
        store(target, _mm_unpacklo_epi16(blue, red));
        store(target + 16, _mm_unpackhi_epi16(blue, red));
    }
};

} // namespace

constinit const YuvRowKernels kYuvRowKernelsSse41 = yuvRowKernelsOf<Sse41>();

} // namespace reelout

#endif
