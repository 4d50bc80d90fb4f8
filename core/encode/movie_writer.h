// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/audio_encoder.h"
#include "encode/codec_catalog.h"
#include "encode/media_writer.h"
#include "encode/packet_interleaver.h"
#include "encode/packet_sink.h"
#include "encode/video_encoder.h"

#include <optional>

namespace reelout {

/// A movie: video encoder, audio encoders and what they write into, of one recording. The first error stays
/// and is what every later call returns.
class MovieWriter final : public MediaWriter {
public:
    /// Takes over a sink without tracks. `spec` has been checked.
    static Result<std::unique_ptr<MediaWriter>> open(const MovieSpec& spec, const QString& container,
                                                     std::shared_ptr<PacketSink> sink, Clock& clock);

    PixelFormat pictureFormat() const override { return m_format.format; }
    Size pictureSize() const override { return m_size; }
    ColourSpec pictureColour() const override { return m_format.colour; }
    Status writePicture(const PicturePtr& picture, std::int64_t index) override;
    bool hasCheapRepeats() const override { return m_video->hasCheapRepeats(); }
    Status repeatPicture(const PicturePtr& picture, std::int64_t index) override;
    Status writeAudio(std::span<const float> samples, std::int64_t firstFrame) override;
    Status addMarker(const Marker& marker) override;
    Result<WrittenFile> finish(Timestamp deadline) override;
    std::uint64_t bytesWritten() const override { return m_sink->bytes(); }

private:
    struct SoundTrack {
        std::unique_ptr<AudioEncoder> encoder;
        std::size_t channels = 0;
    };

    MovieWriter(CodecPixelFormat format, Size size, std::unique_ptr<VideoEncoder> video,
                std::vector<SoundTrack> sounds, std::shared_ptr<PacketSink> sink, Clock& clock);
    Status remember(Status status);
    enum class Repeat { No, Yes };
    Status encodePicture(const PicturePtr& picture, std::int64_t index, Repeat repeat);
    Status encodeAudio(std::span<const float> samples, std::int64_t firstFrame);
    Status collectPictures();
    Status push(std::size_t track, std::vector<AvPacketPtr> packets);
    static Result<std::vector<SoundTrack>> openSounds(const MovieSpec& spec, PacketSink& sink);
    std::int64_t soundFrames() const
    {
        return m_sounds.empty() ? 0 : m_sounds.front().encoder->framesWritten();
    }
    Status writeReady();
    Status drain(Timestamp deadline);

    CodecPixelFormat m_format;
    Size m_size;
    std::unique_ptr<VideoEncoder> m_video;
    std::vector<SoundTrack> m_sounds; ///< the track of number n is stream n + 1
    std::size_t m_soundChannels = 0;  ///< of all of them
    std::shared_ptr<PacketSink> m_sink;
    PacketInterleaver m_interleaver;
    Clock& m_clock;
    std::vector<float> m_ofTrack;
    std::int64_t m_pictures = 0;
    std::int64_t m_nextIndex = 0;
    std::int64_t m_givenUp = 0;
    bool m_hasMarkers = false;
    QStringList m_warnings;
    std::optional<Error> m_error;
};

} // namespace reelout
