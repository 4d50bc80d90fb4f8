// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/av_audio_encoder.h"

#include "encode/codec_catalog.h"
#include "encode/sample_convert.h"
#include "ffmpeg/av_error.h"
#include "ffmpeg/av_formats.h"
#include "ffmpeg/av_log_bridge.h"

#include <algorithm>
#include <array>
#include <cstring>

extern "C" {
#include <libavutil/channel_layout.h>
#include <libavutil/samplefmt.h>
}

namespace reelout {

namespace {

// Encoders that take blocks of any length get this many frames at once.
constexpr int kFreeBlockFrames = 4096;
constexpr int kLosslessBits = 24;

const QString& openStep()
{
    static const QString step = QStringLiteral("open audio encoder");
    return step;
}

/// The channel orders the codecs share, from one to eight: ISO/IEC 14496-3 table 1.19, which plays
/// everywhere. Opus and Vorbis name other speakers for three and four channels (Vorbis I, section 4.3.9),
/// FLAC and ALAC take the same as AAC but for seven.
std::uint64_t layoutMask(const QString& codec, int channels)
{
    static constexpr std::array<std::uint64_t, 8> kIso{
        AV_CH_LAYOUT_MONO,         AV_CH_LAYOUT_STEREO,       AV_CH_LAYOUT_SURROUND, AV_CH_LAYOUT_4POINT0,
        AV_CH_LAYOUT_5POINT0_BACK, AV_CH_LAYOUT_5POINT1_BACK, AV_CH_LAYOUT_6POINT1,  AV_CH_LAYOUT_7POINT1};
    static constexpr std::array<std::uint64_t, 8> kXiph{
        AV_CH_LAYOUT_MONO,         AV_CH_LAYOUT_STEREO,       AV_CH_LAYOUT_SURROUND, AV_CH_LAYOUT_QUAD,
        AV_CH_LAYOUT_5POINT0_BACK, AV_CH_LAYOUT_5POINT1_BACK, AV_CH_LAYOUT_6POINT1,  AV_CH_LAYOUT_7POINT1};
    static constexpr std::array<std::uint64_t, 8> kAlac{
        AV_CH_LAYOUT_MONO,         AV_CH_LAYOUT_STEREO,           AV_CH_LAYOUT_SURROUND,
        AV_CH_LAYOUT_4POINT0,      AV_CH_LAYOUT_5POINT0_BACK,     AV_CH_LAYOUT_5POINT1_BACK,
        AV_CH_LAYOUT_6POINT1_BACK, AV_CH_LAYOUT_7POINT1_WIDE_BACK};
    const auto at = static_cast<std::size_t>(std::clamp(channels, 1, 8) - 1);
    if (codec == QLatin1String("alac"))
        return kAlac[at];
    const bool isXiph =
        codec == QLatin1String("vorbis") || codec == QLatin1String("opus") || codec == QLatin1String("flac");
    return isXiph ? kXiph[at] : kIso[at];
}

/// Of those the encoder takes: floats, else the widest whole numbers.
AVSampleFormat sampleFormatFor(const AVCodec& codec)
{
    for (const AVSampleFormat wanted : {AV_SAMPLE_FMT_FLTP, AV_SAMPLE_FMT_FLT, AV_SAMPLE_FMT_S32P,
                                        AV_SAMPLE_FMT_S32, AV_SAMPLE_FMT_S16P, AV_SAMPLE_FMT_S16}) {
        if (encoderAccepts(codec, wanted))
            return wanted;
    }
    return AV_SAMPLE_FMT_NONE;
}

std::int64_t bitRateFor(const AudioTrackSpec& spec)
{
    std::int64_t rate = spec.bitRate;
    if (spec.codec == QLatin1String("aac")) {
        // An AAC frame holds at most 6144 bits a channel; asking for more only makes the encoder complain.
        rate = std::min<std::int64_t>(rate, std::int64_t(6144) * spec.channels * spec.sampleRate / 1024);
    } else if (spec.codec == QLatin1String("opus")) {
        // RFC 6716 section 2.1.1: 6 to 510 kb/s for each stream of up to two channels; libopus takes 256 a
        // channel.
        rate = std::clamp<std::int64_t>(rate, 6000, std::int64_t(256000) * spec.channels);
    } else if (spec.codec == QLatin1String("mp3") && spec.sampleRate < 32000) {
        rate = std::min<std::int64_t>(rate,
                                      spec.sampleRate < 16000 ? 64000 : 160000); // MPEG-2 and 2.5 layer III
    }
    return rate;
}

template <typename T>
void writePlanes(std::span<const float> block, std::size_t channels, AVFrame& frame, bool isPlanar,
                 T (*convert)(float))
{
    const std::size_t frames = block.size() / channels;
    for (std::size_t channel = 0; channel < channels; ++channel) {
        std::uint8_t* bytes = frame.extended_data[isPlanar ? channel : 0];
        T* out = static_cast<T*>(static_cast<void*>(bytes)) + (isPlanar ? 0 : channel);
        const std::size_t step = isPlanar ? 1 : channels;
        for (std::size_t i = 0; i < frames; ++i)
            out[i * step] = convert(block[i * channels + channel]);
    }
}

std::int32_t losslessSample(float sample)
{
    // The top bits of 32, as libavcodec has them.
    return sampleToInteger(sample, kLosslessBits) * (1 << (32 - kLosslessBits));
}

std::int16_t shortSample(float sample)
{
    return static_cast<std::int16_t>(sampleToInteger(sample, 16));
}

} // namespace

Result<std::unique_ptr<AudioEncoder>> AvAudioEncoder::open(const AudioTrackSpec& spec, bool globalHeader)
{
    const AudioCodec* row = CodecCatalog::instance().audioCodec(spec.codec);
    const AVCodec* codec =
        row == nullptr ? nullptr : avcodec_find_encoder_by_name(row->encoder.toLatin1().constData());
    if (codec == nullptr)
        return makeError(ErrorCode::Unsupported, openStep(),
                         QStringLiteral("this FFmpeg was built without an encoder for %1").arg(spec.codec));
    AvCodecContextPtr context(avcodec_alloc_context3(codec));
    if (!context)
        return outOfMemory(openStep());
    context->sample_fmt = sampleFormatFor(*codec);
    context->sample_rate = spec.sampleRate;
    context->time_base = {1, spec.sampleRate};
    if (row->isLossy)
        context->bit_rate = bitRateFor(spec);
    else
        context->bits_per_raw_sample = kLosslessBits;
    if (const int number =
            av_channel_layout_from_mask(&context->ch_layout, layoutMask(spec.codec, spec.channels));
        number < 0)
        return avError(number, openStep(), spec.codec);
    if (globalHeader)
        context->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    static_cast<void>(takeLastAvErrorLine());
    if (const int number = avcodec_open2(context.get(), codec, nullptr); number < 0)
        return avError(number, openStep(), spec.codec, ErrorCode::EncoderRejected);
    const int blockFrames = context->frame_size > 0 ? context->frame_size : kFreeBlockFrames;
    return std::unique_ptr<AudioEncoder>(new AvAudioEncoder(spec, std::move(context), blockFrames));
}

AvAudioEncoder::AvAudioEncoder(const AudioTrackSpec& spec, AvCodecContextPtr context, int blockFrames)
    : AudioEncoder(spec, blockFrames),
      m_context(std::move(context))
{}

QString AvAudioEncoder::name() const
{
    return QString::fromLatin1(m_context->codec->name);
}

Status AvAudioEncoder::describe(AVCodecParameters& parameters) const
{
    if (const int number = avcodec_parameters_from_context(&parameters, m_context.get()); number < 0)
        return avError(number, QStringLiteral("describe sound track"), name());
    return {};
}

Result<AvFramePtr> AvAudioEncoder::makeFrame(std::span<const float> block) const
{
    const QString step = QStringLiteral("encode sound");
    AvFramePtr frame(av_frame_alloc());
    if (!frame)
        return outOfMemory(step);
    const auto channelCount = static_cast<std::size_t>(channels());
    frame->nb_samples = static_cast<int>(block.size() / channelCount);
    frame->format = m_context->sample_fmt;
    frame->sample_rate = m_context->sample_rate;
    if (const int number = av_channel_layout_copy(&frame->ch_layout, &m_context->ch_layout); number < 0)
        return avError(number, step, name());
    if (const int number = av_frame_get_buffer(frame.get(), 0); number < 0)
        return avError(number, step, name());
    const bool isPlanar = av_sample_fmt_is_planar(m_context->sample_fmt) != 0;
    switch (av_get_packed_sample_fmt(m_context->sample_fmt)) {
    case AV_SAMPLE_FMT_FLT:
        writePlanes<float>(block, channelCount, *frame, isPlanar, clippedSample);
        break;
    case AV_SAMPLE_FMT_S32:
        writePlanes<std::int32_t>(block, channelCount, *frame, isPlanar, losslessSample);
        break;
    default:
        writePlanes<std::int16_t>(block, channelCount, *frame, isPlanar, shortSample);
        break;
    }
    return frame;
}

Status AvAudioEncoder::encodeBlock(std::span<const float> block, std::int64_t position,
                                   std::vector<AvPacketPtr>& packets)
{
    Result<AvFramePtr> frame = makeFrame(block);
    if (!frame)
        return frame.error();
    (*frame)->pts = position;
    if (const int number = avcodec_send_frame(m_context.get(), frame->get()); number < 0)
        return avError(number, QStringLiteral("encode sound"), name(), ErrorCode::EncoderRejected);
    return receiveAll(packets);
}

Status AvAudioEncoder::drain(std::vector<AvPacketPtr>& packets)
{
    if (const int number = avcodec_send_frame(m_context.get(), nullptr); number < 0)
        return avError(number, QStringLiteral("drain audio encoder"), name(), ErrorCode::EncoderRejected);
    return receiveAll(packets);
}

Status AvAudioEncoder::receiveAll(std::vector<AvPacketPtr>& packets)
{
    const QString step = QStringLiteral("encode sound");
    for (;;) {
        AvPacketPtr packet(av_packet_alloc());
        if (!packet)
            return outOfMemory(step);
        const int number = avcodec_receive_packet(m_context.get(), packet.get());
        if (number == AVERROR(EAGAIN) || number == AVERROR_EOF)
            return {};
        if (number < 0)
            return avError(number, step, name(), ErrorCode::EncoderRejected);
        packet->time_base = m_context->time_base;
        if (packet->duration <= 0)
            packet->duration = m_context->frame_size;
        packets.push_back(std::move(packet));
    }
}

} // namespace reelout
