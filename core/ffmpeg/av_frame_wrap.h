// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ffmpeg/av_ptr.h"
#include "media/picture.h"

namespace reelout {

/// The picture as an AVFrame over the same memory: no pixel is copied, and the frame holds the picture until
/// the library lets go of it. Read-only, as pictures are. Unsupported for formats FFmpeg has no name for.
Result<AvFramePtr> wrapPicture(const PicturePtr& picture);

} // namespace reelout
