// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/gif_encoder.h"

#include "ffmpeg/av_error.h"
#include "ffmpeg/av_log_bridge.h"

#include <cstring>

namespace reelout {

namespace {

Error outOfMemory()
{
    return makeError(ErrorCode::Internal, QStringLiteral("encode picture"), QStringLiteral("out of memory"));
}

} // namespace

Result<std::unique_ptr<VideoEncoder>> GifEncoder::open(const VideoEncoderSpec& spec)
{
    const QString step = QStringLiteral("open video encoder");
    const AVCodec* codec = avcodec_find_encoder(AV_CODEC_ID_GIF);
    if (codec == nullptr)
        return makeError(ErrorCode::Unsupported, step, QStringLiteral("this FFmpeg was built without gif"));
    AvCodecContextPtr context(avcodec_alloc_context3(codec));
    if (!context)
        return outOfMemory();
    context->width = spec.size.width;
    context->height = spec.size.height;
    context->pix_fmt = AV_PIX_FMT_PAL8;
    context->framerate = {static_cast<int>(spec.rate.numerator()), static_cast<int>(spec.rate.denominator())};
    context->time_base = av_inv_q(context->framerate);
    static_cast<void>(takeLastAvErrorLine());
    if (const int number = avcodec_open2(context.get(), codec, nullptr); number < 0)
        return avError(number, step, QStringLiteral("gif"), ErrorCode::EncoderRejected);
    const bool hasAlpha = pixelFormatInfo(spec.format).hasAlpha;
    return std::unique_ptr<VideoEncoder>(new GifEncoder(std::move(context), hasAlpha));
}

// A frame of its own each time: the encoder keeps the one before to see what changed.
Status GifEncoder::draw(const Picture& picture)
{
    m_drawn.reset(av_frame_alloc());
    if (!m_drawn)
        return outOfMemory();
    m_drawn->format = AV_PIX_FMT_PAL8;
    m_drawn->width = picture.size.width;
    m_drawn->height = picture.size.height;
    if (const int number = av_frame_get_buffer(m_drawn.get(), 0); number < 0)
        return avError(number, QStringLiteral("encode picture"), QStringLiteral("gif"));
    m_palette.index(picture, m_drawn->data[0], m_drawn->linesize[0]);
    std::memcpy(m_drawn->data[1], m_palette.colours().data(), sizeof(std::uint32_t) * GifPalette::kColours);
    return {};
}

Status GifEncoder::send(const PicturePtr& picture, std::int64_t index)
{
    if (picture != m_lastPicture)
        REELOUT_TRY(draw(*picture));
    m_lastPicture = picture;
    AvFramePtr frame(av_frame_clone(m_drawn.get()));
    if (!frame)
        return outOfMemory();
    frame->pts = index;
    if (const int number = avcodec_send_frame(m_context.get(), frame.get()); number < 0)
        return avError(number, QStringLiteral("encode picture"), QStringLiteral("picture %1").arg(index),
                       ErrorCode::EncoderRejected);
    ++m_sent;
    return {};
}

Status GifEncoder::sendEnd()
{
    m_lastPicture.reset();
    if (const int number = avcodec_send_frame(m_context.get(), nullptr); number < 0)
        return avError(number, QStringLiteral("drain video encoder"), {}, ErrorCode::EncoderRejected);
    return {};
}

Result<AvPacketPtr> GifEncoder::receive()
{
    AvPacketPtr packet(av_packet_alloc());
    if (!packet)
        return outOfMemory();
    const int number = avcodec_receive_packet(m_context.get(), packet.get());
    if (number == AVERROR_EOF)
        m_drained = true;
    if (number == AVERROR(EAGAIN) || number == AVERROR_EOF)
        return AvPacketPtr();
    if (number < 0)
        return avError(number, QStringLiteral("encode picture"), {}, ErrorCode::EncoderRejected);
    packet->duration = 1;
    packet->time_base = m_context->time_base;
    ++m_received;
    return packet;
}

Status GifEncoder::describe(AVCodecParameters& parameters) const
{
    if (const int number = avcodec_parameters_from_context(&parameters, m_context.get()); number < 0)
        return avError(number, QStringLiteral("describe picture track"), QStringLiteral("gif"));
    return {};
}

} // namespace reelout
