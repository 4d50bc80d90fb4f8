// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/pcm_encoder.h"

#include "encode/sample_convert.h"
#include "ffmpeg/av_error.h"

extern "C" {
#include <libavutil/channel_layout.h>
}

namespace reelout {

namespace {

constexpr int kBlockFrames = 1024;

AVCodecID codecOf(int bits)
{
    return bits == 16 ? AV_CODEC_ID_PCM_S16LE : bits == 24 ? AV_CODEC_ID_PCM_S24LE : AV_CODEC_ID_PCM_S32LE;
}

} // namespace

PcmEncoder::PcmEncoder(const AudioTrackSpec& spec, int bits) : AudioEncoder(spec, kBlockFrames), m_bits(bits)
{}

Status PcmEncoder::describe(AVCodecParameters& parameters) const
{
    parameters.codec_type = AVMEDIA_TYPE_AUDIO;
    parameters.codec_id = codecOf(m_bits);
    parameters.format = m_bits == 16 ? AV_SAMPLE_FMT_S16 : AV_SAMPLE_FMT_S32;
    parameters.sample_rate = sampleRate();
    parameters.bits_per_coded_sample = m_bits;
    parameters.bits_per_raw_sample = m_bits;
    parameters.block_align = m_bits / 8 * channels();
    parameters.bit_rate = std::int64_t(m_bits) * channels() * sampleRate();
    av_channel_layout_default(&parameters.ch_layout, channels());
    return {};
}

Status PcmEncoder::encodeBlock(std::span<const float> block, std::int64_t position,
                               std::vector<AvPacketPtr>& packets)
{
    const QString step = QStringLiteral("encode sound");
    AvPacketPtr packet(av_packet_alloc());
    if (!packet)
        return outOfMemory(step);
    const int bytesEach = m_bits / 8;
    if (const int number = av_new_packet(packet.get(), static_cast<int>(block.size()) * bytesEach);
        number < 0)
        return avError(number, step, QStringLiteral("pcm"));
    std::uint8_t* out = packet->data;
    for (const float sample : block) {
        auto value = static_cast<std::uint32_t>(sampleToInteger(sample, m_bits));
        for (int byte = 0; byte < bytesEach; ++byte) {
            *out++ = static_cast<std::uint8_t>(value & 0xFF);
            value >>= 8;
        }
    }
    packet->pts = position;
    packet->dts = position;
    packet->duration = static_cast<std::int64_t>(block.size()) / channels();
    packet->time_base = {1, sampleRate()};
    packet->flags |= AV_PKT_FLAG_KEY;
    packets.push_back(std::move(packet));
    return {};
}

Status PcmEncoder::drain(std::vector<AvPacketPtr>& /*packets*/)
{
    return {};
}

} // namespace reelout
