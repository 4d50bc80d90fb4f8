// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace reelout {

// The layout of ProRes frames, after SMPTE RDD 36:2015: a header, and in progressive frames one picture of
// slices, each a row of up to eight macroblocks that is coded by itself. So a frame can be put together from
// frames of its parts.

/// Sides of a macroblock, pixels.
inline constexpr int kProResMacroblock = 16;

/// The parts of a progressive frame.
struct ProResFrame {
    std::span<const std::uint8_t> header;        ///< frame() of RDD 36 up to the picture header
    std::span<const std::uint8_t> pictureHeader; ///< with the number of slices
    std::span<const std::uint8_t> sliceSizes;    ///< the slice table: two bytes each
    std::span<const std::uint8_t> slices;

    std::size_t sliceCount() const { return sliceSizes.size() / 2; }
};

/// Looks at a whole frame; the parts lie in it. Internal when it is none.
Result<ProResFrame> parseProResFrame(std::span<const std::uint8_t> frame);

/// Bytes of the slices that depend on the quantiser: no headers, and no alpha, which is coded without loss.
std::size_t proResColourBytes(const ProResFrame& frame);

/// Bytes of the frame that has these bands, from the top, of one width, type and slice width. The heights of
/// all but the last are multiples of a macroblock's.
std::size_t joinedProResSize(std::span<const ProResFrame> bands);
/// Writes it to `target`; `height` in pixels is that of all.
void joinProResFrame(std::span<const ProResFrame> bands, int height, std::uint8_t* target);

} // namespace reelout
