// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "media/geometry.h"

#include <cstddef>
#include <span>
#include <vector>

namespace reelout {

/// Adds to the first picture track of a movie box that only the upper left `visible` pixels of its `coded`
/// ones are meant to be seen: a clean aperture box (`clap`, ISO/IEC 14496-12 §12.1.4.2) in the sample entry,
/// and the track's display size. libavformat writes neither for H.264.
///
/// `header` is what a muxer wrote before the first fragment: whole boxes with a `moov` among them, and no
/// offsets into the file. Returns the longer header; InvalidData when there is no picture track.
Result<std::vector<std::byte>> withCleanAperture(std::span<const std::byte> header, Size coded, Size visible);

} // namespace reelout
