// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ffmpeg/av_features.h"
#include "media/colour.h"
#include "media/picture.h"

namespace reelout {

/// The library's name of one of our formats; AV_PIX_FMT_NONE when this version has none.
AVPixelFormat toAvPixelFormat(PixelFormat format);
/// None when we have none.
PixelFormat fromAvPixelFormat(int format);

/// A ColourSpec in the terms of ITU-T H.273 as libavutil spells them. Primaries are always BT.709, which are
/// also those of sRGB.
struct AvColour {
    AVColorPrimaries primaries = AVCOL_PRI_BT709;
    AVColorTransferCharacteristic transfer = AVCOL_TRC_UNSPECIFIED;
    AVColorSpace matrix = AVCOL_SPC_UNSPECIFIED;
    AVColorRange range = AVCOL_RANGE_UNSPECIFIED;
};
AvColour toAvColour(const ColourSpec& colour);

/// True when this build's encoder takes the pixel format.
bool encoderAccepts(const AVCodec& encoder, AVPixelFormat format);
/// The same for a sample format.
bool encoderAccepts(const AVCodec& encoder, AVSampleFormat format);

} // namespace reelout
