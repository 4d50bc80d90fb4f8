// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/camera/camera_format.h"
#include "media/colour.h"

#include <array>
#include <cstdint>

struct v4l2_format;

namespace reelout {

/// A pixel format of V4L2 that can be read here.
struct V4l2Fourcc {
    std::uint32_t fourcc = 0;
    CameraLayout layout = CameraLayout::Nv12;
};
/// Null for one that can't.
const V4l2Fourcc* v4l2Fourcc(std::uint32_t fourcc);
/// The ways V4L2 knows to deliver a layout, in one piece of memory first.
std::vector<std::uint32_t> v4l2FourccsOf(CameraLayout layout);

/// How the two fields of an interlaced picture come.
enum class FieldOrder {
    Whole,       ///< there are none
    Interleaved, ///< the rows are where they belong, of two moments
    TopThenBottom,
    BottomThenTop, ///< one field behind the other in one picture's memory, also as before
    Alternating,   ///< each in memory of its own, half as high
    OneOnly,       ///< always the same one
};
FieldOrder fieldOrder(std::uint32_t field);

/// What a v4l2_format says, whichever of the two interfaces it is of.
struct V4l2Picture {
    std::uint32_t fourcc = 0;
    Size size;                               ///< of whole pictures
    int pieces = 1;                          ///< of memory
    std::array<std::ptrdiff_t, 3> strides{}; ///< of each piece
    FieldOrder fields = FieldOrder::Whole;
    ColourSpec colour;
};
V4l2Picture readV4l2Format(const v4l2_format& format);

} // namespace reelout
