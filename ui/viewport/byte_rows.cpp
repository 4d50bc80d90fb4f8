// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/byte_rows.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#if defined(__SSE2__) && defined(__GNUC__)
#include <immintrin.h>
#endif

namespace reelout {

namespace {

constexpr int kOne = 1 << 16;
constexpr std::ptrdiff_t kBytes = 4; // of a pixel
constexpr int kAhead = 768;          // bytes from which memory is fetched in advance

std::uint16_t weight(int sixteenths)
{
    return static_cast<std::uint16_t>(std::clamp(sixteenths, 0, kOne - 1));
}

// The upper half of the product, as processors have it for vectors.
constexpr std::uint16_t times(std::uint16_t value, std::uint16_t weight)
{
    return static_cast<std::uint16_t>(static_cast<std::uint32_t>(value) * weight >> 16);
}

std::uint16_t weightOf(const ByteRun& run, int at)
{
    return at == run.first ? run.firstWeight : at == run.last ? run.lastWeight : run.betweenWeight;
}

/// What the rounding down of all products takes away in the mean.
std::uint16_t lackOf(const ByteRun& run)
{
    return static_cast<std::uint16_t>((run.last - run.first + 1) / 2);
}

/// What is added to the sum of a run: half a code, and what the rounding down of its products takes away.
std::uint16_t rounding(int taps)
{
    return static_cast<std::uint16_t>(128 + taps / 2);
}

void combineRest(const std::uint8_t* row, std::ptrdiff_t stride, const ByteRun& run, int from, int bytes,
                 std::uint16_t* out)
{
    for (int at = from; at < bytes; ++at) {
        std::uint16_t sum = lackOf(run);
        for (int y = run.first; y <= run.last; ++y)
            sum = static_cast<std::uint16_t>(
                sum +
                times(static_cast<std::uint16_t>(row[(y - run.first) * stride + at] << 8), weightOf(run, y)));
        out[at] = sum;
    }
}

#if defined(__SSE2__) && defined(__GNUC__)

// 32 columns at a time through all rows, so that the sums stay in registers.
__attribute__((target("avx2"))) int combineAvx2(const std::uint8_t* row, std::ptrdiff_t stride,
                                                const ByteRun& run, int bytes, std::uint16_t* out)
{
    const __m256i zero = _mm256_setzero_si256();
    const __m256i start = _mm256_set1_epi16(static_cast<short>(lackOf(run)));
    const __m256i first = _mm256_set1_epi16(static_cast<short>(run.firstWeight));
    const __m256i between = _mm256_set1_epi16(static_cast<short>(run.betweenWeight));
    const __m256i last = _mm256_set1_epi16(static_cast<short>(run.lastWeight));
    const int rows = run.last - run.first;
    int at = 0;
    for (; at + 32 <= bytes; at += 32) {
        const std::uint8_t* from = row + at;
        __m256i low = start;  // of both halves of the register
        __m256i high = start; // likewise
        const auto add = [&](__m256i factor) __attribute__((target("avx2"), always_inline))
        {
            // Eight megabytes that nobody reads again: they need no place in the cache that others use.
            _mm_prefetch(reinterpret_cast<const char*>(from) + kAhead, _MM_HINT_NTA);
            const __m256i read = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
            low = _mm256_add_epi16(low, _mm256_mulhi_epu16(_mm256_unpacklo_epi8(zero, read), factor));
            high = _mm256_add_epi16(high, _mm256_mulhi_epu16(_mm256_unpackhi_epi8(zero, read), factor));
            from += stride;
        };
        add(first);
        for (int y = 1; y < rows; ++y)
            add(between);
        if (rows > 0)
            add(last);
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + at), _mm256_permute2x128_si256(low, high, 0x20));
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + at + 16),
                            _mm256_permute2x128_si256(low, high, 0x31));
    }
    return at;
}

int combineSse2(const std::uint8_t* row, std::ptrdiff_t stride, const ByteRun& run, int bytes,
                std::uint16_t* out)
{
    const __m128i zero = _mm_setzero_si128();
    int at = 0;
    for (; at + 16 <= bytes; at += 16) {
        __m128i low = _mm_set1_epi16(static_cast<short>(lackOf(run)));
        __m128i high = low;
        for (int y = run.first; y <= run.last; ++y) {
            const __m128i factor = _mm_set1_epi16(static_cast<short>(weightOf(run, y)));
            const __m128i read =
                _mm_loadu_si128(reinterpret_cast<const __m128i*>(row + (y - run.first) * stride + at));
            low = _mm_add_epi16(low, _mm_mulhi_epu16(_mm_unpacklo_epi8(zero, read), factor));
            high = _mm_add_epi16(high, _mm_mulhi_epu16(_mm_unpackhi_epi8(zero, read), factor));
        }
        _mm_storeu_si128(reinterpret_cast<__m128i*>(out + at), low);
        _mm_storeu_si128(reinterpret_cast<__m128i*>(out + at + 8), high);
    }
    return at;
}

