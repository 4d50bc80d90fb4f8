// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/camera/camera_decoder.h"

#include "ffmpeg/av_error.h"

#include <climits>
#include <cstring>

namespace reelout {

namespace {

QString step()
{
    return QStringLiteral("decode a camera's picture");
}

} // namespace

Result<std::unique_ptr<CameraDecoder>> CameraDecoder::open(CameraLayout layout)
{
    const AVCodec* codec =
        avcodec_find_decoder(layout == CameraLayout::H264 ? AV_CODEC_ID_H264 : AV_CODEC_ID_MJPEG);
    const QString name = QString::fromLatin1(cameraFormat(layout).label);
    if (!codec)
        return makeError(ErrorCode::Unsupported, step(), QStringLiteral("no decoder for %1").arg(name));
    AvCodecContextPtr decoder(avcodec_alloc_context3(codec));
    if (!decoder)
        return outOfMemory(step());
    decoder->thread_count = 1; // of frames more would only come later
    decoder->flags |= AV_CODEC_FLAG_LOW_DELAY;
    decoder->pkt_timebase = {1, 1'000'000'000};
    if (const int result = avcodec_open2(decoder.get(), codec, nullptr); result < 0)
        return avError(result, step(), name, ErrorCode::Unsupported);
    std::unique_ptr<CameraDecoder> made(new CameraDecoder(std::move(decoder)));
    if (!made->m_packet)
        return outOfMemory(step());
    return made;
}

Result<std::shared_ptr<Picture>> CameraDecoder::decode(const std::uint8_t* data, std::size_t bytes,
                                                       Timestamp captured)
{
    using Decoded = Result<std::shared_ptr<Picture>>;
    av_packet_unref(m_packet.get());
    if (bytes == 0 || bytes > INT_MAX / 2)
        return makeError(ErrorCode::InvalidData, step(), QStringLiteral("%1 bytes").arg(bytes));
    if (av_new_packet(m_packet.get(), static_cast<int>(bytes)) < 0)
        return outOfMemory(step());
    std::memcpy(m_packet->data, data, bytes);
    m_packet->pts = captured.time_since_epoch().count();
    m_packet->dts = m_packet->pts;
    int result = avcodec_send_packet(m_decoder.get(), m_packet.get());
    AvFramePtr frame(av_frame_alloc());
    if (!frame)
        return outOfMemory(step());
    if (result >= 0)
        result = avcodec_receive_frame(m_decoder.get(), frame.get());
    if (result == AVERROR(EAGAIN))
        return std::shared_ptr<Picture>();
    if (result < 0)
        return avError(result, step(), {}, ErrorCode::InvalidData);
    const std::int64_t stamp = frame->pts;
    Decoded picture = m_pictures.make(std::move(frame), 1.0);
    if (picture)
        (*picture)->captured = stamp == AV_NOPTS_VALUE ? captured : Timestamp(Duration(stamp));
    return picture;
}

} // namespace reelout
