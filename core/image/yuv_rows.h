// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

// Included by files that are compiled for newer processors than the rest of the program: nothing here may
// drag in code that the linker could then pick for everyone. So: plain data, no standard containers, no Qt.

namespace reelout {

/// Fraction bits of YuvRowCoefficients. With 15 bits the rounding of the factors costs below 0.01 of a code
/// value and every sum of the 4:2:0 filter stays inside 32 bits up to 12-bit samples.
inline constexpr int kYuvFractionBits = 15;

/// R'G'B' (8 bits, full range) to Y'CbCr as integers. The factors belong to bytes 0, 1 and 2 of a pixel in
/// memory, so that one kernel serves BGRA and RGBA. Chroma factors add up to zero: greys are exactly neutral.
struct YuvRowCoefficients {
    std::int32_t luma[3] = {};
    std::int32_t blue[3] = {}; ///< Cb
    std::int32_t red[3] = {};  ///< Cr
    std::int32_t lumaOffset = 0;
    std::int32_t chromaOffset = 0;
    std::int32_t maximum = 0;   ///< greatest code value
    std::int32_t leftShift = 0; ///< of the finished sample (P010: 6)
};

/// Where the samples go.
enum class YuvRowLayout { Planar8, SemiPlanar8, Planar16, SemiPlanar16 };
inline constexpr int kYuvRowLayouts = 4;

/// Vectors of all widths begin at multiples of so many columns.
inline constexpr int kYuvRowStep = 64;

/// Part of one row of the output (4:2:0: two); all pointers are to the beginning of rows. Columns at and
/// beyond `sourceWidth` repeat the last pixel.
struct YuvRowJob {
    const std::uint8_t* upper = nullptr; ///< 4 bytes a pixel
    const std::uint8_t* lower = nullptr; ///< 4:2:0 only; the same as `upper` below the last row
    int sourceWidth = 0;
    int begin = 0; ///< the first column that is wanted, a multiple of kYuvRowStep
    int end = 0;   ///< one past the last of them: even, or the width of the output
    std::uint8_t* luma[2] = {};
    std::uint8_t* chroma[2] = {}; ///< Cb and Cr; interleaved in [0] for the semi-planar layouts
    const YuvRowCoefficients* coefficients = nullptr;
};

enum class YuvSubsampling { Yuv420, Yuv422, Yuv444 };
inline constexpr int kYuvSubsamplings = 3;

/// Converts columns from `begin` on and returns where it stopped (even); the scalar code does the rest.
using YuvRowKernel = int (*)(const YuvRowJob&);

/// The kernels of one level of processor; null where the scalar code does everything.
struct YuvRowKernels {
    YuvRowKernel kernels[kYuvSubsamplings][kYuvRowLayouts] = {};

    YuvRowKernel of(YuvSubsampling subsampling, YuvRowLayout layout) const
    {
        return kernels[static_cast<int>(subsampling)][static_cast<int>(layout)];
    }
};

/// All of `job` with `kernel` (may be null) and scalar code; the bytes are the same whatever the kernel.
///
/// Chroma of 4:2:2 and 4:2:0 is sited left (H.264 chroma_sample_loc_type 0, the default of every codec and
/// container that doesn't say otherwise): co-sited with the even columns, so columns x-1, x, x+1 are weighed
/// 1:2:1; in 4:2:0 the two rows are averaged, as it sits halfway between them. A 2x2 box would be the right
/// filter for centred chroma and shift colours by half a pixel here.
void convertYuvRows(YuvSubsampling subsampling, YuvRowLayout layout, YuvRowKernel kernel,
                    const YuvRowJob& job);

extern const YuvRowKernels kYuvRowKernelsSse41;
extern const YuvRowKernels kYuvRowKernelsAvx2;
extern const YuvRowKernels kYuvRowKernelsAvx512;

} // namespace reelout
