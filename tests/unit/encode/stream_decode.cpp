// SPDX-License-Identifier: GPL-3.0-or-later
#include "stream_decode.h"

#include <cstring>

extern "C" {
#include <libavutil/imgutils.h>
}

namespace reelout::test {

namespace {

bool decodeInto(std::vector<AvFramePtr>& frames, AVCodecContext& decoder, const AVPacket* packet)
{
    if (avcodec_send_packet(&decoder, packet) < 0)
        return false;
    for (;;) {
        AvFramePtr frame(av_frame_alloc());
        const int number = avcodec_receive_frame(&decoder, frame.get());
        if (number == AVERROR(EAGAIN) || number == AVERROR_EOF)
            return true;
        if (number < 0)
            return false;
        frames.push_back(std::move(frame));
    }
}

} // namespace

std::vector<AvFramePtr> decodeStream(const AVCodecParameters& parameters,
                                     const std::vector<AvPacketPtr>& packets)
{
    const AVCodec* codec = avcodec_find_decoder(parameters.codec_id);
    const AvCodecContextPtr decoder(avcodec_alloc_context3(codec));
    if (avcodec_parameters_to_context(decoder.get(), &parameters) < 0)
        return {};
    decoder->err_recognition = AV_EF_EXPLODE | AV_EF_CRCCHECK | AV_EF_BITSTREAM | AV_EF_BUFFER;
    decoder->thread_count = 1;
    if (avcodec_open2(decoder.get(), codec, nullptr) < 0)
        return {};
    std::vector<AvFramePtr> frames;
    for (const AvPacketPtr& packet : packets) {
        if (!decodeInto(frames, *decoder, packet.get()))
            return {};
    }
    return decodeInto(frames, *decoder, nullptr) ? std::move(frames) : std::vector<AvFramePtr>();
}

QString disorderOf(const std::vector<AvPacketPtr>& packets)
{
    std::vector<bool> isThere(packets.size());
    for (std::size_t i = 0; i < packets.size(); ++i) {
        const AVPacket& packet = *packets[i];
        const bool isWithin = packet.pts >= 0 && packet.pts < static_cast<std::int64_t>(packets.size());
        const bool rises = i == 0 || packet.dts > packets[i - 1]->dts;
        if (!isWithin || !rises || packet.dts > packet.pts || isThere[static_cast<std::size_t>(packet.pts)])
            return QStringLiteral("packet %1: shown at %2, decoded at %3")
                .arg(i)
                .arg(packet.pts)
                .arg(packet.dts);
        isThere[static_cast<std::size_t>(packet.pts)] = true;
    }
    return {};
}

bool isSameFrame(const AVFrame& left, const AVFrame& right)
{
    if (left.format != right.format || left.width != right.width || left.height != right.height)
        return false;
    const auto format = static_cast<AVPixelFormat>(left.format);
    int lineBytes[4] = {};
    if (av_image_fill_linesizes(lineBytes, format, left.width) < 0)
        return false;
    ptrdiff_t strides[4] = {};
    for (int plane = 0; plane < 4; ++plane)
        strides[plane] = lineBytes[plane];
    std::size_t planeBytes[4] = {};
    if (av_image_fill_plane_sizes(planeBytes, format, left.height, strides) < 0)
        return false;
    for (int plane = 0; plane < 4; ++plane) {
        if (lineBytes[plane] == 0)
            continue;
        const auto bytes = static_cast<std::size_t>(lineBytes[plane]);
        const auto rows = static_cast<std::ptrdiff_t>(planeBytes[plane] / bytes);
        for (std::ptrdiff_t y = 0; y < rows; ++y) {
            if (std::memcmp(left.data[plane] + y * left.linesize[plane],
                            right.data[plane] + y * right.linesize[plane], bytes) != 0)
                return false;
        }
    }
    return true;
}

} // namespace reelout::test
