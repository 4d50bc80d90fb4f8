// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/hap/hap_encoder.h"
#include "encode/immediate_encoder.h"

namespace reelout {

/// The Hap codecs of the catalogue.
class HapVideoEncoder final : public ImmediateEncoder {
public:
    /// `spec` names a type of the codecs hap or hapq. Errors are those of HapEncoder::create().
    static Result<std::unique_ptr<VideoEncoder>> open(const MovieSpec& spec, const VideoEncoderSpec& wanted);

    Status describe(AVCodecParameters& parameters) const override;

private:
    HapVideoEncoder(std::unique_ptr<HapEncoder> encoder, const VideoEncoderSpec& spec);
    Result<AvPacketPtr> encode(const PicturePtr& picture) override;

    std::unique_ptr<HapEncoder> m_encoder;
    ColourSpec m_colour;
    AVRational m_pixelAspect;
    AvBufferPoolPtr m_pool;
};

} // namespace reelout
