// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/cpu_level.h"

#include <cstddef>
#include <cstdint>

namespace reelout {

// What a PNG row goes through before it is compressed, one set of kernels per instruction set. All sets give
// the same bytes.

/// One row and what is around it. `row` and `above` have `bytes` readable bytes and 64 more before and after
/// them, those before being 0; `step` is the bytes of a pixel, 1 to 8.
struct PngRow {
    const std::uint8_t* row = nullptr;
    const std::uint8_t* above = nullptr;
    std::size_t bytes = 0;
    int step = 0;
};

struct PngRowKernels {
    /// Four bytes a pixel to three, first and third exchanged if `isBgr`. Reads whole groups of eight
    /// pixels and writes up to 8 bytes beyond the last.
    void (*toThreeBytes)(const std::uint8_t* in, std::size_t pixels, bool isBgr, std::uint8_t* out);
    /// First and third of four bytes exchanged, in whole groups of eight pixels.
    void (*exchangeFirstThird)(const std::uint8_t* in, std::size_t pixels, std::uint8_t* out);
    /// Bytes that differ from that of the pixel before.
    std::size_t (*countChanges)(const PngRow& row);
    /// Filters Sub, Up and Paeth (PNG specification 9.2) and keeps the one whose bytes, taken as signed, have
    /// the least sum of magnitudes (12.7), Paeth only where the others leave something to win. A row of flat
    /// areas that is not nearly the one above stays as it is (None). `out` and
    /// `scratch` get the filter's number and the row, and up to 64 bytes beyond; returns which of them holds
    /// the result.
    const std::uint8_t* (*filter)(const PngRow& row, std::uint8_t* out, std::uint8_t* scratch);
};

extern const PngRowKernels kPngRowsScalar;
extern const PngRowKernels kPngRowsSse41;
extern const PngRowKernels kPngRowsAvx2;

/// The best set for `level`.
const PngRowKernels& pngRowKernels(CpuLevel level);

} // namespace reelout
