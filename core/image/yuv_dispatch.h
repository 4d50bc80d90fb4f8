// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/cpu_level.h"
#include "image/yuv_rows.h"
#include "media/pixel_format.h"

#include <optional>

namespace reelout {

/// The kernels of `level`, or of the next lower one that was built.
const YuvRowKernels& yuvRowKernels(CpuLevel level);

/// How a planar or semi-planar Y'CbCr format is made by convertYuvRows().
struct YuvTarget {
    YuvSubsampling subsampling = YuvSubsampling::Yuv420;
    YuvRowLayout layout = YuvRowLayout::Planar8;
    int leftShift = 0;
};
std::optional<YuvTarget> yuvTarget(PixelFormat format);

} // namespace reelout
