// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/sound_file_reader.h"

#include "ffmpeg/av_error.h"
#include "ffmpeg/av_ptr.h"

#include <QFile>

extern "C" {
#include <libavutil/channel_layout.h>
#include <libswresample/swresample.h>
}

namespace reelout {

namespace {

using SwrPtr = std::unique_ptr<SwrContext, AvFree<swr_free>>;

constexpr int kMostChannels = 64;

QString step()
{
    return QStringLiteral("read sound file");
}

Error noSound(const QString& path)
{
    return makeError(ErrorCode::Unsupported, step(), QStringLiteral("%1: there is no sound in it").arg(path));
}

} // namespace

struct SoundFileReader::Library {
    QString path;
    AvInputPtr input;
    AvCodecContextPtr decoder;
    AvPacketPtr packet{av_packet_alloc()};
    AvFramePtr frame{av_frame_alloc()};
    SwrPtr converter;
    int stream = -1;
    bool isDrained = false;

    Status openDecoder(const AVCodec* codec);
    Status feed();
    Status append(const AudioFormat& format, std::vector<float>& out);
    Error failure(int code) const { return avError(code, step(), path, ErrorCode::InvalidData); }
};

Result<std::unique_ptr<SoundFileReader>> SoundFileReader::open(const QString& path)
{
    auto library = std::make_unique<Library>();
    library->path = path;
    AVFormatContext* input = nullptr;
    int code = avformat_open_input(&input, QFile::encodeName(path).constData(), nullptr, nullptr);
    if (code < 0)
        return library->failure(code);
    library->input.reset(input);
    code = avformat_find_stream_info(input, nullptr);
    if (code < 0)
        return library->failure(code);
    const AVCodec* codec = nullptr;
    library->stream = av_find_best_stream(input, AVMEDIA_TYPE_AUDIO, -1, -1, &codec, 0);
    if (library->stream < 0)
        return noSound(path);
    REELOUT_TRY(library->openDecoder(codec));

    AudioFormat format;
    format.sampleRate = library->decoder->sample_rate;
    format.channels = library->decoder->ch_layout.nb_channels;
    if (format.sampleRate < 1 || format.channels < 1 || format.channels > kMostChannels)
        return noSound(path);
    for (int channel = 1; channel <= format.channels; ++channel)
        format.channelNames += QStringLiteral("chan%1").arg(channel);
    return std::unique_ptr<SoundFileReader>(new SoundFileReader(std::move(library), std::move(format)));
}

SoundFileReader::SoundFileReader(std::unique_ptr<Library> library, AudioFormat format)
    : m_library(std::move(library)),
      m_format(std::move(format))
{}

SoundFileReader::~SoundFileReader() = default;

Status SoundFileReader::Library::openDecoder(const AVCodec* codec)
{
    const AVStream& source = *input->streams[stream];
    for (unsigned i = 0; i < input->nb_streams; ++i)
        input->streams[i]->discard = static_cast<int>(i) == stream ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    decoder.reset(avcodec_alloc_context3(codec));
    if (!decoder || !packet || !frame)
        return outOfMemory(step());
    int code = avcodec_parameters_to_context(decoder.get(), source.codecpar);
    decoder->pkt_timebase = source.time_base; // so that the encoder's delay is cut off
    if (code >= 0)
        code = avcodec_open2(decoder.get(), codec, nullptr);
    return code < 0 ? Status(failure(code)) : Status();
}

// Hands the decoder one more packet, or tells it that there are no more.
Status SoundFileReader::Library::feed()
{
    int code = 0;
    do {
        av_packet_unref(packet.get());
        code = av_read_frame(input.get(), packet.get());
    } while (code >= 0 && packet->stream_index != stream);
    if (code < 0 && code != AVERROR_EOF)
        return failure(code);
    code = avcodec_send_packet(decoder.get(), code == AVERROR_EOF ? nullptr : packet.get());
    // A damaged packet is a hole in the sound, not its end.
    return code < 0 && code != AVERROR_INVALIDDATA && code != AVERROR_EOF ? Status(failure(code)) : Status();
}

// The decoded frame as interleaved floats in the format of the file's beginning, whatever it has become.
Status SoundFileReader::Library::append(const AudioFormat& format, std::vector<float>& out)
{
    if (!converter) {
        AVChannelLayout layout{};
        av_channel_layout_default(&layout, format.channels);
        SwrContext* made = nullptr;
        const bool isSame = frame->ch_layout.nb_channels == format.channels;
        int code = swr_alloc_set_opts2(
            &made, isSame ? &frame->ch_layout : &layout, AV_SAMPLE_FMT_FLT, format.sampleRate,
            &frame->ch_layout, static_cast<AVSampleFormat>(frame->format), frame->sample_rate, 0, nullptr);
        av_channel_layout_uninit(&layout);
        converter.reset(made);
        if (code >= 0)
            code = swr_init(made);
        if (code < 0)
            return failure(code);
    }
    const int room = swr_get_out_samples(converter.get(), frame->nb_samples);
    if (room < 0)
        return failure(room);
    const auto channels = static_cast<std::size_t>(format.channels);
    const std::size_t before = out.size();
    out.resize(before + static_cast<std::size_t>(room) * channels);
    std::uint8_t* target[] = {static_cast<std::uint8_t*>(static_cast<void*>(out.data() + before))};
    const int made = swr_convert(converter.get(), target, room,
                                 const_cast<const std::uint8_t**>(frame->extended_data), frame->nb_samples);
    out.resize(before + static_cast<std::size_t>(std::max(made, 0)) * channels);
    return made < 0 ? Status(failure(made)) : Status();
}

Status SoundFileReader::read(std::size_t frames, std::vector<float>& out)
{
    const std::size_t wanted = out.size() + frames * static_cast<std::size_t>(m_format.channels);
    Library& library = *m_library;
    while (out.size() < wanted && !library.isDrained) {
        const int code = avcodec_receive_frame(library.decoder.get(), library.frame.get());
        if (code == AVERROR(EAGAIN)) {
            REELOUT_TRY(library.feed());
        } else if (code == AVERROR_EOF) {
            library.isDrained = true;
        } else if (code < 0) {
            return library.failure(code);
        } else {
            const Status added = library.append(m_format, out);
            av_frame_unref(library.frame.get());
            if (!added)
                return added;
        }
    }
    return {};
}

} // namespace reelout
