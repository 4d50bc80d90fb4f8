// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/vaapi_upload.h"
#include "encode/video_encoder.h"

#include <deque>

namespace reelout {

/// A video encoder of libavcodec.
class AvVideoEncoder final : public VideoEncoder {
public:
    /// EncoderRejected with the encoder's own words when it does not take the settings.
    static Result<std::unique_ptr<VideoEncoder>> open(const VideoEncoderSpec& spec);

    ~AvVideoEncoder() override;
    Status send(const PicturePtr& picture, std::int64_t index) override;
    Status sendEnd() override;
    Result<AvPacketPtr> receive() override;
    bool isDrained() const override { return m_drained; }
    std::int64_t pending() const override { return m_sent - m_received; }
    Status describe(AVCodecParameters& parameters) const override;

private:
    static Result<std::unique_ptr<VideoEncoder>> openOnce(const VideoEncoderSpec& spec);
    AvVideoEncoder(AvCodecContextPtr context, std::unique_ptr<VaapiUpload> upload, QByteArray codecTag)
        : m_context(std::move(context)),
          m_upload(std::move(upload)),
          m_codecTag(std::move(codecTag))
    {}

    void mendDecodingTime(AVPacket& packet);

    AvCodecContextPtr m_context;
    std::unique_ptr<VaapiUpload> m_upload; ///< null for encoders that read memory
    QByteArray m_codecTag;
    std::deque<std::int64_t> m_indices; ///< of the pictures whose packets have not come out, as sent
    std::int64_t m_sent = 0;
    std::int64_t m_received = 0;
    bool m_drained = false;
};

} // namespace reelout