int combineVectors(const std::uint8_t* row, std::ptrdiff_t stride, const ByteRun& run, int bytes,
                   std::uint16_t* out)
{
    static const bool hasAvx2 = __builtin_cpu_supports("avx2") != 0;
    return hasAvx2 ? combineAvx2(row, stride, run, bytes, out) : combineSse2(row, stride, run, bytes, out);
}

#else

int combineVectors(const std::uint8_t*, std::ptrdiff_t, const ByteRun&, int, std::uint16_t*)
{
    return 0;
}

#endif

} // namespace

ByteRun byteRun(const SampleRun& run)
{
    ByteRun all;
    all.first = run.first;
    all.last = run.last;
    if (run.first == run.last)
        return all;
    const int between = run.last - run.first - 1;
    const int middle = static_cast<int>(std::lround(kOne * run.factor));
    const int first = static_cast<int>(std::lround(kOne * run.firstWeight * run.factor));
    all.betweenWeight = weight(middle);
    all.firstWeight = weight(first);
    all.lastWeight = weight(kOne - first - between * middle); // so that they are 1 together
    return all;
}

void combineByteRows(const std::uint8_t* row, std::ptrdiff_t stride, const ByteRun& run, int bytes,
                     std::uint16_t* out)
{
    const int done = combineVectors(row, stride, run, bytes, out);
    combineRest(row, stride, run, done, bytes, out);
}

void ByteColumns::prepare(const std::vector<SampleRun>& runs, int from)
{
    m_count = runs.size();
    m_taps = 1;
    for (const SampleRun& run : runs)
        m_taps = std::max(m_taps, run.last - run.first + 1);
    m_pairs = (m_taps + 1) / 2;
    const std::size_t taps = 2 * static_cast<std::size_t>(m_pairs);
    m_firsts.resize(m_count);
    m_weights.assign(m_count * taps * kBytes, 0);
    for (std::size_t i = 0; i < m_count; ++i) {
        const ByteRun run = byteRun(runs[i]);
        m_firsts[i] = kBytes * static_cast<std::ptrdiff_t>(run.first - from);
        for (int at = run.first; at <= run.last; ++at) {
            const std::size_t tap = i * taps + static_cast<std::size_t>(at - run.first);
            std::fill_n(m_weights.begin() + static_cast<std::ptrdiff_t>(tap * kBytes), kBytes,
                        weightOf(run, at));
        }
    }
}

template <int kPairs>
void ByteColumns::shrinkFrom(std::size_t from, const std::uint16_t* row, QRgb* out) const
{
    const int taps = 2 * (kPairs > 0 ? kPairs : m_pairs);
    for (std::size_t i = from; i < m_count; ++i) {
        const std::uint16_t* weights = m_weights.data() + i * static_cast<std::size_t>(taps) * kBytes;
        QRgb pixel = 0xFF000000U;
        for (int byte = 0; byte < kBytes - 1; ++byte) {
            std::uint32_t sum = rounding(m_taps);
            for (int tap = 0; tap < taps; ++tap)
                sum += times(row[m_firsts[i] + kBytes * tap + byte], weights[kBytes * tap]);
            pixel |= std::min(sum >> 8, 255U) << 8 * byte;
        }
        out[i] = pixel;
    }
}

#if defined(__SSE2__) && defined(__GNUC__)

namespace {

// Two pixels of a run fill 128 bits, so the sum of a run ends as two halves: those of several device pixels
// are added at once.

__m128i load(const std::uint16_t* from)
{
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
}

template <int kPairs>
__m128i sumOfRun(const std::uint16_t* pixels, const std::uint16_t* weights, int pairs)
{
    __m128i sum = _mm_mulhi_epu16(load(pixels), load(weights));
    for (int pair = 1; pair < (kPairs > 0 ? kPairs : pairs); ++pair)
        sum = _mm_adds_epu16(sum, _mm_mulhi_epu16(load(pixels + 8 * pair), load(weights + 8 * pair)));
    return sum;
}

template <int kPairs>
std::size_t shrinkSse2(const std::uint16_t* row, const std::ptrdiff_t* firsts, const std::uint16_t* weights,
                       std::size_t count, int pairs, int taps, QRgb* out)
{
    const __m128i half = _mm_set1_epi16(static_cast<short>(rounding(taps)));
    const __m128i opaque = _mm_set1_epi32(static_cast<int>(0xFF000000U));
    const std::ptrdiff_t step = 8 * (kPairs > 0 ? kPairs : pairs);
    std::size_t i = 0;
    for (; i + 2 <= count; i += 2, weights += 2 * step) {
        const __m128i first = sumOfRun<kPairs>(row + firsts[i], weights, pairs);
        const __m128i second = sumOfRun<kPairs>(row + firsts[i + 1], weights + step, pairs);
        const __m128i both =
            _mm_adds_epu16(_mm_unpacklo_epi64(first, second), _mm_unpackhi_epi64(first, second));
        const __m128i codes = _mm_srli_epi16(_mm_adds_epu16(both, half), 8);
        _mm_storel_epi64(reinterpret_cast<__m128i*>(out + i),
                         _mm_or_si128(_mm_packus_epi16(codes, codes), opaque));
    }
    return i;
}

__attribute__((target("avx2"), always_inline)) inline __m256i loadTwo(const std::uint16_t* low,
                                                                      const std::uint16_t* high)
{
    return _mm256_inserti128_si256(
        _mm256_castsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(low))),
        _mm_loadu_si128(reinterpret_cast<const __m128i*>(high)), 1);
}

