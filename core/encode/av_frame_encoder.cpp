// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/av_frame_encoder.h"

#include "ffmpeg/av_error.h"

#include <algorithm>

namespace reelout {

const QString& AvFrameEncoder::openStep()
{
    static const QString step = QStringLiteral("open video encoder");
    return step;
}

const QString& AvFrameEncoder::encodeStep()
{
    static const QString step = QStringLiteral("encode picture");
    return step;
}

Result<AvCodecContextPtr> AvFrameEncoder::makeContext(const char* name, const VideoEncoderSpec& spec)
{
    const AVCodec* codec = avcodec_find_encoder_by_name(name);
    if (codec == nullptr) {
        return makeError(ErrorCode::Unsupported, openStep(),
                         QStringLiteral("this FFmpeg was built without %1").arg(QLatin1String(name)));
    }
    AvCodecContextPtr context(avcodec_alloc_context3(codec));
    if (!context)
        return outOfMemory(openStep());
    context->width = spec.size.width;
    context->height = spec.size.height;
    context->framerate = {static_cast<int>(spec.rate.numerator()), static_cast<int>(spec.rate.denominator())};
    context->time_base = av_inv_q(context->framerate);
    context->sample_aspect_ratio = av_d2q(spec.pixelAspect, 10000);
    return context;
}

AvFrameEncoder::~AvFrameEncoder()
{
    // SVT-AV1 1.4 waits for ever in close when it was not drained, or never got a picture.
    if (!m_drained && QLatin1String(m_context->codec->name) == QLatin1String("libsvtav1"))
        letGo();
}

void AvFrameEncoder::letGo()
{
    if (m_sent == 0) {
        const AvFramePtr blank(av_frame_alloc());
        if (!blank)
            return;
        blank->format = m_context->pix_fmt;
        blank->width = m_context->width;
        blank->height = m_context->height;
        if (av_frame_get_buffer(blank.get(), 0) < 0 || avcodec_send_frame(m_context.get(), blank.get()) < 0)
            return;
    }
    const AvPacketPtr packet(av_packet_alloc());
    if (!packet)
        return;
    avcodec_send_frame(m_context.get(), nullptr);
    while (avcodec_receive_packet(m_context.get(), packet.get()) >= 0)
        av_packet_unref(packet.get());
}

Status AvFrameEncoder::sendFrame(AVFrame& frame, std::int64_t index)
{
    frame.pts = index;
    if (const int number = avcodec_send_frame(m_context.get(), &frame); number < 0) {
        return avError(number, encodeStep(), QStringLiteral("picture %1").arg(index),
                       ErrorCode::EncoderRejected);
    }
    m_indices.push_back(index);
    ++m_sent;
    return {};
}

Status AvFrameEncoder::sendEnd()
{
    if (const int number = avcodec_send_frame(m_context.get(), nullptr); number < 0)
        return avError(number, QStringLiteral("drain video encoder"), {}, ErrorCode::EncoderRejected);
    return {};
}

Result<AvPacketPtr> AvFrameEncoder::receive()
{
    AvPacketPtr packet(av_packet_alloc());
    if (!packet)
        return outOfMemory(encodeStep());
    const int number = avcodec_receive_packet(m_context.get(), packet.get());
    if (number == AVERROR_EOF)
        m_drained = true;
    if (number == AVERROR(EAGAIN) || number == AVERROR_EOF)
        return AvPacketPtr();
    if (number < 0)
        return avError(number, encodeStep(), {}, ErrorCode::EncoderRejected);
    // The muxers take the length of a fragment's last picture from here.
    packet->duration = 1;
    packet->time_base = m_context->time_base;
    mendDecodingTime(*packet);
    ++m_received;
    return packet;
}

// x265 3.5 makes up the decoding times of a movie that ends before its B-frames are sorted out from memory it
// never wrote. The n-th packet belongs to the time of the n-th picture, less the reordering.
void AvFrameEncoder::mendDecodingTime(AVPacket& packet)
{
    constexpr std::int64_t kReordering = 2; // references among B-frames
    constexpr std::int64_t kLargest = 64;
    if (m_indices.empty())
        return;
    const std::int64_t index = m_indices.front();
    m_indices.pop_front();
    if (packet.dts == AV_NOPTS_VALUE || packet.dts > packet.pts || packet.dts < index - kLargest)
        packet.dts = std::min(packet.pts, index - kReordering);
}

Status AvFrameEncoder::describe(AVCodecParameters& parameters) const
{
    if (const int number = avcodec_parameters_from_context(&parameters, m_context.get()); number < 0) {
        return avError(number, QStringLiteral("describe picture track"),
                       QString::fromLatin1(m_context->codec->name));
    }
    return {};
}

} // namespace reelout
