// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/movie_file_reader.h"

#include "ffmpeg/av_error.h"

#include <QFile>

#include <cmath>
#include <optional>

namespace reelout {

namespace {

QString step()
{
    return QStringLiteral("read movie file");
}

Error noPictures(const QString& path)
{
    return makeError(ErrorCode::Unsupported, step(),
                     QStringLiteral("%1: there are no pictures in it").arg(path));
}

} // namespace

struct MovieFileReader::Library {
    QString path;
    AvInputPtr input;
    AvCodecContextPtr decoder;
    AvPacketPtr packet{av_packet_alloc()};
    AVStream* stream = nullptr;
    AVRational rate{25, 1};
    std::optional<std::int64_t> firstTime; ///< in the stream's time base
    bool isDrained = false;

    Status openDecoder(const AVCodec* codec);
    Status feed();
    Timestamp timeOf(const AVFrame& frame, std::uint64_t index);
    Error failure(int code) const { return avError(code, step(), path, ErrorCode::InvalidData); }
};

Result<std::unique_ptr<MovieFileReader>> MovieFileReader::open(const QString& path)
{
    auto library = std::make_unique<Library>();
    library->path = path;
    AVFormatContext* input = nullptr;
    // The protocol keeps colons and percent signs of names from meaning anything.
    const QByteArray url = "file:" + QFile::encodeName(path);
    AVDictionary* options = nullptr;
    av_dict_set(&options, "pattern_type", "none", 0);
    int code = avformat_open_input(&input, url.constData(), nullptr, &options);
    av_dict_free(&options);
    if (code < 0)
        return library->failure(code);
    library->input.reset(input);
    code = avformat_find_stream_info(input, nullptr);
    if (code < 0)
        return library->failure(code);
    const AVCodec* codec = nullptr;
    const int stream = av_find_best_stream(input, AVMEDIA_TYPE_VIDEO, -1, -1, &codec, 0);
    if (stream < 0)
        return noPictures(path);
    library->stream = input->streams[stream];
    REELOUT_TRY(library->openDecoder(codec));
    const AVRational rate = av_guess_frame_rate(input, library->stream, nullptr);
    if (rate.num > 0 && rate.den > 0)
        library->rate = rate;
    return std::unique_ptr<MovieFileReader>(new MovieFileReader(std::move(library)));
}

MovieFileReader::MovieFileReader(std::unique_ptr<Library> library) : m_library(std::move(library)) {}

MovieFileReader::~MovieFileReader() = default;

Status MovieFileReader::Library::openDecoder(const AVCodec* codec)
{
    for (unsigned i = 0; i < input->nb_streams; ++i)
        input->streams[i]->discard = input->streams[i] == stream ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    decoder.reset(avcodec_alloc_context3(codec));
    if (!decoder || !packet)
        return outOfMemory(step());
    int code = avcodec_parameters_to_context(decoder.get(), stream->codecpar);
    decoder->pkt_timebase = stream->time_base;
    decoder->thread_count = 0;
    if (code >= 0)
        code = avcodec_open2(decoder.get(), codec, nullptr);
    return code < 0 ? Status(failure(code)) : Status();
}

// Hands the decoder one more packet, or tells it that there are no more.
Status MovieFileReader::Library::feed()
{
    int code = 0;
    do {
        av_packet_unref(packet.get());
        code = av_read_frame(input.get(), packet.get());
    } while (code >= 0 && packet->stream_index != stream->index);
    if (code < 0 && code != AVERROR_EOF)
        return failure(code);
    code = avcodec_send_packet(decoder.get(), code == AVERROR_EOF ? nullptr : packet.get());
    return code < 0 && code != AVERROR_EOF ? Status(failure(code)) : Status();
}

Result<AvFramePtr> MovieFileReader::decode()
{
    Library& library = *m_library;
    AvFramePtr frame(av_frame_alloc());
    if (!frame)
        return outOfMemory(step());
    while (!library.isDrained) {
        const int code = avcodec_receive_frame(library.decoder.get(), frame.get());
        if (code >= 0)
            return frame;
        if (code == AVERROR(EAGAIN)) {
            REELOUT_TRY(library.feed());
        } else if (code == AVERROR_EOF) {
            library.isDrained = true;
        } else {
            return library.failure(code);
        }
    }
    return AvFramePtr();
}

// From the file's own times; a frame without one follows at the file's rate.
Timestamp MovieFileReader::Library::timeOf(const AVFrame& frame, std::uint64_t index)
{
    const std::int64_t pts = frame.best_effort_timestamp;
    if (pts == AV_NOPTS_VALUE)
        return Timestamp(FrameRate(rate.num, rate.den).timeOf(static_cast<std::int64_t>(index)));
    if (!firstTime)
        firstTime = pts;
    return Timestamp(
        Duration(av_rescale_q(pts - *firstTime, stream->time_base, AVRational{1, 1'000'000'000})));
}

Result<PicturePtr> MovieFileReader::next()
{
    Result<AvFramePtr> frame = decode();
    if (!frame)
        return frame.error();
    if (!*frame)
        return PicturePtr();
    const Timestamp time = m_library->timeOf(**frame, m_serial);
    const AVRational aspect =
        av_guess_sample_aspect_ratio(m_library->input.get(), m_library->stream, frame->get());
    Result<std::shared_ptr<Picture>> picture =
        m_pictures.make(std::move(frame).value(), aspect.num > 0 ? av_q2d(aspect) : 0.0);
    if (!picture)
        return picture.error();
    (*picture)->serial = ++m_serial;
    (*picture)->captured = time;
    return PicturePtr(std::move(picture).value());
}

std::int64_t MovieFileReader::length() const
{
    const AVStream& stream = *m_library->stream;
    if (stream.nb_frames > 0)
        return stream.nb_frames;
    double seconds = 0.0;
    if (stream.duration > 0)
        seconds = static_cast<double>(stream.duration) * av_q2d(stream.time_base);
    else if (m_library->input->duration > 0)
        seconds = static_cast<double>(m_library->input->duration) / AV_TIME_BASE;
    return std::llround(seconds * av_q2d(m_library->rate));
}

FrameRate MovieFileReader::rate() const
{
    return {m_library->rate.num, m_library->rate.den};
}

} // namespace reelout
