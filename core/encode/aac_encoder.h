// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/audio_encoder.h"

namespace reelout {

/// FFmpeg's AAC-LC encoder.
class AacEncoder final : public AudioEncoder {
public:
    static Result<std::unique_ptr<AudioEncoder>> open(const AudioTrackSpec& spec, bool globalHeader);

    Status describe(AVCodecParameters& parameters) const override;

protected:
    Status encodeBlock(std::span<const float> block, std::int64_t position,
                       std::vector<AvPacketPtr>& packets) override;
    Status drain(std::vector<AvPacketPtr>& packets) override;

private:
    AacEncoder(const AudioTrackSpec& spec, AvCodecContextPtr context);
    Status receiveAll(std::vector<AvPacketPtr>& packets);

    AvCodecContextPtr m_context;
};

} // namespace reelout
