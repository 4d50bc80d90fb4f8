// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/audio_encoder.h"

namespace reelout {

/// Uncompressed little-endian samples of 16, 24 or 32 bits.
class PcmEncoder final : public AudioEncoder {
public:
    PcmEncoder(const AudioTrackSpec& spec, int bits);

    Status describe(AVCodecParameters& parameters) const override;

protected:
    Status encodeBlock(std::span<const float> block, std::int64_t position,
                       std::vector<AvPacketPtr>& packets) override;
    Status drain(std::vector<AvPacketPtr>& packets) override;

private:
    int m_bits;
};

} // namespace reelout
