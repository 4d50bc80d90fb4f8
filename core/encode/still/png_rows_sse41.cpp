// SPDX-License-Identifier: GPL-3.0-or-later
#if defined(__SSE4_1__)

#include "encode/still/png_rows_of.h"

#include <smmintrin.h>

namespace reelout {

namespace {

__m128i load16(const std::uint8_t* from)
{
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
}

void store16(std::uint8_t* to, __m128i value)
{
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to), value);
}

/// The neighbour that the Paeth predictor takes, for eight samples in 16 bits.
__m128i paethOfWords(__m128i left, __m128i above, __m128i corner)
{
    const __m128i fromAbove = _mm_sub_epi16(above, corner);
    const __m128i fromLeft = _mm_sub_epi16(left, corner);
    const __m128i toLeft = _mm_abs_epi16(fromAbove);
    const __m128i toAbove = _mm_abs_epi16(fromLeft);
    const __m128i toCorner = _mm_abs_epi16(_mm_add_epi16(fromAbove, fromLeft));
    const __m128i least = _mm_min_epi16(toLeft, _mm_min_epi16(toAbove, toCorner));
    const __m128i aboveOrCorner = _mm_blendv_epi8(corner, above, _mm_cmpeq_epi16(toAbove, least));
    return _mm_blendv_epi8(aboveOrCorner, left, _mm_cmpeq_epi16(toLeft, least));
}

struct Bytes16 {
    static constexpr std::size_t kBytes = 16;
    using Sum = __m128i;

    static __m128i load(const std::uint8_t* from) { return load16(from); }
    static void store(std::uint8_t* to, __m128i value) { store16(to, value); }
    static __m128i subtract(__m128i a, __m128i b) { return _mm_sub_epi8(a, b); }
    static __m128i first(__m128i value, std::size_t count)
    {
        if (count >= kBytes)
            return value;
        const __m128i places = _mm_setr_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        return _mm_and_si128(value, _mm_cmpgt_epi8(_mm_set1_epi8(static_cast<char>(count)), places));
    }
    static Sum noSum() { return _mm_setzero_si128(); }
    static Sum addMagnitudes(Sum sum, __m128i value)
    {
        return _mm_add_epi64(sum, _mm_sad_epu8(_mm_abs_epi8(value), _mm_setzero_si128()));
    }
    static Sum addChanges(Sum sum, __m128i value)
    {
        const __m128i isChange = _mm_min_epu8(value, _mm_set1_epi8(1));
        return _mm_add_epi64(sum, _mm_sad_epu8(isChange, _mm_setzero_si128()));
    }
    static std::uint64_t total(Sum sum)
    {
        return static_cast<std::uint64_t>(_mm_extract_epi16(sum, 0)) +
               (static_cast<std::uint64_t>(_mm_extract_epi16(sum, 1)) << 16) +
               static_cast<std::uint64_t>(_mm_extract_epi16(sum, 4)) +
               (static_cast<std::uint64_t>(_mm_extract_epi16(sum, 5)) << 16);
    }
    static __m128i paeth(__m128i left, __m128i above, __m128i corner)
    {
        const __m128i zero = _mm_setzero_si128();
        const __m128i low = paethOfWords(_mm_unpacklo_epi8(left, zero), _mm_unpacklo_epi8(above, zero),
                                         _mm_unpacklo_epi8(corner, zero));
        const __m128i high = paethOfWords(_mm_unpackhi_epi8(left, zero), _mm_unpackhi_epi8(above, zero),
                                          _mm_unpackhi_epi8(corner, zero));
        return _mm_packus_epi16(low, high);
    }
};

void toThreeBytes(const std::uint8_t* in, std::size_t pixels, bool isBgr, std::uint8_t* out)
{
    const __m128i order = isBgr ? _mm_setr_epi8(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1)
                                : _mm_setr_epi8(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1);
    for (std::size_t x = 0; x < pixels; x += 4)
        store16(out + 3 * x, _mm_shuffle_epi8(load16(in + 4 * x), order));
}

void exchangeFirstThird(const std::uint8_t* in, std::size_t pixels, std::uint8_t* out)
{
    const __m128i order = _mm_setr_epi8(2, 1, 0, 3, 6, 5, 4, 7, 10, 9, 8, 11, 14, 13, 12, 15);
    for (std::size_t x = 0; x < pixels; x += 4)
        store16(out + 4 * x, _mm_shuffle_epi8(load16(in + 4 * x), order));
}

} // namespace

const PngRowKernels kPngRowsSse41{toThreeBytes, exchangeFirstThird, pngrows::countChanges<Bytes16>,
                                  pngrows::filter<Bytes16>};

} // namespace reelout

#endif
