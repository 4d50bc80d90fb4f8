// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/still/png_rows_of.h"

#include <cstdlib>

namespace reelout {

namespace {

/// One byte at a time; compilers make vectors of what their target has for certain.
struct Byte {
    static constexpr std::size_t kBytes = 1;
    using Sum = std::uint64_t;

    static std::uint8_t load(const std::uint8_t* from) { return *from; }
    static void store(std::uint8_t* to, std::uint8_t value) { *to = value; }
    static std::uint8_t subtract(std::uint8_t a, std::uint8_t b) { return static_cast<std::uint8_t>(a - b); }
    static std::uint8_t first(std::uint8_t value, std::size_t) { return value; }
    static Sum noSum() { return 0; }
    static Sum addMagnitudes(Sum sum, std::uint8_t value)
    {
        return sum + static_cast<unsigned>(value < 128 ? value : 256 - value);
    }
    static Sum addChanges(Sum sum, std::uint8_t value) { return sum + (value != 0 ? 1 : 0); }
    static std::uint64_t total(Sum sum) { return sum; }
    static std::uint8_t paeth(std::uint8_t left, std::uint8_t above, std::uint8_t corner)
    {
        const int toLeft = std::abs(above - corner);
        const int toAbove = std::abs(left - corner);
        const int toCorner = std::abs(left + above - 2 * corner);
        if (toLeft <= toAbove && toLeft <= toCorner)
            return left;
        return toAbove <= toCorner ? above : corner;
    }
};

void toThreeBytes(const std::uint8_t* in, std::size_t pixels, bool isBgr, std::uint8_t* out)
{
    const std::size_t red = isBgr ? 2 : 0;
    for (std::size_t x = 0; x < pixels; ++x) {
        out[3 * x] = in[4 * x + red];
        out[3 * x + 1] = in[4 * x + 1];
        out[3 * x + 2] = in[4 * x + 2 - red];
    }
}

void exchangeFirstThird(const std::uint8_t* in, std::size_t pixels, std::uint8_t* out)
{
    for (std::size_t x = 0; x < pixels; ++x) {
        out[4 * x] = in[4 * x + 2];
        out[4 * x + 1] = in[4 * x + 1];
        out[4 * x + 2] = in[4 * x];
        out[4 * x + 3] = in[4 * x + 3];
    }
}

} // namespace

const PngRowKernels kPngRowsScalar{toThreeBytes, exchangeFirstThird, pngrows::countChanges<Byte>,
                                   pngrows::filter<Byte>};

const PngRowKernels& pngRowKernels(CpuLevel level)
{
#if defined(__x86_64__) || defined(__i386__)
    if (level >= CpuLevel::Avx2)
        return kPngRowsAvx2;
    if (level == CpuLevel::Sse41)
        return kPngRowsSse41;
#endif
    static_cast<void>(level);
    return kPngRowsScalar;
}

} // namespace reelout
