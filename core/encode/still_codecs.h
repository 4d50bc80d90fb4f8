// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "encode/still/still_layout.h"
#include "encode/still/still_text.h"
#include "media/picture.h"
#include "media/specs.h"

#include <span>

namespace reelout {

/// One still file in memory, in the format `spec.type` and the layout stillLayout() gives for `spec`; with
/// "useinput" and no input format the picture's own format decides. Takes stillPictureFormat()'s pictures and
/// any other packed RGB of the same depth. Alpha is written straight. Pixel aspect and metadata go where the
/// format has a place for them. `layers` has the picture of each of `spec.layers`, half or float, in linear
/// light and of the same instant; one of another size is InvalidParameter and named. Any thread.
Result<StillBytes> encodeStill(const Picture& picture, const StillSpec& spec, StillEffort effort,
                               std::span<const PicturePtr> layers = {});

/// What can be known before the first picture: format, size, metadata and the channels of additional inputs
/// fit each other. The detail names what doesn't.
Status checkStill(const StillSpec& spec, Size size);

} // namespace reelout
