// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/audio_encoder.h"

#include "encode/av_audio_encoder.h"
#include "encode/pcm_encoder.h"

#include <algorithm>

namespace reelout {

Result<std::unique_ptr<AudioEncoder>> AudioEncoder::open(const AudioTrackSpec& spec, bool globalHeader)
{
    for (const int bits : {16, 24, 32}) {
        if (spec.codec == QStringLiteral("pcm%1").arg(bits))
            return std::unique_ptr<AudioEncoder>(std::make_unique<PcmEncoder>(spec, bits));
    }
    return AvAudioEncoder::open(spec, globalHeader);
}

AudioEncoder::AudioEncoder(const AudioTrackSpec& spec, int blockFrames)
    : m_sampleRate(spec.sampleRate),
      m_channels(spec.channels),
      m_blockSamples(static_cast<std::size_t>(blockFrames) * static_cast<std::size_t>(spec.channels))
{
    m_block.reserve(m_blockSamples);
}

Status AudioEncoder::write(std::span<const float> samples, std::vector<AvPacketPtr>& packets)
{
    const auto channelCount = static_cast<std::size_t>(m_channels);
    if (samples.size() % channelCount != 0) {
        return makeError(ErrorCode::InvalidParameter, QStringLiteral("encode sound"),
                         QStringLiteral("%1 samples are no whole frames of %2 channels")
                             .arg(samples.size())
                             .arg(m_channels));
    }
    m_framesWritten += static_cast<std::int64_t>(samples.size() / channelCount);
    while (!samples.empty()) {
        const std::size_t count = std::min(samples.size(), m_blockSamples - m_block.size());
        const auto part = samples.first(count);
        m_block.insert(m_block.end(), part.begin(), part.end());
        samples = samples.subspan(count);
        if (m_block.size() < m_blockSamples)
            break;
        REELOUT_TRY(encodeBlock(m_block, m_position, packets));
        m_position += static_cast<std::int64_t>(m_block.size() / channelCount);
        m_block.clear();
    }
    return {};
}

Status AudioEncoder::finish(std::vector<AvPacketPtr>& packets)
{
    if (!m_block.empty()) {
        REELOUT_TRY(encodeBlock(m_block, m_position, packets));
        m_position += static_cast<std::int64_t>(m_block.size() / static_cast<std::size_t>(m_channels));
        m_block.clear();
    }
    return drain(packets);
}

} // namespace reelout
