// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/encoder_plan.h"
#include "ffmpeg/av_ptr.h"
#include "media/picture.h"
#include "media/specs.h"

#include <memory>

namespace reelout {

/// What the encoder is opened for.
struct VideoEncoderSpec {
    EncoderPlan plan;
    PixelFormat format = PixelFormat::None;
    ColourSpec colour;
    Size size; ///< padded
    FrameRate rate;
    double pixelAspect = 1.0;
    bool globalHeader = true; ///< the container keeps the parameter sets, not the stream
};

/// The encoder of a movie's pictures. Pictures go in without a copy, packets come out in decoding order with
/// times in frames. Write thread.
class VideoEncoder {
public:
    virtual ~VideoEncoder() = default;
    VideoEncoder(const VideoEncoder&) = delete;
    VideoEncoder& operator=(const VideoEncoder&) = delete;

    virtual Status send(const PicturePtr& picture, std::int64_t index) = 0;
    /// True: repeat() costs next to nothing, neither time nor bytes.
    virtual bool hasCheapRepeats() const { return false; }
    /// send() of the very picture sent last, without anything done for its quality.
    virtual Status repeat(const PicturePtr& picture, std::int64_t index) { return send(picture, index); }
    virtual Status sendEnd() = 0;
    /// Null when it wants more pictures, or has given out everything after sendEnd(); isDrained() tells.
    virtual Result<AvPacketPtr> receive() = 0;
    virtual bool isDrained() const = 0;
    /// Pictures sent whose packets have not come out.
    virtual std::int64_t pending() const = 0;

    /// What the muxer has to know.
    virtual Status describe(AVCodecParameters& parameters) const = 0;

protected:
    VideoEncoder() = default;
};

} // namespace reelout
