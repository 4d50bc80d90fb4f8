// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "media/picture.h"
#include "media/storage_format.h"

#include <optional>

namespace reelout {

/// Converts between any two formats by way of R'G'B'A floats, row by row: right for every pair, quick for
/// none. Used wherever convert_bytes.h has no way. Chroma is read and written sited left (yuv_rows.h).
///
/// A picture tagged with linear light is given or taken the sRGB curve (IEC 61966-2-1, continued beyond 0..1)
/// when the other isn't linear; sRGB and BT.709 count as the same, which is how screens are recorded.
/// `channelMask` as in PicturePathSpec. `target` may be larger than `source`: padded by repeating the edge.
/// What `storage` does to the values happens after the mask and before the curve.
void convertFloat(const Picture& source, unsigned channelMask, const std::optional<StorageFormat>& storage,
                  Picture& target);

} // namespace reelout
