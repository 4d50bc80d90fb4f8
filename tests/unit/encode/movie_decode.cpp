// SPDX-License-Identifier: GPL-3.0-or-later
#include "movie_fixture.h"

#include "ffmpeg/av_features.h"

extern "C" {
#include <libavutil/channel_layout.h>
#include <libavutil/samplefmt.h>
}

namespace reelout::test {

namespace {

struct Decoder {
    int stream = -1;
    AvCodecContextPtr context;
};

Decoder openDecoder(AVFormatContext& input, AVMediaType type)
{
    Decoder decoder;
    decoder.stream = av_find_best_stream(&input, type, -1, -1, nullptr, 0);
    if (decoder.stream < 0)
        return decoder;
    const AVStream* stream = input.streams[decoder.stream];
    const AVCodec* codec = avcodec_find_decoder(stream->codecpar->codec_id);
    // FFmpeg's own decoder of VP9 leaves alpha out.
    const AVDictionaryEntry* alpha = av_dict_get(stream->metadata, "alpha_mode", nullptr, 0);
    if (alpha != nullptr && stream->codecpar->codec_id == AV_CODEC_ID_VP9)
        codec = avcodec_find_decoder_by_name("libvpx-vp9");
    decoder.context.reset(avcodec_alloc_context3(codec));
    avcodec_parameters_to_context(decoder.context.get(), stream->codecpar);
    decoder.context->pkt_timebase = stream->time_base;
    if (avcodec_open2(decoder.context.get(), codec, nullptr) < 0)
        decoder.stream = -1;
    return decoder;
}

// NAL units of type 1 and 5 in a packet with length prefixes of four bytes.
int countSlices(const AVPacket& packet)
{
    int slices = 0;
    int position = 0;
    while (position + 4 < packet.size) {
        const std::uint8_t* at = packet.data + position;
        const int length = (at[0] << 24) | (at[1] << 16) | (at[2] << 8) | at[3];
        const int type = at[4] & 0x1F;
        slices += type == 1 || type == 5 ? 1 : 0;
        position += 4 + length;
    }
    return slices;
}

void addSound(DecodedMovie& movie, const AVFrame& frame)
{
    const int channels = frame.ch_layout.nb_channels;
    movie.sound.resize(static_cast<std::size_t>(channels));
    movie.sampleRate = frame.sample_rate;
    const auto format = static_cast<AVSampleFormat>(frame.format);
    const bool planar = av_sample_fmt_is_planar(format) != 0;
    for (int i = 0; i < frame.nb_samples; ++i) {
        for (int channel = 0; channel < channels; ++channel) {
            const std::uint8_t* data = planar ? frame.extended_data[channel] : frame.extended_data[0];
            const std::size_t at = static_cast<std::size_t>(planar ? i : i * channels + channel);
            float value = 0;
            switch (av_get_packed_sample_fmt(format)) {
            case AV_SAMPLE_FMT_FLT:
                value = static_cast<const float*>(static_cast<const void*>(data))[at];
                break;
            case AV_SAMPLE_FMT_S16:
                value = static_cast<const std::int16_t*>(static_cast<const void*>(data))[at] / 32768.0F;
                break;
            case AV_SAMPLE_FMT_S32:
                value = static_cast<float>(
                    static_cast<const std::int32_t*>(static_cast<const void*>(data))[at] / 2147483648.0);
                break;
            default:
                movie.error = QStringLiteral("sample format %1").arg(frame.format);
            }
            movie.sound[static_cast<std::size_t>(channel)].push_back(value);
        }
    }
}

void receive(DecodedMovie& movie, const Decoder& decoder, bool isVideo, AVRational timeBase,
             const AVPacket* packet)
{
    if (avcodec_send_packet(decoder.context.get(), packet) < 0) {
        movie.error = QStringLiteral("decode");
        return;
    }
    for (;;) {
        AvFramePtr frame(av_frame_alloc());
        if (avcodec_receive_frame(decoder.context.get(), frame.get()) < 0)
            return;
        if (isVideo) {
            movie.pictures.push_back(std::move(frame));
            continue;
        }
        if (movie.sound.empty())
            movie.soundStart = static_cast<double>(frame->pts) * av_q2d(timeBase);
        addSound(movie, *frame);
    }
}

} // namespace

DecodedMovie decodeMovie(const QString& path)
{
    DecodedMovie movie;
    AVFormatContext* raw = nullptr;
    if (avformat_open_input(&raw, path.toUtf8().constData(), nullptr, nullptr) < 0) {
        movie.error = QStringLiteral("open");
        return movie;
    }
    const AvInputPtr input(raw);
    if (avformat_find_stream_info(input.get(), nullptr) < 0) {
        movie.error = QStringLiteral("streams");
        return movie;
    }
    const Decoder video = openDecoder(*input, AVMEDIA_TYPE_VIDEO);
    const Decoder audio = openDecoder(*input, AVMEDIA_TYPE_AUDIO);
    if (video.stream >= 0) {
        movie.videoTimeBase = input->streams[video.stream]->time_base;
        movie.frameRate = input->streams[video.stream]->avg_frame_rate;
    }
    const auto timeBase = [&](int stream) {
        return stream < 0 ? AVRational{0, 1} : input->streams[stream]->time_base;
    };
    const AvPacketPtr packet(av_packet_alloc());
    while (av_read_frame(input.get(), packet.get()) >= 0) {
        if (packet->stream_index == video.stream) {
            if (movie.isKey.empty() && video.context->codec_id == AV_CODEC_ID_H264)
                movie.slicesOfFirst = countSlices(*packet);
            movie.packetBytes.push_back(packet->size);
            movie.isKey.push_back((packet->flags & AV_PKT_FLAG_KEY) != 0);
            receive(movie, video, true, timeBase(video.stream), packet.get());
        } else if (packet->stream_index == audio.stream) {
            receive(movie, audio, false, timeBase(audio.stream), packet.get());
        }
        av_packet_unref(packet.get());
    }
    if (video.stream >= 0)
        receive(movie, video, true, timeBase(video.stream), nullptr);
    if (audio.stream >= 0)
        receive(movie, audio, false, timeBase(audio.stream), nullptr);
    return movie;
}

} // namespace reelout::test