/// Of two device pixels, four apart.
template <int kPairs>
__attribute__((target("avx2"), always_inline)) inline __m256i
sumsOfRuns(const std::uint16_t* row, const std::ptrdiff_t* firsts, const std::uint16_t* weights, int pairs)
{
    constexpr int kApart = 4;
    const int count = kPairs > 0 ? kPairs : pairs;
    const std::uint16_t* low = row + firsts[0];
    const std::uint16_t* high = row + firsts[kApart];
    const std::uint16_t* highWeights = weights + std::ptrdiff_t{8} * count * kApart;
    __m256i sum = _mm256_mulhi_epu16(loadTwo(low, high), loadTwo(weights, highWeights));
    for (int at = 8; at < 8 * count; at += 8)
        sum = _mm256_adds_epu16(
            sum, _mm256_mulhi_epu16(loadTwo(low + at, high + at), loadTwo(weights + at, highWeights + at)));
    return sum;
}

template <int kPairs>
__attribute__((target("avx2"))) std::size_t shrinkAvx2(const std::uint16_t* row, const std::ptrdiff_t* firsts,
                                                       const std::uint16_t* weights, std::size_t count,
                                                       int pairs, int taps, QRgb* out)
{
    const __m256i half = _mm256_set1_epi16(static_cast<short>(rounding(taps)));
    const __m256i opaque = _mm256_set1_epi32(static_cast<int>(0xFF000000U));
    const std::ptrdiff_t step = 8 * (kPairs > 0 ? kPairs : pairs);
    const auto codesOf = [half](__m256i first, __m256i second) __attribute__((target("avx2"), always_inline))
    {
        const __m256i sum =
            _mm256_adds_epu16(_mm256_unpacklo_epi64(first, second), _mm256_unpackhi_epi64(first, second));
        return _mm256_srli_epi16(_mm256_adds_epu16(sum, half), 8);
    };
    std::size_t i = 0;
    for (; i + 8 <= count; i += 8, weights += 8 * step) {
        const auto sums = [&](std::ptrdiff_t at) __attribute__((target("avx2"), always_inline))
        {
            return sumsOfRuns<kPairs>(row, firsts + i + at, weights + at * step, pairs);
        };
        const __m256i low = codesOf(sums(0), sums(1));  // 0, 1 and 4, 5
        const __m256i high = codesOf(sums(2), sums(3)); // 2, 3 and 6, 7
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + i),
                            _mm256_or_si256(_mm256_packus_epi16(low, high), opaque));
    }
    return i;
}

} // namespace

template <int kPairs>
std::size_t ByteColumns::shrinkVectors(const std::uint16_t* row, QRgb* out) const
{
    static const bool hasAvx2 = __builtin_cpu_supports("avx2") != 0;
    const auto shrink = hasAvx2 ? shrinkAvx2<kPairs> : shrinkSse2<kPairs>;
    return shrink(row, m_firsts.data(), m_weights.data(), m_count, m_pairs, m_taps, out);
}

#else

template <int kPairs>
std::size_t ByteColumns::shrinkVectors(const std::uint16_t*, QRgb*) const
{
    return 0;
}

#endif

template <int kPairs>
void ByteColumns::shrinkAll(const std::uint16_t* row, QRgb* out) const
{
    shrinkFrom<kPairs>(shrinkVectors<kPairs>(row, out), row, out);
}

void ByteColumns::shrink(const std::uint16_t* row, QRgb* out) const
{
    switch (m_pairs) {
    case 1:
        return shrinkAll<1>(row, out);
    case 2:
        return shrinkAll<2>(row, out);
    default:
        return shrinkAll<0>(row, out);
    }
}

} // namespace reelout
