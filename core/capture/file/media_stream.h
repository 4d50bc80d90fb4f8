// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ffmpeg/av_ptr.h"

#include <memory>

namespace reelout {

/// Which stream of which file to read, and how.
struct MediaStreamSpec {
    QString path;
    AVMediaType type = AVMEDIA_TYPE_VIDEO;
    QString step;             ///< of errors: "read movie file"
    QString nothing;          ///< the error's words when the file has no such stream
    int threads = 1;          ///< of the decoder; 0 = its own choice
    bool skipsDamage = false; ///< a packet that can't be decoded is left out instead of ending it
};

/// The best stream of a kind in a file, decoded frame by frame through libavformat and libavcodec. Whatever
/// else is in the file is not read. One thread.
class MediaStream {
public:
    /// NotFound, PermissionDenied, InvalidData; Unsupported when there is no such stream in the file.
    static Result<std::unique_ptr<MediaStream>> open(MediaStreamSpec spec);

    /// The next frame into `frame`, whatever was in it; false at the end, and then always.
    Result<bool> receive(AVFrame& frame);
    /// Goes to the last place at or before `time` (in the stream's time base) where decoding can begin, as
    /// far as the container knows one; false where it doesn't.
    bool seek(std::int64_t time);
    /// Begins again with the file's first frame. stream() and decoder() are others then.
    Status reopen();
    /// Places that could not be decoded and were left out.
    int damagedPlaces() const { return m_damaged; }
    /// The errors of this file: one of the libraries', that there is no such stream, that memory is full.
    Error failure(int code) const;
    Error nothing() const;
    Error outOfMemory() const;

    AVFormatContext& input() const { return *m_input; }
    AVStream& stream() const { return *m_stream; }
    const AVCodecContext& decoder() const { return *m_decoder; }

private:
    explicit MediaStream(MediaStreamSpec spec) : m_spec(std::move(spec)) {}
    Status openAll();
    Status openInput();
    Status openDecoder(const AVCodec* codec);
    Status feed();

    const MediaStreamSpec m_spec;
    AvInputPtr m_input;
    AvCodecContextPtr m_decoder;
    AvPacketPtr m_packet{av_packet_alloc()};
    AVStream* m_stream = nullptr;
    bool m_isDrained = false;
    int m_damaged = 0;
};

} // namespace reelout
