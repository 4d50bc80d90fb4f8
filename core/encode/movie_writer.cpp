// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/movie_writer.h"

#include "base/log.h"
#include "encode/av_video_encoder.h"
#include "encode/codec_check.h"
#include "encode/codec_tables.h"
#include "encode/encoder_plan.h"
#include "encode/gif_encoder.h"
#include "encode/gop_repeating_encoder.h"
#include "encode/hap_video_encoder.h"
#include "encode/hardware_trial.h"
#include "encode/muxer.h"
#include "encode/prores_encoder.h"
#include "encode/repeating_encoder.h"
#include "encode/writers.h"
#include "encode/x264_encoder.h"
#include "ffmpeg/av_error.h"

#include <QCoreApplication>

#include <thread>

namespace reelout {

namespace {

constexpr int kVideoTrack = 0;
// How long packets of one track wait for the other's.
constexpr Duration kLongestInterleave = std::chrono::seconds(1);

QString text(const char* source)
{
    return QCoreApplication::translate("reelout::MovieWriter", source);
}

Result<std::unique_ptr<VideoEncoder>> openEncoder(const MovieSpec& spec, const VideoEncoderSpec& wanted)
{
    if (spec.codec == QLatin1String("gif"))
        return GifEncoder::open(wanted);
    if (wanted.plan.encoder == QLatin1String(kHapEncoder))
        return HapVideoEncoder::open(spec, wanted);
    if (X264Encoder::canEncode(wanted))
        return X264Encoder::open(wanted);
    if (ProResEncoder::canEncode(wanted))
        return ProResEncoder::open(wanted);
    return AvVideoEncoder::open(wanted);
}

/// With what spares it pictures that stay on show.
std::unique_ptr<VideoEncoder> sparing(std::unique_ptr<VideoEncoder> encoder, const EncoderPlan& plan)
{
    if (plan.isIntra)
        return std::make_unique<RepeatingEncoder>(std::move(encoder));
    if (plan.hasClosedGroups && !encoder->hasCheapRepeats())
        return std::make_unique<GopRepeatingEncoder>(std::move(encoder));
    return encoder;
}

Result<std::unique_ptr<VideoEncoder>> openVideo(const MovieSpec& spec, const CodecPixelFormat& format,
                                                Size size, const QString& container, bool globalHeader)
{
    const CodecType& type = *CodecCatalog::instance().type(spec.codec, spec.codecType);
    const int processors = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    VideoEncoderSpec wanted;
    wanted.plan = encoderPlan({spec, type, format, size, container, processors});
    wanted.format = format.format;
    wanted.colour = format.colour;
    wanted.size = size;
    wanted.rate = spec.rate;
    wanted.pixelAspect = spec.pixelAspect;
    wanted.globalHeader = globalHeader;
    Result<std::unique_ptr<VideoEncoder>> encoder = openEncoder(spec, wanted);
    if (!encoder)
        return encoder.error();
    return sparing(std::move(encoder).value(), wanted.plan);
}

/// The encoder a movie is really written with.
struct OpenedVideo {
    std::unique_ptr<VideoEncoder> encoder;
    CodecPixelFormat format;
    Size size;          ///< padded
    QStringList notice; ///< that it is another than was asked for, and why
};

Result<OpenedVideo> openVideoOf(const MovieSpec& spec, const QString& container, bool globalHeader)
{
    OpenedVideo video;
    video.format = *CodecCatalog::instance().pixelFormat(spec.codec, spec.codecType, spec.pixelFormat);
    video.size = video.format.sizeRule.padded(spec.size);
    Result<std::unique_ptr<VideoEncoder>> encoder =
        openVideo(spec, video.format, video.size, container, globalHeader);
    if (!encoder)
        return encoder.error();
    video.encoder = std::move(encoder).value();
    return video;
}

bool mayFallBack(const MovieSpec& spec, const CodecType& type)
{
    return type.isHardware && spec.softwareFallback;
}

Result<OpenedVideo> openOnSoftware(const MovieSpec& spec, const QString& container, bool globalHeader,
                                   const QString& reason)
{
    const CodecCatalog& catalog = CodecCatalog::instance();
    const Result<MovieSpec> software = catalog.onSoftware(spec);
    if (!software)
        return software.error();
    if (!container.isEmpty())
        REELOUT_TRY(catalog.check(*software, container));
    Result<OpenedVideo> video = openVideoOf(*software, container, globalHeader);
    if (video) {
        video->notice << catalog.fallbackNotice(spec, reason);
        logWarning(QStringLiteral("encode"), video->notice.front());
    }
    return video;
}

/// The encoder that was asked for, or where the movie allows it the software one when that does not start.
Result<OpenedVideo> openVideoOrFallback(const MovieSpec& spec, const QString& container, bool globalHeader)
{
    const CodecType& type = *CodecCatalog::instance().type(spec.codec, spec.codecType);
    if (!mayFallBack(spec, type))
        return openVideoOf(spec, container, globalHeader);
    if (const QString obstacle = CodecCatalog::finalObstacle(type); !obstacle.isEmpty())
        return openOnSoftware(spec, container, globalHeader, obstacle);
    Result<OpenedVideo> video = openVideoOf(spec, container, globalHeader);
    if (video)
        return video;
    return openOnSoftware(spec, container, globalHeader,
                          plainHardwareReason(type.encoder, video.error().detail));
}

Result<AvCodecParametersPtr> newParameters()
{
    AvCodecParametersPtr parameters(avcodec_parameters_alloc());
    if (!parameters)
        return outOfMemory(QStringLiteral("add track"));
    return parameters;
}

Error misuse(const QString& detail)
{
    return makeError(ErrorCode::Internal, QStringLiteral("write movie"), detail);
}

} // namespace

std::optional<WriterFormat> movieWriterFormat(const MovieSpec& spec)
{
    const CodecCatalog& catalog = CodecCatalog::instance();
    const CodecType* type = catalog.type(spec.codec, spec.codecType);
    const CodecPixelFormat* format = catalog.pixelFormat(spec.codec, spec.codecType, spec.pixelFormat);
    if (type == nullptr || format == nullptr || mayFallBack(spec, *type))
        return std::nullopt;
    return WriterFormat{format->format, format->sizeRule.padded(spec.size), format->colour};
}

Result<std::unique_ptr<MediaWriter>> openMovieWriter(FileSystem& files, const QString& path,
                                                     const MovieSpec& spec, Overwrite overwrite, Clock& clock)
{
    const QString container = extensionOf(path);
    REELOUT_TRY(CodecCatalog::instance().check(spec, container));
    Result<std::unique_ptr<Muxer>> muxer = Muxer::openFile(files, path, container, overwrite, clock);
    if (!muxer)
        return muxer.error();
    return MovieWriter::open(spec, container, std::move(muxer).value(), clock);
}

Result<std::unique_ptr<MediaWriter>> openTestWriter(const MovieSpec& spec)
{
    const CodecType* type = CodecCatalog::instance().type(spec.codec, spec.codecType);
    // Any container that holds picture and sound will do, as no file is made.
    QString container = type == nullptr ? QStringLiteral("mkv") : type->containers.front();
    if (type != nullptr && !spec.sounds.empty()) {
        if (const AudioCodec* audio = CodecCatalog::instance().audioCodec(spec.sounds.front().codec)) {
            for (const QString& candidate : type->containers) {
                if (audio->containers.contains(candidate))
                    container = candidate;
            }
        }
    }
    REELOUT_TRY(CodecCatalog::instance().check(spec, container));
    Result<std::unique_ptr<Muxer>> muxer = Muxer::openNull(systemClock());
    if (!muxer)
        return muxer.error();
    return MovieWriter::open(spec, {}, std::move(muxer).value(), systemClock());
}

Result<std::unique_ptr<MediaWriter>> MovieWriter::open(const MovieSpec& spec, const QString& container,
                                                       std::shared_ptr<PacketSink> sink, Clock& clock)
{
    Result<OpenedVideo> video = openVideoOrFallback(spec, container, sink->needsGlobalHeader());
    if (!video)
        return video.error();
    const Size size = video->size;
    Result<AvCodecParametersPtr> track = newParameters();
    if (!track)
        return track.error();
    REELOUT_TRY(video->encoder->describe(**track));
    REELOUT_TRY(sink->addVideoTrack(std::move(track).value(), spec.rate));

    Result<std::vector<SoundTrack>> sounds = openSounds(spec, *sink);
    if (!sounds)
        return sounds.error();
    if (size != spec.size && canTellVisibleSize(container))
        sink->setVisibleSize(size, spec.size);
    REELOUT_TRY(sink->begin(spec.metadata));

    std::unique_ptr<MovieWriter> writer(new MovieWriter(video->format, size, std::move(video->encoder),
                                                        std::move(sounds).value(), std::move(sink), clock));
    writer->m_warnings = video->notice;
    if (!container.isEmpty())
        writer->m_warnings += CodecCatalog::instance().notices(spec, container);
    return std::unique_ptr<MediaWriter>(std::move(writer));
}

Result<std::vector<MovieWriter::SoundTrack>> MovieWriter::openSounds(const MovieSpec& spec, PacketSink& sink)
{
    std::vector<SoundTrack> tracks;
    for (const AudioTrackSpec& track : spec.sounds) {
        Result<std::unique_ptr<AudioEncoder>> encoder = AudioEncoder::open(track, sink.needsGlobalHeader());
        if (!encoder)
            return encoder.error();
        Result<AvCodecParametersPtr> parameters = newParameters();
        if (!parameters)
            return parameters.error();
        REELOUT_TRY((*encoder)->describe(**parameters));
        REELOUT_TRY(sink.addAudioTrack(std::move(parameters).value(), track.name));
        tracks.push_back({std::move(encoder).value(), static_cast<std::size_t>(track.channels)});
    }
    return tracks;
}

MovieWriter::MovieWriter(CodecPixelFormat format, Size size, std::unique_ptr<VideoEncoder> video,
                         std::vector<SoundTrack> sounds, std::shared_ptr<PacketSink> sink, Clock& clock)
    : m_format(std::move(format)),
      m_size(size),
      m_video(std::move(video)),
      m_sounds(std::move(sounds)),
      m_sink(std::move(sink)),
      m_interleaver(1 + static_cast<int>(m_sounds.size()), kLongestInterleave),
      m_clock(clock)
{
    for (const SoundTrack& track : m_sounds)
        m_soundChannels += track.channels;
}

Status MovieWriter::remember(Status status)
{
    if (!status && !m_error)
        m_error = status.error();
    return status;
}

Status MovieWriter::writePicture(const PicturePtr& picture, std::int64_t index)
{
    if (m_error)
        return *m_error;
    return remember(encodePicture(picture, index, Repeat::No));
}

Status MovieWriter::repeatPicture(const PicturePtr& picture, std::int64_t index)
{
    if (m_error)
        return *m_error;
    return remember(encodePicture(picture, index, Repeat::Yes));
}

Status MovieWriter::encodePicture(const PicturePtr& picture, std::int64_t index, Repeat repeat)
{
    if (!picture || picture->format != m_format.format || picture->size != m_size)
        return misuse(QStringLiteral("picture %1 has not the format or size of the movie").arg(index));
    if (index < m_nextIndex)
        return misuse(QStringLiteral("picture %1 came in place of %2").arg(index).arg(m_nextIndex));
    REELOUT_TRY(repeat == Repeat::Yes ? m_video->repeat(picture, index) : m_video->send(picture, index));
    m_nextIndex = index + 1;
    ++m_pictures;
    return collectPictures();
}

Status MovieWriter::writeAudio(std::span<const float> samples, std::int64_t firstFrame)
{
    if (m_error)
        return *m_error;
    return remember(encodeAudio(samples, firstFrame));
}

// The channels of all tracks come side by side.
Status MovieWriter::encodeAudio(std::span<const float> samples, std::int64_t firstFrame)
{
    if (m_sounds.empty())
        return misuse(QStringLiteral("sound for a movie without a sound track"));
    if (firstFrame != soundFrames())
        return misuse(
            QStringLiteral("sound frame %1 came in place of %2").arg(firstFrame).arg(soundFrames()));
    std::size_t first = 0;
    for (std::size_t track = 0; track < m_sounds.size(); ++track) {
        const std::size_t width = m_sounds[track].channels;
        std::span<const float> own = samples;
        if (m_sounds.size() > 1) {
            m_ofTrack.clear();
            for (std::size_t at = first; at + width <= samples.size(); at += m_soundChannels)
                m_ofTrack.insert(m_ofTrack.end(), &samples[at], &samples[at] + width);
            own = m_ofTrack;
        }
        std::vector<AvPacketPtr> packets;
        REELOUT_TRY(m_sounds[track].encoder->write(own, packets));
        REELOUT_TRY(push(track, std::move(packets)));
        first += width;
    }
    return {};
}

Status MovieWriter::collectPictures()
{
    for (;;) {
        Result<AvPacketPtr> packet = m_video->receive();
        if (!packet)
            return packet.error();
        if (!*packet)
            return {};
        (*packet)->stream_index = kVideoTrack;
        m_interleaver.push(std::move(*packet));
        REELOUT_TRY(writeReady());
    }
}

Status MovieWriter::push(std::size_t track, std::vector<AvPacketPtr> packets)
{
    for (AvPacketPtr& packet : packets) {
        packet->stream_index = static_cast<int>(track) + 1;
        m_interleaver.push(std::move(packet));
    }
    return writeReady();
}

Status MovieWriter::writeReady()
{
    while (AvPacketPtr packet = m_interleaver.pop())
        REELOUT_TRY(m_sink->write(std::move(packet)));
    return {};
}

Status MovieWriter::drain(Timestamp deadline)
{
    if (m_pictures > 0) {
        REELOUT_TRY(m_video->sendEnd());
        while (!m_video->isDrained()) {
            if (m_clock.now() >= deadline) {
                m_givenUp = m_video->pending();
                break;
            }
            Result<AvPacketPtr> packet = m_video->receive();
            if (!packet)
                return packet.error();
            if (*packet) {
                (*packet)->stream_index = kVideoTrack;
                m_interleaver.push(std::move(*packet));
            }
        }
    }
    for (std::size_t track = 0; track < m_sounds.size() && soundFrames() > 0; ++track) {
        std::vector<AvPacketPtr> packets;
        REELOUT_TRY(m_sounds[track].encoder->finish(packets));
        REELOUT_TRY(push(track, std::move(packets)));
    }
    while (AvPacketPtr packet = m_interleaver.popRest())
        REELOUT_TRY(m_sink->write(std::move(packet)));
    return {};
}

Status MovieWriter::addMarker(const Marker& marker)
{
    m_sink->addMarker(marker);
    m_hasMarkers = true;
    return {};
}

Result<WrittenFile> MovieWriter::finish(Timestamp deadline)
{
    if (!m_error)
        static_cast<void>(remember(drain(deadline)));
    // Also after an error: what came out of the encoders until then makes a file.
    const Status muxed = m_sink->finish();
    if (!muxed && (!m_error || m_error->code == muxed.error().code))
        m_error = muxed.error();
    if (m_error) {
        Error error = *m_error;
        if (muxed && !m_sink->path().isEmpty())
            error.detail += text(". What was recorded until then is complete.");
        return error;
    }

    WrittenFile file;
    file.path = m_sink->path();
    file.bytes = m_sink->bytes();
    file.frames = m_pictures - m_givenUp;
    file.audioFrames = soundFrames();
    file.warnings = m_warnings;
    if (m_hasMarkers && !m_sink->hasChapters())
        file.warnings << text("This type of file holds no chapters; the markers are in the report only.");
    if (m_givenUp > 0) {
        const int missing = static_cast<int>(m_givenUp);
        file.warnings << QCoreApplication::translate(
            "reelout::MovieWriter", "The encoder did not finish in time: the last %n picture(s) are missing.",
            nullptr, missing);
    }
    return file;
}

} // namespace reelout
