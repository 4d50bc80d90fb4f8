// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/av_frame_encoder.h"
#include "encode/gif_palette.h"

namespace reelout {

/// GIF89a: palette of our own, the file's layout by libavcodec, which stores only what differs from the
/// picture before. Holds one picture, whatever the recording's length.
class GifEncoder final : public AvFrameEncoder {
public:
    static Result<std::unique_ptr<VideoEncoder>> open(const VideoEncoderSpec& spec);

    Status send(const PicturePtr& picture, std::int64_t index) override;
    Status sendEnd() override;

private:
    GifEncoder(AvCodecContextPtr context, bool hasAlpha)
        : AvFrameEncoder(std::move(context)),
          m_palette(hasAlpha)
    {}
    Status draw(const Picture& picture);

    GifPalette m_palette;
    PicturePtr m_lastPicture;
    AvFramePtr m_drawn; ///< m_lastPicture in the palette's colours
};

} // namespace reelout
