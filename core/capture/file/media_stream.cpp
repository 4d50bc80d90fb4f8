// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/file/media_stream.h"

#include "capture/file/file_diagnosis.h"
#include "ffmpeg/av_error.h"

#include <QFile>

namespace reelout {

Error MediaStream::failure(int code) const
{
    return avError(code, m_spec.step, m_spec.path, ErrorCode::InvalidData);
}

Error MediaStream::nothing() const
{
    return makeError(ErrorCode::Unsupported, m_spec.step,
                     QStringLiteral("%1: %2").arg(m_spec.path, m_spec.nothing));
}

Error MediaStream::outOfMemory() const
{
    return reelout::outOfMemory(m_spec.step);
}

Result<std::unique_ptr<MediaStream>> MediaStream::open(MediaStreamSpec spec)
{
    std::unique_ptr<MediaStream> opened(new MediaStream(std::move(spec)));
    REELOUT_TRY(opened->openAll());
    return opened;
}

Status MediaStream::openAll()
{
    REELOUT_TRY(checkReadable(m_spec.path, m_spec.step));
    REELOUT_TRY(openInput());
    const AVCodec* codec = nullptr;
    const int stream = av_find_best_stream(m_input.get(), m_spec.type, -1, -1, &codec, 0);
    if (stream == AVERROR_DECODER_NOT_FOUND)
        return noDecoder(*m_input, m_spec.type, m_spec.path, m_spec.step);
    if (stream < 0)
        return nothing();
    m_stream = m_input->streams[stream];
    return openDecoder(codec);
}

Status MediaStream::reopen()
{
    m_decoder.reset();
    m_input.reset();
    m_isDrained = false;
    return openAll();
}

bool MediaStream::seek(std::int64_t time)
{
    if (av_seek_frame(m_input.get(), m_stream->index, time, AVSEEK_FLAG_BACKWARD) < 0)
        return false;
    avcodec_flush_buffers(m_decoder.get());
    m_isDrained = false;
    return true;
}

Status MediaStream::openInput()
{
    AVFormatContext* input = nullptr;
    // The protocol keeps colons and percent signs of names from meaning anything.
    const QByteArray url = "file:" + QFile::encodeName(m_spec.path);
    AVDictionary* options = nullptr;
    av_dict_set(&options, "pattern_type", "none", 0);
    int code = avformat_open_input(&input, url.constData(), nullptr, &options);
    av_dict_free(&options);
    if (code < 0)
        return explained(failure(code), m_spec.path);
    m_input.reset(input);
    code = avformat_find_stream_info(input, nullptr);
    return code < 0 ? Status(explained(failure(code), m_spec.path)) : Status();
}

Status MediaStream::openDecoder(const AVCodec* codec)
{
    for (unsigned i = 0; i < m_input->nb_streams; ++i)
        m_input->streams[i]->discard = m_input->streams[i] == m_stream ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    m_decoder.reset(avcodec_alloc_context3(codec));
    if (!m_decoder || !m_packet)
        return outOfMemory();
    int code = avcodec_parameters_to_context(m_decoder.get(), m_stream->codecpar);
    m_decoder->pkt_timebase = m_stream->time_base; // so that the delay of a sound's encoder is cut off
    m_decoder->thread_count = m_spec.threads;
    if (code >= 0)
        code = avcodec_open2(m_decoder.get(), codec, nullptr);
    return code < 0 ? Status(failure(code)) : Status();
}

// Hands the decoder one more packet, or tells it that there are no more.
Status MediaStream::feed()
{
    int code = 0;
    do {
        av_packet_unref(m_packet.get());
        code = av_read_frame(m_input.get(), m_packet.get());
    } while (code >= 0 && m_packet->stream_index != m_stream->index);
    if (code < 0 && code != AVERROR_EOF)
        return failure(code);
    code = avcodec_send_packet(m_decoder.get(), code == AVERROR_EOF ? nullptr : m_packet.get());
    const bool isSkipped = m_spec.skipsDamage && code == AVERROR_INVALIDDATA;
    m_damaged += isSkipped ? 1 : 0;
    return code < 0 && code != AVERROR_EOF && !isSkipped ? Status(failure(code)) : Status();
}

Result<bool> MediaStream::receive(AVFrame& frame)
{
    while (!m_isDrained) {
        const int code = avcodec_receive_frame(m_decoder.get(), &frame);
        if (code >= 0)
            return true;
        if (code == AVERROR(EAGAIN))
            REELOUT_TRY(feed());
        else if (code == AVERROR_EOF)
            m_isDrained = true;
        else if (m_spec.skipsDamage && code == AVERROR_INVALIDDATA)
            ++m_damaged;
        else
            return failure(code);
    }
    return false;
}

} // namespace reelout
