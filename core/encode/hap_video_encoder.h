// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/hap/hap_encoder.h"
#include "encode/video_encoder.h"

#include <deque>

namespace reelout {

/// The Hap codecs of the catalogue. Every packet is a key frame and comes out as soon as its picture went in.
class HapVideoEncoder final : public VideoEncoder {
public:
    /// `spec` names a type of the codecs hap or hapq. Errors are those of HapEncoder::create().
    static Result<std::unique_ptr<VideoEncoder>> open(const MovieSpec& spec, const VideoEncoderSpec& wanted);

    Status send(const PicturePtr& picture, std::int64_t index) override;
    Status sendEnd() override;
    Result<AvPacketPtr> receive() override;
    bool isDrained() const override { return m_ended && m_packets.empty(); }
    std::int64_t pending() const override { return static_cast<std::int64_t>(m_packets.size()); }
    Status describe(AVCodecParameters& parameters) const override;

private:
    HapVideoEncoder(std::unique_ptr<HapEncoder> encoder, const VideoEncoderSpec& spec);
    Result<AvPacketPtr> makePacket(const Picture& picture);

    std::unique_ptr<HapEncoder> m_encoder;
    ColourSpec m_colour;
    AVRational m_timeBase;
    AVRational m_pixelAspect;
    AvBufferPoolPtr m_pool;
    std::deque<AvPacketPtr> m_packets;
    bool m_ended = false;
};

} // namespace reelout
