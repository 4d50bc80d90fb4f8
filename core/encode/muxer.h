// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "encode/avio_file.h"
#include "encode/packet_sink.h"
#include "encode/recording_file.h"
#include "ffmpeg/av_options.h"

#include <atomic>
#include <memory>
#include <optional>
#include <vector>

namespace reelout {

/// libavformat's muxers with what makes a file safe: MP4 and MOV grow in fragments of a second, or of 1 MB,
/// that are put on the disk each second and in the end finished in place; MKV in clusters of a second. The
/// picture's track comes first. AVI and GIF are written as they are, put on the disk each second: a killed
/// AVI plays in programs that need no index.
class Muxer final : public PacketSink {
public:
    /// `container` is an extension: mp4, mov, mkv, webm, avi, gif. Makes the file.
    static Result<std::unique_ptr<Muxer>> openFile(FileSystem& files, const QString& path,
                                                   const QString& container, Overwrite overwrite,
                                                   Clock& clock);
    /// Takes everything and writes nothing.
    static Result<std::unique_ptr<Muxer>> openNull(Clock& clock);

    /// Whether files of this kind want the encoders' headers beside the packets.
    static bool wantsGlobalHeader(const QString& container);

    Status addVideoTrack(AvCodecParametersPtr parameters, const FrameRate& rate) override;
    Status addAudioTrack(AvCodecParametersPtr parameters, const QString& name) override;
    void setVisibleSize(Size coded, Size visible) override;
    /// Nothing but the header is written.
    Status begin(const Metadata& metadata) override;
    void addMarker(const Marker& marker) override { m_markers.push_back(marker); }
    bool hasChapters() const override { return m_kind == Kind::Iso || m_kind == Kind::Matroska; }
    /// Errors of the disk have their own class.
    Status write(AvPacketPtr packet) override;
    /// Completes and closes the file. After an error of the disk it keeps what is whole, cuts off what is
    /// torn and returns that error with what became of the file. A file nothing playable got into is removed;
    /// path() is empty then.
    Status finish() override;
    /// On their way to the disk.
    std::uint64_t bytes() const override { return m_bytes.load(std::memory_order_relaxed); }
    QString path() const override { return m_path; }
    bool needsGlobalHeader() const override;

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
