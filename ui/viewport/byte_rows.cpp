// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/byte_rows.h"

#include <cstring>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define REELOUT_FOR_PROCESSORS __attribute__((target_clones("avx2", "default")))
#else
#define REELOUT_FOR_PROCESSORS
#endif

namespace reelout {

namespace {

constexpr int kLanes = 8;
using Bytes = std::uint8_t __attribute__((vector_size(kLanes)));
using Whole = std::int32_t __attribute__((vector_size(kLanes * 4)));
using Floats = float __attribute__((vector_size(kLanes * 4)));
using Pixel = float __attribute__((vector_size(16)));
using Codes = std::int32_t __attribute__((vector_size(16)));
using Packed = std::uint8_t __attribute__((vector_size(4)));

} // namespace

REELOUT_FOR_PROCESSORS void scaleByteRow(const std::uint8_t* row, int bytes, float weight, float* out)
{
    int at = 0;
    for (; at + kLanes <= bytes; at += kLanes) {
        Bytes read;
        std::memcpy(&read, row + at, sizeof read);
        const Floats scaled = __builtin_convertvector(__builtin_convertvector(read, Whole), Floats) * weight;
        std::memcpy(out + at, &scaled, sizeof scaled);
    }
    for (; at < bytes; ++at)
        out[at] = static_cast<float>(row[at]) * weight;
}

REELOUT_FOR_PROCESSORS void addByteRow(const std::uint8_t* row, int bytes, float weight, float* out)
{
    int at = 0;
    for (; at + kLanes <= bytes; at += kLanes) {
        Bytes read;
        std::memcpy(&read, row + at, sizeof read);
        Floats sum;
        std::memcpy(&sum, out + at, sizeof sum);
        sum += __builtin_convertvector(__builtin_convertvector(read, Whole), Floats) * weight;
        std::memcpy(out + at, &sum, sizeof sum);
    }
    for (; at < bytes; ++at)
        out[at] += static_cast<float>(row[at]) * weight;
}

REELOUT_FOR_PROCESSORS void shrinkByteRow(const float* row, int from, const std::vector<SampleRun>& columns,
                                          QRgb* out)
{
    constexpr Pixel kLowest{};
    constexpr Pixel kHighest{255.0F, 255.0F, 255.0F, 255.0F};
    for (const SampleRun& run : columns) {
        const float* in = row + 4 * static_cast<std::ptrdiff_t>(run.first - from);
        Pixel sum;
        std::memcpy(&sum, in, sizeof sum);
        if (run.first != run.last) {
            sum *= run.firstWeight;
            for (int tap = run.first + 1; tap <= run.last; ++tap) {
                in += 4;
                Pixel next;
                std::memcpy(&next, in, sizeof next);
                sum += next * (tap == run.last ? run.lastWeight : 1.0F);
            }
            sum *= run.factor;
        }
        sum += 0.5F;
        sum = sum > kLowest ? sum : kLowest;
        sum = sum < kHighest ? sum : kHighest;
        const Packed codes = __builtin_convertvector(__builtin_convertvector(sum, Codes), Packed);
        QRgb pixel = 0;
        std::memcpy(&pixel, &codes, sizeof pixel);
        *out++ = pixel | 0xFF000000U;
    }
}

} // namespace reelout
