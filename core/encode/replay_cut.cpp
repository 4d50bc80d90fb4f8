// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/replay_cut.h"

#include <algorithm>
#include <limits>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavutil/mathematics.h>
}

namespace reelout {

namespace {

constexpr AVRational kNanoseconds{1, 1'000'000'000};

// The number of the picture on show at `time`.
std::int64_t pictureAt(Duration time, const AVPacket& packet)
{
    return av_rescale_q_rnd(time.count(), kNanoseconds, packet.time_base, AV_ROUND_DOWN);
}

bool isKey(const AVPacket& packet)
{
    return (packet.flags & AV_PKT_FLAG_KEY) != 0;
}

std::optional<std::size_t> keyFor(const std::deque<SharedPacket>& pictures, Duration from)
{
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        if (isKey(*pictures[i]) && (!found || pictures[i]->pts <= pictureAt(from, *pictures[i])))
            found = i;
    }
    return found;
}

// Bytes of one sample frame, of sound whose packets can be cut anywhere; else 0.
int frameBytes(const AVCodecParameters& sound)
{
    return av_get_exact_bits_per_sample(sound.codec_id) >= 8 ? sound.block_align : 0;
}

std::int64_t endOf(const AVPacket& packet, int bytesOfFrame)
{
    return packet.pts + (bytesOfFrame > 0 ? packet.size / bytesOfFrame : packet.duration);
}

void trimBytes(AVPacket& packet, std::int64_t begin, std::int64_t stop, int bytesOfFrame)
{
    const std::int64_t early = std::max<std::int64_t>(begin - packet.pts, 0);
    const std::int64_t late = std::max<std::int64_t>(endOf(packet, bytesOfFrame) - stop, 0);
    packet.data += early * bytesOfFrame;
    packet.size -= static_cast<int>((early + late) * bytesOfFrame);
    packet.pts += early;
    packet.duration = packet.size / bytesOfFrame;
}

} // namespace

std::optional<PictureCut> cutPictures(const std::deque<SharedPacket>& pictures, Duration from, Duration until,
                                      bool mayBeShort)
{
    const std::optional<std::size_t> key = keyFor(pictures, from);
    if (!key)
        return std::nullopt;
    // What comes later is decoded later, and nothing is shown before it is decoded.
    constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
    const std::int64_t following = mayBeShort ? kNever : pictures.back()->dts + 1;
    std::vector<std::int64_t> earliestAfter(pictures.size() - *key, following);
    for (std::size_t i = earliestAfter.size() - 1; i > 0; --i)
        earliestAfter[i - 1] = std::min(earliestAfter[i], pictures[*key + i]->pts);

    const std::int64_t wanted = pictureAt(until - Duration(1), *pictures[*key]) + 1;
    std::optional<PictureCut> cut;
    std::int64_t latest = std::numeric_limits<std::int64_t>::min();
    for (std::size_t i = 0; i < earliestAfter.size(); ++i) {
        latest = std::max(latest, pictures[*key + i]->pts);
        if (latest >= earliestAfter[i])
            continue;
        cut = PictureCut{*key, *key + i + 1, pictures[*key]->pts, latest + 1};
        if (cut->stop >= wanted)
            return cut;
    }
    return mayBeShort ? cut : std::nullopt;
}

bool isLeading(const AVPacket& packet, const PictureCut& cut)
{
    return packet.pts < cut.begin;
}

std::int64_t leadOf(const AVCodecParameters& sound)
{
    switch (sound.codec_id) {
    case AV_CODEC_ID_FLAC:
    case AV_CODEC_ID_ALAC:
        return 0;
    case AV_CODEC_ID_AAC:
        return 1024; // the half of a window that overlaps
    case AV_CODEC_ID_OPUS:
        return 3840; // 80 ms: RFC 7845 section 4.6
    case AV_CODEC_ID_MP3:
        return 3LL * 1152; // the bit reservoir
    default:
        return frameBytes(sound) > 0 ? 0 : sound.sample_rate / 10;
    }
}

std::vector<AvPacketPtr> cutSound(const std::deque<SharedPacket>& packets, const AVCodecParameters& sound,
                                  std::int64_t begin, std::int64_t stop, bool mayLead)
{
    const int bytesOfFrame = frameBytes(sound);
    const std::int64_t first = begin - leadOf(sound);
    std::vector<AvPacketPtr> cut;
    for (const SharedPacket& packet : packets) {
        const bool isTooEarly = bytesOfFrame > 0 ? endOf(*packet, bytesOfFrame) <= begin
                                : mayLead        ? endOf(*packet, 0) <= first
                                                 : packet->pts < begin;
        if (isTooEarly || packet->pts >= stop)
            continue;
        AvPacketPtr copy(av_packet_clone(packet.get()));
        if (copy) {
            if (bytesOfFrame > 0)
                trimBytes(*copy, begin, stop, bytesOfFrame);
            else
                copy->duration = std::min(copy->duration, stop - copy->pts);
            copy->pts -= begin;
            copy->dts = copy->pts;
        }
        cut.push_back(std::move(copy));
    }
    return cut;
}

} // namespace reelout
