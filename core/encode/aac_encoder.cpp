// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/aac_encoder.h"

#include "encode/sample_convert.h"
#include "ffmpeg/av_error.h"
#include "ffmpeg/av_log_bridge.h"
#include "ffmpeg/av_options.h"

#include <algorithm>

extern "C" {
#include <libavutil/channel_layout.h>
}

namespace reelout {

namespace {

const QString& openStep()
{
    static const QString step = QStringLiteral("open audio encoder");
    return step;
}

// The layouts of ISO/IEC 14496-3 table 1.19, which need no program config element and play everywhere; seven
// channels have none there and take FFmpeg's.
std::uint64_t layoutMask(int channels)
{
    switch (channels) {
    case 1:
        return AV_CH_LAYOUT_MONO;
    case 2:
        return AV_CH_LAYOUT_STEREO;
    case 3:
        return AV_CH_LAYOUT_SURROUND;
    case 4:
        return AV_CH_LAYOUT_4POINT0;
    case 5:
        return AV_CH_LAYOUT_5POINT0_BACK;
    case 6:
        return AV_CH_LAYOUT_5POINT1_BACK;
    case 7:
        return AV_CH_LAYOUT_6POINT1;
    default:
        return AV_CH_LAYOUT_7POINT1;
    }
}

constexpr int kFrameSamples = 1024;

} // namespace

Result<std::unique_ptr<AudioEncoder>> AacEncoder::open(const AudioTrackSpec& spec, bool globalHeader)
{
    const AVCodec* codec = avcodec_find_encoder_by_name("aac");
    if (codec == nullptr)
        return makeError(ErrorCode::Unsupported, openStep(),
                         QStringLiteral("this FFmpeg was built without aac"));
    AvCodecContextPtr context(avcodec_alloc_context3(codec));
    if (!context)
        return makeError(ErrorCode::Internal, openStep(), QStringLiteral("out of memory"));
    context->sample_fmt = AV_SAMPLE_FMT_FLTP;
    context->sample_rate = spec.sampleRate;
    context->time_base = {1, spec.sampleRate};
    // An AAC frame holds at most 6144 bits a channel; asking for more only makes the encoder complain.
    const std::int64_t most = std::int64_t(6144) * spec.channels * spec.sampleRate / kFrameSamples;
    context->bit_rate = std::min<std::int64_t>(spec.bitRate, most);
    if (const int number = av_channel_layout_from_mask(&context->ch_layout, layoutMask(spec.channels));
        number < 0)
        return avError(number, openStep(), QStringLiteral("aac"));
    if (globalHeader)
        context->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    static_cast<void>(takeLastAvErrorLine());
    if (const int number = avcodec_open2(context.get(), codec, nullptr); number < 0)
        return avError(number, openStep(), QStringLiteral("aac"), ErrorCode::EncoderRejected);
    return std::unique_ptr<AudioEncoder>(new AacEncoder(spec, std::move(context)));
}

AacEncoder::AacEncoder(const AudioTrackSpec& spec, AvCodecContextPtr context)
    : AudioEncoder(spec, kFrameSamples),
      m_context(std::move(context))
{}

Status AacEncoder::describe(AVCodecParameters& parameters) const
{
    if (const int number = avcodec_parameters_from_context(&parameters, m_context.get()); number < 0)
        return avError(number, QStringLiteral("describe sound track"), QStringLiteral("aac"));
    return {};
}

Status AacEncoder::encodeBlock(std::span<const float> block, std::int64_t position,
                               std::vector<AvPacketPtr>& packets)
{
    const QString step = QStringLiteral("encode sound");
    AvFramePtr frame(av_frame_alloc());
    if (!frame)
        return makeError(ErrorCode::Internal, step, QStringLiteral("out of memory"));
    const auto channelCount = static_cast<std::size_t>(channels());
    const std::size_t frames = block.size() / channelCount;
    frame->nb_samples = static_cast<int>(frames);
    frame->format = m_context->sample_fmt;
    frame->sample_rate = m_context->sample_rate;
    frame->pts = position;
    if (int number = av_channel_layout_copy(&frame->ch_layout, &m_context->ch_layout); number < 0)
        return avError(number, step, QStringLiteral("aac"));
    if (int number = av_frame_get_buffer(frame.get(), 0); number < 0)
        return avError(number, step, QStringLiteral("aac"));
    for (std::size_t channel = 0; channel < channelCount; ++channel) {
        auto* out = static_cast<float*>(static_cast<void*>(frame->extended_data[channel]));
        for (std::size_t i = 0; i < frames; ++i)
            out[i] = clippedSample(block[i * channelCount + channel]);
    }
    if (int number = avcodec_send_frame(m_context.get(), frame.get()); number < 0)
        return avError(number, step, QStringLiteral("aac"), ErrorCode::EncoderRejected);
    return receiveAll(packets);
}

Status AacEncoder::drain(std::vector<AvPacketPtr>& packets)
{
    if (const int number = avcodec_send_frame(m_context.get(), nullptr); number < 0)
        return avError(number, QStringLiteral("drain audio encoder"), QStringLiteral("aac"),
                       ErrorCode::EncoderRejected);
    return receiveAll(packets);
}

Status AacEncoder::receiveAll(std::vector<AvPacketPtr>& packets)
{
    for (;;) {
        AvPacketPtr packet(av_packet_alloc());
        if (!packet)
            return makeError(ErrorCode::Internal, QStringLiteral("encode sound"),
                             QStringLiteral("out of memory"));
        const int number = avcodec_receive_packet(m_context.get(), packet.get());
        if (number == AVERROR(EAGAIN) || number == AVERROR_EOF)
            return {};
        if (number < 0)
            return avError(number, QStringLiteral("encode sound"), QStringLiteral("aac"),
                           ErrorCode::EncoderRejected);
        packet->time_base = m_context->time_base;
        if (packet->duration <= 0)
            packet->duration = kFrameSamples;
        packets.push_back(std::move(packet));
    }
}

} // namespace reelout
