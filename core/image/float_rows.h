// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

// Included by files that are compiled for newer processors than the rest of the program; as in yuv_rows.h,
// nothing here may drag in code that the linker could then pick for everyone.

namespace reelout {

/// Y'CbCr to R'G'B', chroma around 0 (see yuv_matrix.h).
struct YuvToRgb {
    float redFromCr = 0.0F;
    float greenFromCb = 0.0F;
    float greenFromCr = 0.0F;
    float blueFromCb = 0.0F;
};

/// What rows of floats go through in convert_float.h, one set of kernels per instruction set. All sets give
/// the same bits. Arrays may be of any length and alignment, and don't overlap.
struct FloatRowKernels {
    /// (code - bias) * scale
    void (*fromBytes)(const std::uint8_t* in, std::ptrdiff_t count, float bias, float scale, float* out);
    void (*fromWords)(const std::uint16_t* in, std::ptrdiff_t count, float bias, float scale, float* out);
    void (*fromHalves)(const std::uint16_t* in, std::ptrdiff_t count, float* out);
    /// in * scale rounded to nearest and clamped to 0..scale; NaN becomes 0.
    void (*toBytes)(const float* in, std::ptrdiff_t count, float scale, std::uint8_t* out);
    void (*toWords)(const float* in, std::ptrdiff_t count, float scale, std::uint16_t* out);
    void (*toHalves)(const float* in, std::ptrdiff_t count, std::uint16_t* out);

    /// The curves of srgb_curve.h on the colours of RGBA pixels.
    void (*decodeSrgb)(float* rgba, std::ptrdiff_t pixels);
    void (*encodeSrgb)(float* rgba, std::ptrdiff_t pixels);

    /// near = 3/4 near + 1/4 far: rows of 4:2:0 chroma lie a quarter row off.
    void (*blendRows)(float* near, const float* far, std::ptrdiff_t count);
    /// Twice as many columns: the even ones have a sample of their own, the odd ones are between two. `out`
    /// has room for 2 * count.
    void (*doubleColumns)(const float* in, std::ptrdiff_t count, float* out);
    /// Pixels with alpha 1.
    void (*yuvToRgba)(const YuvToRgb& matrix, const float* luma, const float* blue, const float* red,
                      std::ptrdiff_t pixels, float* rgba);
};

extern const FloatRowKernels kFloatRowsScalar;
extern const FloatRowKernels kFloatRowsAvx2;

} // namespace reelout
