// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/encoder_plan.h"
#include "ffmpeg/av_ptr.h"
#include "media/picture.h"
#include "media/specs.h"

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

/// A video encoder of libavcodec. Pictures go in without a copy, packets come out in decoding order with
/// times in frames. Write thread.
class VideoEncoder {
public:
    /// EncoderRejected with the encoder's own words when it does not take the settings.
    static Result<VideoEncoder> open(const VideoEncoderSpec& spec);

    Status send(const PicturePtr& picture, std::int64_t index);
    Status sendEnd();
    /// Null when it wants more pictures, or has given out everything after sendEnd(); isDrained() tells.
    Result<AvPacketPtr> receive();
    bool isDrained() const { return m_drained; }
    /// Pictures sent whose packets have not come out.
    std::int64_t pending() const { return m_sent - m_received; }

    const AVCodecContext& context() const { return *m_context; }

private:
    explicit VideoEncoder(AvCodecContextPtr context) : m_context(std::move(context)) {}

    AvCodecContextPtr m_context;
    std::int64_t m_sent = 0;
    std::int64_t m_received = 0;
    bool m_drained = false;
};

} // namespace reelout
