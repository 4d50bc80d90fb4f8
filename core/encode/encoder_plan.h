// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ffmpeg/av_options.h"
#include "media/pixel_format.h"

#include <QString>

namespace reelout {

/// Which encoder of libavcodec to open, and the options to open it with. A value, so that the mapping from
/// settings is a pure function that tests read as data.
struct EncoderPlan {
    QString encoder;
    AvOptions options; ///< names as libavcodec spells them
    int threads = 1;
};

} // namespace reelout
