// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

// Included by files that are compiled for newer processors than the rest of the program; as in yuv_rows.h,
// nothing here may drag in code that the linker could then pick for everyone.

namespace reelout {

/// One component of Y'CbCr out of another Y'CbCr's, in integers: chroma is eight times its distance from
/// grey.
struct YuvMix {
    std::int32_t luma = 0; ///< factors of 2^shift
    std::int32_t blue = 0;
    std::int32_t red = 0;
    std::int32_t bias = 0; ///< with the half that rounds
    std::int32_t maximum = 255;
    int shift = 0;
};

/// What rows of samples go through in convert_yuv.h, one set of kernels per instruction set; all give the
/// same bits. Arrays may be of any length and alignment, and don't overlap unless it is said.
struct YuvMixKernels {
    void (*widen)(const std::uint8_t* in, std::ptrdiff_t count, std::uint16_t* out);
    /// Every other one, from the first of `in` on.
    void (*widenPairs)(const std::uint8_t* in, std::ptrdiff_t count, std::uint16_t* out);
    void (*widenFours)(const std::uint8_t* in, std::ptrdiff_t count, std::uint16_t* out);
    void (*shiftDown)(const std::uint16_t* in, std::ptrdiff_t step, std::ptrdiff_t count, int shift,
                      std::uint16_t* out);
    /// (near * a + far * (4 - a)) / 4, as eight times the distance from grey, times 4 / 8.
    void (*blend)(const std::uint16_t* near, const std::uint16_t* far, std::int32_t ofNear, std::int32_t grey,
                  std::ptrdiff_t count, std::int16_t* out);
    /// Four times to eight times, between the columns of twice as many: the even ones are sited there.
    void (*doubleColumns)(const std::int16_t* in, std::ptrdiff_t count, std::int16_t* out);
    /// Four times to eight times.
    void (*keepColumns)(const std::int16_t* in, std::ptrdiff_t count, std::int16_t* out);
    /// The same, half as many: a quarter, a half and a quarter around the even ones. `count` of `out`; `in`
    /// has 2 * count or one fewer.
    void (*halveColumns)(const std::int16_t* in, std::ptrdiff_t have, std::ptrdiff_t count,
                         std::int16_t* out);
    void (*mixLuma)(const YuvMix& mix, const std::uint16_t* luma, const std::int16_t* blue,
                    const std::int16_t* red, std::ptrdiff_t count, std::uint16_t* out);
    void (*mixChroma)(const YuvMix& mix, const std::int16_t* blue, const std::int16_t* red,
                      std::ptrdiff_t count, std::uint16_t* out);
    /// Three rows of bytes as pixels of four, the last 255.
    void (*packFours)(const std::uint16_t* first, const std::uint16_t* second, const std::uint16_t* third,
                      std::ptrdiff_t count, std::uint8_t* out);
    void (*narrow)(const std::uint16_t* in, std::ptrdiff_t count, std::uint8_t* out);
};

extern const YuvMixKernels kYuvMixScalar;
extern const YuvMixKernels kYuvMixAvx2;

} // namespace reelout
