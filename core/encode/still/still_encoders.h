// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/still/still_layout.h"
#include "encode/still/still_text.h"

#include <span>

namespace reelout {

/// All that one still is made of. Pictures fit their layouts (isReadable()).
struct StillJob {
    const Picture& picture;
    const StillSpec& spec;
    StillLayout layout;
    StillEffort effort = StillEffort::Small;
    std::span<const PicturePtr> layers; ///< EXR: one for each of `spec.layers`, in RGBA half or float
};

// The formats one by one, called by encodeStill(). Any thread.
Result<StillBytes> encodePng(const StillJob& job);
Result<StillBytes> encodeJpeg(const StillJob& job);
Result<StillBytes> encodeTiff(const StillJob& job);
Result<StillBytes> encodeBmp(const StillJob& job);
Result<StillBytes> encodeWebp(const StillJob& job);
Result<StillBytes> encodeHdr(const StillJob& job);
Result<StillBytes> encodeExr(const StillJob& job);
Result<StillBytes> encodeDds(const StillJob& job);

/// True when a TIFF of so much pixel data, should it not shrink at all, needs the 64-bit offsets of BigTIFF.
bool tiffNeedsBig(std::uint64_t pixelBytes);

} // namespace reelout
