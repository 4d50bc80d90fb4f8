// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/hap_video_encoder.h"

#include "ffmpeg/av_error.h"
#include "ffmpeg/av_formats.h"

#include <algorithm>
#include <cstring>
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
    : ImmediateEncoder(spec.rate),
      m_encoder(std::move(encoder)),
      m_colour(spec.colour),
      m_pixelAspect(av_d2q(spec.pixelAspect, 10000))
{}

// Film hardly gets smaller by Snappy: such frames stay in the memory they are made in, of a pool. What got
// much smaller gets memory of its size: packets may be kept for long.
Result<AvPacketPtr> HapVideoEncoder::encode(const PicturePtr& picture)
{
    const std::size_t bytes = m_encoder->frameMemory();
    if (!m_pool)
        m_pool.reset(av_buffer_pool_init(bytes + AV_INPUT_BUFFER_PADDING_SIZE, nullptr));
    AvBufferPtr memory(m_pool ? av_buffer_pool_get(m_pool.get()) : nullptr);
    AvPacketPtr packet(av_packet_alloc());
    if (!memory || !packet)
        return outOfMemory(QStringLiteral("encode picture"));
    const Result<std::span<std::uint8_t>> frame = m_encoder->encode(*picture, memory->data);
    if (!frame)
        return frame.error();
    if (frame->size() < bytes / 4 * 3) {
        if (av_new_packet(packet.get(), static_cast<int>(frame->size())) < 0)
            return outOfMemory(QStringLiteral("encode picture"));
        std::memcpy(packet->data, frame->data(), frame->size());
        return packet;
    }
    packet->buf = memory.release();
    packet->data = frame->data();
    packet->size = static_cast<int>(frame->size());
    std::memset(frame->data() + frame->size(), 0, AV_INPUT_BUFFER_PADDING_SIZE);
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
