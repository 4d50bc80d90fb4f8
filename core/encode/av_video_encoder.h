// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/av_frame_encoder.h"
#include "encode/vaapi_upload.h"

namespace reelout {

/// A video encoder of libavcodec that takes the pictures as they are.
class AvVideoEncoder final : public AvFrameEncoder {
public:
    /// EncoderRejected with the encoder's own words when it does not take the settings.
    static Result<std::unique_ptr<VideoEncoder>> open(const VideoEncoderSpec& spec);

    Status send(const PicturePtr& picture, std::int64_t index) override;
    Status describe(AVCodecParameters& parameters) const override;

private:
    static Result<std::unique_ptr<VideoEncoder>> openOnce(const VideoEncoderSpec& spec);
    AvVideoEncoder(AvCodecContextPtr context, std::unique_ptr<VaapiUpload> upload, QByteArray codecTag)
        : AvFrameEncoder(std::move(context)),
          m_upload(std::move(upload)),
          m_codecTag(std::move(codecTag))
    {}

    std::unique_ptr<VaapiUpload> m_upload; ///< null for encoders that read memory
    QByteArray m_codecTag;
};

} // namespace reelout
