// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "encode/avio_file.h"
#include "encode/recording_file.h"
#include "ffmpeg/av_options.h"
#include "ffmpeg/av_ptr.h"
#include "media/frame_rate.h"
#include "media/specs.h"

#include <atomic>
#include <memory>
#include <optional>
#include <vector>

namespace reelout {

/// libavformat's muxers with what makes a file safe: MP4 and MOV grow in fragments of a second that are put
/// on the disk and in the end finished in place; MKV in clusters of a second. The picture's track comes
/// first. AVI and GIF are written as they are, put on the disk each second: a killed AVI plays in programs
/// that need no index. Write thread, but for bytes().
class Muxer {
public:
    /// `container` is an extension: mp4, mov, mkv, webm, avi, gif. Makes the file.
    static Result<std::unique_ptr<Muxer>> openFile(FileSystem& files, const QString& path,
                                                   const QString& container, Overwrite overwrite,
                                                   Clock& clock);
    /// Takes everything and writes nothing.
    static Result<std::unique_ptr<Muxer>> openNull(Clock& clock);

    Status addVideoTrack(AvCodecParametersPtr parameters, const FrameRate& rate);
    /// `name` is for people, written where the container has a place for it; empty = none.
    Status addAudioTrack(AvCodecParametersPtr parameters, const QString& name);
    /// Only the upper left `visible` pixels of the pictures' `coded` ones are to be seen. Before begin(); for
    /// containers where canTellVisibleSize().
    void setVisibleSize(Size coded, Size visible);

    /// Checks tracks and metadata against the container; nothing but the header is written.
    Status begin(const Metadata& metadata);

    /// A marker becomes a chapter where hasChapters().
    void addMarker(const Marker& marker) { m_markers.push_back(marker); }
    bool hasChapters() const { return m_kind == Kind::Iso || m_kind == Kind::Matroska; }

    /// One packet; of each track in decoding order. Errors of the disk have their own class.
    Status write(AvPacketPtr packet);
    /// Completes and closes the file. After an error of the disk it keeps what is whole, cuts off what is
    /// torn and returns that error with what became of the file. A file nothing playable got into is removed;
    /// path() is empty then.
    Status finish();

    /// Bytes on their way to the disk. Any thread.
    std::uint64_t bytes() const { return m_bytes.load(std::memory_order_relaxed); }
    QString path() const { return m_path; }
    bool needsGlobalHeader() const;

private:
    enum class Kind { Iso, Matroska, Plain, Null };

    struct Container {
        const char* extension;
        const char* format; ///< libavformat's name
        Kind kind;
    };
    static const Container& containerOf(const QString& extension);

    Muxer(Kind kind, Clock& clock);
    Status allocate(const char* format);
    Status writeHeader(const AvOptions& options);
    bool isFragmentFull(const AVPacket& packet) const;
    Status flushFragment();
    Status flushHeader();
    Status checked(int number, const char* step);
    void updateBytes();
    Status completeFile();
    Status addChapters();
    Status finishIso();
    Status finishPlain();
    Error rescue(const Error& error);

    Kind m_kind;
    Clock& m_clock;
    QString m_path;
    // The collector and the file outlive the AVIO over them, and that the context that uses it.
    FragmentCollector m_collector;
    std::unique_ptr<RecordingFile> m_file;
    std::unique_ptr<AvioFile> m_avio;
    AvOutputPtr m_context;

    Size m_coded;
    Size m_visible;              ///< empty = all of it
    std::vector<bool> m_started; ///< one a track: it has got a packet
    bool m_hasHeader = false;    ///< avformat_write_header succeeded
    bool m_hasMoov = false;
    bool m_hasPending = false;               ///< packets since the last flush
    std::int64_t m_audioShift = 0;           ///< added to the times of all sound, in sample frames
    std::optional<Duration> m_fragmentStart; ///< of its first picture
    Timestamp m_lastFlush;
    std::vector<Marker> m_markers;
    Duration m_recorded{};       ///< end of the latest picture
    std::uint64_t m_safeEnd = 0; ///< everything before it is whole fragments or clusters
    std::uint64_t m_pendingBytes = 0;
    std::atomic<std::uint64_t> m_bytes{0};
};

} // namespace reelout
