// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ffmpeg/av_ptr.h"
#include "media/picture.h"

namespace reelout::test {

/// How far a decoded frame is from what was handed to the encoder, both taken to R'G'B'A.
struct PictureDifference {
    double psnr = 0.0;         ///< of R, G and B, dB; 200 when equal
    double alphaMaximum = 0.0; ///< greatest difference of alpha, 0..1
    QString error;             ///< why they could not be compared
};

/// The frame may be larger than the picture: the picture's own area counts.
PictureDifference compare(const PicturePtr& expected, const AVFrame& actual);

/// A smooth picture with a moving edge, text-like detail and, where the format has alpha, a ramp of it. Made
/// in floats and converted, so that every format shows the same.
PicturePtr makeScene(PixelFormat format, const ColourSpec& colour, Size size, std::int64_t index);

} // namespace reelout::test
