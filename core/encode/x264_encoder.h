// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/video_encoder.h"

#include <QByteArray>

#include <memory>

struct x264_t;

namespace reelout {

/// H.264 by libx264 itself, for the one thing that libavcodec's wrapper does not pass on: which macroblocks
/// are as they were in the picture before. They are then skipped without being looked at, so that a quiet
/// screen costs little at a constant frame rate. Otherwise the same stream as the wrapper's.
class X264Encoder final : public VideoEncoder {
public:
    /// True when the plan is one of libx264's and the format one that it takes.
    static bool canEncode(const VideoEncoderSpec& spec);
    /// EncoderRejected when libx264 does not take the settings.
    static Result<std::unique_ptr<VideoEncoder>> open(const VideoEncoderSpec& spec);
    ~X264Encoder() override;

    Status send(const PicturePtr& picture, std::int64_t index) override;
    Status sendEnd() override;
    Result<AvPacketPtr> receive() override;
    bool isDrained() const override { return m_ended && !m_packet && pending() == 0; }
    std::int64_t pending() const override;
    Status describe(AVCodecParameters& parameters) const override;

private:
    struct Close {
        void operator()(x264_t* encoder) const;
    };

    explicit X264Encoder(const VideoEncoderSpec& spec);
    Status readHeaders();
    Result<std::uint8_t*> constantBlocks(const Picture& picture) const;
    Status encode(const PicturePtr& picture, std::int64_t index);

    VideoEncoderSpec m_spec;
    std::unique_ptr<x264_t, Close> m_encoder;
    QByteArray m_parameterSets; ///< SPS and PPS
    QByteArray m_information;   ///< SEI with the settings, which goes before the first picture
    int m_reordering = 0;       ///< pictures
    PicturePtr m_last;
    AvPacketPtr m_packet; ///< of the last call, not fetched yet
    bool m_ended = false;
};

} // namespace reelout
