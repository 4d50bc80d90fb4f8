// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/video_encoder.h"

#include <deque>

namespace reelout {

/// What all encoders of libavcodec share: an opened context, frames in, packets out. Who derives from it
/// makes the frames.
class AvFrameEncoder : public VideoEncoder {
public:
    ~AvFrameEncoder() override;
    Status sendEnd() override;
    Result<AvPacketPtr> receive() override;
    bool isDrained() const override { return m_drained; }
    std::int64_t pending() const override { return m_sent - m_received; }
    Status describe(AVCodecParameters& parameters) const override;

protected:
    explicit AvFrameEncoder(AvCodecContextPtr context) : m_context(std::move(context)) {}

    /// A context of the encoder `name`, with the size, rate and pixel aspect of `spec`; not opened yet.
    static Result<AvCodecContextPtr> makeContext(const char* name, const VideoEncoderSpec& spec);
    static const QString& openStep();
    static const QString& encodeStep();

    const AVCodecContext& context() const { return *m_context; }
    /// `frame` becomes picture `index`.
    Status sendFrame(AVFrame& frame, std::int64_t index);

private:
    void letGo();
    void mendDecodingTime(AVPacket& packet);

    AvCodecContextPtr m_context;
    std::deque<std::int64_t> m_indices; ///< of the pictures whose packets have not come out, as sent
    std::int64_t m_sent = 0;
    std::int64_t m_received = 0;
    bool m_drained = false;
};

} // namespace reelout
