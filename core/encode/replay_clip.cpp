// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/replay_clip.h"

#include "encode/muxer.h"
#include "encode/packet_interleaver.h"
#include "ffmpeg/av_error.h"

#include <algorithm>

extern "C" {
#include <libavutil/mathematics.h>
}

namespace reelout {

namespace {

QString step()
{
    return QStringLiteral("save replay");
}

Result<AvCodecParametersPtr> copyOf(const AVCodecParameters& parameters)
{
    AvCodecParametersPtr copy(avcodec_parameters_alloc());
    if (!copy)
        return outOfMemory(step());
    if (const int number = avcodec_parameters_copy(copy.get(), &parameters); number < 0)
        return avError(number, step(), {});
    return copy;
}

// Whether a file can say how much of this sound is only there to be decoded: by MP4's edit list, in Matroska
// for Opus alone (players ignore CodecDelay of the others).
bool canLead(const QString& container, const AVCodecParameters& sound)
{
    const bool isIso = container == QLatin1String("mp4") || container == QLatin1String("mov");
    const bool isMatroska = container == QLatin1String("mkv") || container == QLatin1String("webm");
    return isIso || (isMatroska && sound.codec_id == AV_CODEC_ID_OPUS);
}

// How much of the sound a player leaves out at the start.
void setPadding(AVCodecParameters& sound, std::int64_t samples)
{
    sound.initial_padding = static_cast<int>(samples);
    // The pre-skip of Opus' own header, at 48 kHz, little-endian (RFC 7845 section 5.1).
    constexpr int kPreSkip = 10;
    if (sound.codec_id != AV_CODEC_ID_OPUS || sound.extradata_size < kPreSkip + 2)
        return;
    const std::int64_t skip = samples * 48000 / std::max(sound.sample_rate, 1);
    sound.extradata[kPreSkip] = static_cast<std::uint8_t>(skip & 0xFF);
    sound.extradata[kPreSkip + 1] = static_cast<std::uint8_t>(skip >> 8 & 0xFF);
}

// The sample that belongs to the beginning of a picture.
std::int64_t sampleAt(const FrameRate& rate, std::int64_t picture, int sampleRate)
{
    return av_rescale(picture, sampleRate * rate.denominator(), rate.numerator());
}

Status addPictures(PacketInterleaver& order, const std::deque<SharedPacket>& pictures, const PictureCut& cut)
{
    for (std::size_t i = cut.first; i < cut.end; ++i) {
        if (isLeading(*pictures[i], cut))
            continue;
        AvPacketPtr copy(av_packet_clone(pictures[i].get()));
        if (!copy)
            return outOfMemory(step());
        copy->pts -= cut.begin;
        copy->dts -= cut.begin;
        order.push(std::move(copy));
    }
    return {};
}

Status addSound(ReplayTracks::Sound& track, const FrameRate& rate, PacketInterleaver& order,
                const std::deque<SharedPacket>& packets, const PictureCut& pictures, const QString& container)
{
    Result<AvCodecParametersPtr> sound = copyOf(*track.parameters);
    if (!sound)
        return sound.error();
    const int sampleRate = (*sound)->sample_rate;
    std::vector<AvPacketPtr> cut =
        cutSound(packets, **sound, sampleAt(rate, pictures.begin, sampleRate),
                 sampleAt(rate, pictures.stop, sampleRate), canLead(container, **sound));
    if (!cut.empty() && cut.front())
        setPadding(**sound, std::max<std::int64_t>(-cut.front()->pts, 0));
    track.parameters = std::move(sound).value();
    for (AvPacketPtr& packet : cut) {
        if (!packet)
            return outOfMemory(step());
        order.push(std::move(packet));
    }
    return {};
}

Status addTracks(Muxer& muxer, const ReplayTracks& tracks)
{
    Result<AvCodecParametersPtr> picture = copyOf(*tracks.picture);
    if (!picture)
        return picture.error();
    REELOUT_TRY(muxer.addVideoTrack(std::move(picture).value(), tracks.rate));
    for (const ReplayTracks::Sound& track : tracks.sounds) {
        Result<AvCodecParametersPtr> sound = copyOf(*track.parameters);
        if (!sound)
            return sound.error();
        REELOUT_TRY(muxer.addAudioTrack(std::move(sound).value(), track.name));
    }
    if (!tracks.visible.isEmpty())
        muxer.setVisibleSize(tracks.coded, tracks.visible);
    return muxer.begin(tracks.metadata);
}

Status writePackets(Muxer& muxer, const std::vector<AvPacketPtr>& packets)
{
    for (const AvPacketPtr& packet : packets) {
        AvPacketPtr copy(av_packet_clone(packet.get()));
        if (!copy)
            return outOfMemory(step());
        REELOUT_TRY(muxer.write(std::move(copy)));
    }
    return {};
}

} // namespace

Result<ReplayClip> makeClip(const ReplayTracks& tracks, const std::deque<SharedPacket>& pictures,
                            const std::vector<std::deque<SharedPacket>>& sounds, const PictureCut& cut,
                            const QString& container)
{
    auto content = std::make_shared<ReplayPackets>();
    content->tracks = tracks;
    content->start = cut.begin;
    content->stop = cut.stop;
    PacketInterleaver order(1 + static_cast<int>(sounds.size()), Duration::max());
    REELOUT_TRY(addPictures(order, pictures, cut));
    for (std::size_t track = 0; track < sounds.size(); ++track)
        REELOUT_TRY(
            addSound(content->tracks.sounds[track], tracks.rate, order, sounds[track], cut, container));
    ReplayClip clip;
    clip.begin = tracks.rate.timeOf(cut.begin);
    clip.length = tracks.rate.timeOf(cut.stop) - clip.begin;
    clip.interval = tracks.rate.interval();
    while (AvPacketPtr packet = order.popRest()) {
        clip.bytes += static_cast<std::uint64_t>(packet->size);
        clip.pictures += packet->stream_index == 0 ? 1 : 0;
        content->packets.push_back(std::move(packet));
    }
    clip.content = std::move(content);
    return clip;
}

Result<WrittenFile> writeReplay(FileSystem& files, const QString& path, const ReplayClip& clip, Clock& clock)
{
    const ReplayPackets& content = *clip.content;
    Result<std::unique_ptr<Muxer>> opened =
        Muxer::openFile(files, path, extensionOf(path), Overwrite::Never, clock);
    if (!opened)
        return opened.error();
    Muxer& muxer = **opened;
    REELOUT_TRY(addTracks(muxer, content.tracks));
    const Status written = writePackets(muxer, content.packets);
    const Status finished = muxer.finish();
    if (!written || !finished)
        return finished ? written.error() : finished.error();
    WrittenFile file;
    file.path = muxer.path();
    file.bytes = muxer.bytes();
    file.frames = clip.pictures;
    if (!content.tracks.sounds.empty())
        file.audioFrames = sampleAt(content.tracks.rate, content.stop - content.start,
                                    content.tracks.sounds.front().parameters->sample_rate);
    return file;
}

} // namespace reelout
