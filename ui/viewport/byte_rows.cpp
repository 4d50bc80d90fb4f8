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
    const std::size_t pairs = (m_count + 1) / 2;
    m_taps = 1;
    for (const SampleRun& run : runs)
        m_taps = std::max(m_taps, run.last - run.first + 1);
    m_firsts.assign(2 * pairs, 0);
    m_weights.assign(2 * pairs * kBytes * static_cast<std::size_t>(m_taps), 0);
    for (std::size_t i = 0; i < m_count; ++i) {
        const ByteRun run = byteRun(runs[i]);
        m_firsts[i] = kBytes * static_cast<std::ptrdiff_t>(run.first - from);
        for (int at = run.first; at <= run.last; ++at) {
            const std::size_t tap =
                i / 2 * static_cast<std::size_t>(m_taps) + static_cast<std::size_t>(at - run.first);
            std::fill_n(m_weights.begin() + static_cast<std::ptrdiff_t>((2 * tap + i % 2) * kBytes), kBytes,
                        weightOf(run, at));
        }
    }
}

#if defined(__SSE2__) && defined(__GNUC__)

// kTaps of 0: as many as there are.
template <int kTaps>
void ByteColumns::shrinkPairs(const std::uint16_t* row, QRgb* out) const
{
    const int taps = kTaps > 0 ? kTaps : m_taps;
    const __m128i rounding = _mm_set1_epi16(static_cast<short>(128 + taps / 2));
    const __m128i opaque = _mm_set1_epi32(static_cast<int>(0xFF000000U));
    const std::uint16_t* weights = m_weights.data();
    for (std::size_t i = 0; i < m_count; i += 2) {
        const std::uint16_t* first = row + m_firsts[i];
        const std::uint16_t* second = row + m_firsts[i + 1];
        __m128i sum = rounding;
        for (int tap = 0; tap < taps; ++tap) {
            const __m128i pixels =
                _mm_unpacklo_epi64(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(first + kBytes * tap)),
                                   _mm_loadl_epi64(reinterpret_cast<const __m128i*>(second + kBytes * tap)));
            const __m128i factors = _mm_loadu_si128(reinterpret_cast<const __m128i*>(weights));
            weights += 2 * kBytes;
            sum = _mm_adds_epu16(sum, _mm_mulhi_epu16(pixels, factors));
        }
        const __m128i codes = _mm_or_si128(_mm_packus_epi16(_mm_srli_epi16(sum, 8), sum), opaque);
        if (i + 1 < m_count)
            _mm_storel_epi64(reinterpret_cast<__m128i*>(out + i), codes);
        else
            out[i] = static_cast<QRgb>(_mm_cvtsi128_si32(codes));
    }
}

#else

template <int kTaps>
void ByteColumns::shrinkPairs(const std::uint16_t* row, QRgb* out) const
{
    const int taps = kTaps > 0 ? kTaps : m_taps;
    for (std::size_t i = 0; i < m_count; ++i) {
        const std::uint16_t* weights =
            m_weights.data() + 2 * kBytes * (i / 2) * static_cast<std::size_t>(taps) + i % 2 * kBytes;
        QRgb pixel = 0xFF000000U;
        for (int byte = 0; byte < kBytes - 1; ++byte) {
            std::uint32_t sum = 128U + static_cast<unsigned>(taps) / 2;
            for (int tap = 0; tap < taps; ++tap)
                sum += times(row[m_firsts[i] + kBytes * tap + byte], weights[2 * kBytes * tap]);
            pixel |= std::min(sum >> 8, 255U) << 8 * byte;
        }
        out[i] = pixel;
    }
}

#endif

void ByteColumns::shrink(const std::uint16_t* row, QRgb* out) const
{
    switch (m_taps) {
    case 1:
        return shrinkPairs<1>(row, out);
    case 2:
        return shrinkPairs<2>(row, out);
    case 3:
        return shrinkPairs<3>(row, out);
    case 4:
        return shrinkPairs<4>(row, out);
    default:
        return shrinkPairs<0>(row, out);
    }
}

} // namespace reelout
