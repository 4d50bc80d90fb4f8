// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/gif_palette.h"
#include "encode/video_encoder.h"

namespace reelout {

/// GIF89a: palette of our own, the file's layout by libavcodec, which stores only what differs from the
/// picture before. Holds one picture, whatever the recording's length.
class GifEncoder final : public VideoEncoder {
public:
    static Result<std::unique_ptr<VideoEncoder>> open(const VideoEncoderSpec& spec);

    Status send(const PicturePtr& picture, std::int64_t index) override;
    Status sendEnd() override;
    Result<AvPacketPtr> receive() override;
    bool isDrained() const override { return m_drained; }
    std::int64_t pending() const override { return m_sent - m_received; }
    Status describe(AVCodecParameters& parameters) const override;

private:
    GifEncoder(AvCodecContextPtr context, bool hasAlpha) : m_context(std::move(context)), m_palette(hasAlpha)
    {}
    Status draw(const Picture& picture);

    AvCodecContextPtr m_context;
    GifPalette m_palette;
    PicturePtr m_lastPicture;
    AvFramePtr m_drawn; ///< m_lastPicture in the palette's colours
    std::int64_t m_sent = 0;
    std::int64_t m_received = 0;
    bool m_drained = false;
};

} // namespace reelout
