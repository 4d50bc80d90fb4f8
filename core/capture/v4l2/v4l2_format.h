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

/// What a v4l2_format says, whichever of the two interfaces it is of.
struct V4l2Picture {
    std::uint32_t fourcc = 0;
    Size size;
    int pieces = 1;                          ///< of memory
    std::array<std::ptrdiff_t, 3> strides{}; ///< of each piece
    bool isInterleaved = false;              ///< fields of two moments in one picture
    ColourSpec colour;
};
V4l2Picture readV4l2Format(const v4l2_format& format);

} // namespace reelout
