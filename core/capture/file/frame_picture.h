// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ffmpeg/av_ptr.h"
#include "media/picture.h"

namespace reelout {

/// Makes pictures of decoded frames. A frame in a format of ours becomes a picture over the decoder's own
/// memory; any other is unpacked into the narrowest of our formats that holds its values, alpha and depth
/// (Y'CbCr of more than 12 bits is rounded to 12, chroma that no format of ours samples so is repeated).
/// Serial and time are the caller's. One thread; pictures may outlive it.
class FramePictures {
public:
    /// `pixelAspect`: 0 = unknown. Unsupported for frames that are not in memory.
    Result<std::shared_ptr<Picture>> make(AvFramePtr frame, double pixelAspect);

private:
    PicturePool m_pool;
};

/// What a frame's code values mean. What it doesn't say is taken as players do: floats are linear light,
/// small Y'CbCr pictures BT.601, large ones BT.709, limited range.
ColourSpec colourOfFrame(const AVFrame& frame);

} // namespace reelout
