// SPDX-License-Identifier: GPL-3.0-or-later
#if defined(__AVX2__)

#include "encode/still/png_rows_of.h"

#include <immintrin.h>

namespace reelout {

namespace {

__m256i load32(const std::uint8_t* from)
{
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
}

void store32(std::uint8_t* to, __m256i value)
{
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), value);
}

/// The neighbour that the Paeth predictor takes, for sixteen samples in 16 bits.
__m256i paethOfWords(__m256i left, __m256i above, __m256i corner)
{
    const __m256i fromAbove = _mm256_sub_epi16(above, corner);
    const __m256i fromLeft = _mm256_sub_epi16(left, corner);
    const __m256i toLeft = _mm256_abs_epi16(fromAbove);
    const __m256i toAbove = _mm256_abs_epi16(fromLeft);
    const __m256i toCorner = _mm256_abs_epi16(_mm256_add_epi16(fromAbove, fromLeft));
    const __m256i least = _mm256_min_epi16(toLeft, _mm256_min_epi16(toAbove, toCorner));
    const __m256i aboveOrCorner = _mm256_blendv_epi8(corner, above, _mm256_cmpeq_epi16(toAbove, least));
    return _mm256_blendv_epi8(aboveOrCorner, left, _mm256_cmpeq_epi16(toLeft, least));
}

struct Bytes32 {
    static constexpr std::size_t kBytes = 32;
    using Sum = __m256i;

    static __m256i load(const std::uint8_t* from) { return load32(from); }
    static void store(std::uint8_t* to, __m256i value) { store32(to, value); }
    static __m256i subtract(__m256i a, __m256i b) { return _mm256_sub_epi8(a, b); }
    static __m256i first(__m256i value, std::size_t count)
    {
        if (count >= kBytes)
            return value;
        const __m256i places = _mm256_setr_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17,
                                                18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31);
        return _mm256_and_si256(value, _mm256_cmpgt_epi8(_mm256_set1_epi8(static_cast<char>(count)), places));
    }
    static Sum noSum() { return _mm256_setzero_si256(); }
    static Sum addMagnitudes(Sum sum, __m256i value)
    {
        return _mm256_add_epi64(sum, _mm256_sad_epu8(_mm256_abs_epi8(value), _mm256_setzero_si256()));
    }
    static Sum addChanges(Sum sum, __m256i value)
    {
        const __m256i isChange = _mm256_min_epu8(value, _mm256_set1_epi8(1));
        return _mm256_add_epi64(sum, _mm256_sad_epu8(isChange, _mm256_setzero_si256()));
    }
    static std::uint64_t total(Sum sum)
    {
        alignas(32) std::uint64_t sums[4];
        _mm256_store_si256(reinterpret_cast<__m256i*>(sums), sum);
        return sums[0] + sums[1] + sums[2] + sums[3];
    }
    static __m256i paeth(__m256i left, __m256i above, __m256i corner)
    {
        const __m256i zero = _mm256_setzero_si256();
        const __m256i low = paethOfWords(_mm256_unpacklo_epi8(left, zero), _mm256_unpacklo_epi8(above, zero),
                                         _mm256_unpacklo_epi8(corner, zero));
        const __m256i high = paethOfWords(_mm256_unpackhi_epi8(left, zero), _mm256_unpackhi_epi8(above, zero),
                                          _mm256_unpackhi_epi8(corner, zero));
        return _mm256_packus_epi16(low, high);
    }
};

void toThreeBytes(const std::uint8_t* in, std::size_t pixels, bool isBgr, std::uint8_t* out)
{
    const __m128i half = isBgr ? _mm_setr_epi8(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1)
                               : _mm_setr_epi8(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -1, -1, -1, -1);
    const __m256i order = _mm256_broadcastsi128_si256(half);
    const __m256i together = _mm256_setr_epi32(0, 1, 2, 4, 5, 6, 3, 7);
    for (std::size_t x = 0; x < pixels; x += 8) {
        const __m256i halves = _mm256_shuffle_epi8(load32(in + 4 * x), order);
        store32(out + 3 * x, _mm256_permutevar8x32_epi32(halves, together));
    }
}

void exchangeFirstThird(const std::uint8_t* in, std::size_t pixels, std::uint8_t* out)
{
    const __m256i order =
        _mm256_broadcastsi128_si256(_mm_setr_epi8(2, 1, 0, 3, 6, 5, 4, 7, 10, 9, 8, 11, 14, 13, 12, 15));
    for (std::size_t x = 0; x < pixels; x += 8)
        store32(out + 4 * x, _mm256_shuffle_epi8(load32(in + 4 * x), order));
}

} // namespace

const PngRowKernels kPngRowsAvx2{toThreeBytes, exchangeFirstThird, pngrows::countChanges<Bytes32>,
                                 pngrows::filter<Bytes32>};

} // namespace reelout

#endif
