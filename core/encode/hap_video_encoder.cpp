// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/hap_video_encoder.h"

#include "ffmpeg/av_error.h"
#include "ffmpeg/av_formats.h"

#include <algorithm>
#include <optional>

namespace reelout {

namespace {

std::optional<HapVariant> variantOf(const MovieSpec& spec)
{
    static constexpr struct {
        const char* codec;
        const char* type;
        HapVariant variant;
    } kTypes[] = {{"hap", "hap", HapVariant::Hap},    {"hap", "hapalpha", HapVariant::HapAlpha},
                  {"hapq", "hapq", HapVariant::HapQ}, {"hapq", "hapqalpha", HapVariant::HapQAlpha},
                  {"hapq", "hapr", HapVariant::HapR}, {"hapq", "haphdr", HapVariant::HapHdr}};
    for (const auto& row : kTypes) {
        // No type named: the codec's first.
        if (spec.codec == QLatin1String(row.codec) &&
            (spec.codecType.isEmpty() || spec.codecType == QLatin1String(row.type)))
            return row.variant;
    }
    return std::nullopt;
}

bool hasAlpha(HapVariant variant)
{
    return variant == HapVariant::HapAlpha || variant == HapVariant::HapQAlpha || variant == HapVariant::HapR;
}

} // namespace

Result<std::unique_ptr<VideoEncoder>> HapVideoEncoder::open(const MovieSpec& spec,
                                                            const VideoEncoderSpec& wanted)
{
    const std::optional<HapVariant> variant = variantOf(spec);
    if (!variant) {
        return makeError(ErrorCode::InvalidParameter, QStringLiteral("open video encoder"),
                         QStringLiteral("%1 is no Hap codec").arg(spec.codec));
    }
    HapSettings settings;
    settings.variant = *variant;
    settings.size = wanted.size;
    settings.chunks = std::max(1, spec.slices);
    settings.compressor = spec.secondaryCompression ? HapCompressor::Snappy : HapCompressor::None;
    settings.threads = std::clamp(wanted.plan.threads, 1, 16);
    Result<std::unique_ptr<HapEncoder>> encoder = HapEncoder::create(settings);
    if (!encoder)
        return encoder.error();
    return std::unique_ptr<VideoEncoder>(new HapVideoEncoder(std::move(encoder).value(), wanted));
}

HapVideoEncoder::HapVideoEncoder(std::unique_ptr<HapEncoder> encoder, const VideoEncoderSpec& spec)
    : m_encoder(std::move(encoder)),
      m_colour(spec.colour),
      m_timeBase{static_cast<int>(spec.rate.denominator()), static_cast<int>(spec.rate.numerator())},
      m_pixelAspect(av_d2q(spec.pixelAspect, 10000))
{}

Status HapVideoEncoder::send(const PicturePtr& picture, std::int64_t index)
{
    AvPacketPtr packet(av_packet_alloc());
    REELOUT_TRY(m_encoder->encode(*picture, [&packet](std::size_t size) -> std::uint8_t* {
        if (!packet || av_new_packet(packet.get(), static_cast<int>(size)) < 0)
            return nullptr;
        return packet->data;
    }));
    packet->pts = index;
    packet->dts = index;
    packet->duration = 1;
    packet->time_base = m_timeBase;
    packet->flags |= AV_PKT_FLAG_KEY;
    m_packets.push_back(std::move(packet));
    return {};
}

Status HapVideoEncoder::sendEnd()
{
    m_ended = true;
    return {};
}

Result<AvPacketPtr> HapVideoEncoder::receive()
{
    if (m_packets.empty())
        return AvPacketPtr();
    AvPacketPtr packet = std::move(m_packets.front());
    m_packets.pop_front();
    return packet;
}

Status HapVideoEncoder::describe(AVCodecParameters& parameters) const
{
    const HapSettings& settings = m_encoder->settings();
    const char* name = hapFourCc(settings.variant);
    const AvColour colour = toAvColour(m_colour);
    parameters.codec_type = AVMEDIA_TYPE_VIDEO;
    parameters.codec_id = AV_CODEC_ID_HAP;
    parameters.codec_tag = MKTAG(name[0], name[1], name[2], name[3]);
    parameters.format = AV_PIX_FMT_RGBA;
    parameters.bits_per_coded_sample = hasAlpha(settings.variant) ? 32 : 24;
    parameters.width = settings.size.width;
    parameters.height = settings.size.height;
    parameters.sample_aspect_ratio = m_pixelAspect;
    parameters.color_primaries = colour.primaries;
    parameters.color_trc = colour.transfer;
    parameters.color_space = colour.matrix;
    parameters.color_range = colour.range;
    return {};
}

} // namespace reelout
