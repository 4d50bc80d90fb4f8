// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/gif_encoder.h"

#include "ffmpeg/av_error.h"
#include "ffmpeg/av_log_bridge.h"

#include <cstring>

namespace reelout {

Result<std::unique_ptr<VideoEncoder>> GifEncoder::open(const VideoEncoderSpec& spec)
{
    Result<AvCodecContextPtr> context = makeContext("gif", spec);
    if (!context)
        return context.error();
    (*context)->pix_fmt = AV_PIX_FMT_PAL8;
    static_cast<void>(takeLastAvErrorLine());
    if (const int number = avcodec_open2(context->get(), nullptr, nullptr); number < 0)
        return avError(number, openStep(), QStringLiteral("gif"), ErrorCode::EncoderRejected);
    const bool hasAlpha = pixelFormatInfo(spec.format).hasAlpha;
    return std::unique_ptr<VideoEncoder>(new GifEncoder(std::move(context).value(), hasAlpha));
}

// A frame of its own each time: the encoder keeps the one before to see what changed.
Status GifEncoder::draw(const Picture& picture)
{
    m_drawn.reset(av_frame_alloc());
    if (!m_drawn)
        return outOfMemory(encodeStep());
    m_drawn->format = AV_PIX_FMT_PAL8;
    m_drawn->width = picture.size.width;
    m_drawn->height = picture.size.height;
    if (const int number = av_frame_get_buffer(m_drawn.get(), 0); number < 0)
        return avError(number, encodeStep(), QStringLiteral("gif"));
    m_palette.index(picture, m_drawn->data[0], m_drawn->linesize[0]);
    std::memcpy(m_drawn->data[1], m_palette.colours().data(), sizeof(std::uint32_t) * GifPalette::kColours);
    return {};
}

Status GifEncoder::send(const PicturePtr& picture, std::int64_t index)
{
    if (picture != m_lastPicture)
        REELOUT_TRY(draw(*picture));
    m_lastPicture = picture;
    const AvFramePtr frame(av_frame_clone(m_drawn.get()));
    if (!frame)
        return outOfMemory(encodeStep());
    return sendFrame(*frame, index);
}

Status GifEncoder::sendEnd()
{
    m_lastPicture.reset();
    return AvFrameEncoder::sendEnd();
}

} // namespace reelout
