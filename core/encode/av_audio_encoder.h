// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/audio_encoder.h"

namespace reelout {

/// A sound encoder of libavcodec: AAC-LC, ALAC, MP3, Vorbis, Opus, FLAC. Lossless ones keep 24 bits a sample.
class AvAudioEncoder final : public AudioEncoder {
public:
    /// `spec.codec` is a token of `audiocodec`; Unsupported when this FFmpeg lacks its encoder.
    static Result<std::unique_ptr<AudioEncoder>> open(const AudioTrackSpec& spec, bool globalHeader);

    Status describe(AVCodecParameters& parameters) const override;

protected:
    Status encodeBlock(std::span<const float> block, std::int64_t position,
                       std::vector<AvPacketPtr>& packets) override;
    Status drain(std::vector<AvPacketPtr>& packets) override;

private:
    AvAudioEncoder(const AudioTrackSpec& spec, AvCodecContextPtr context, int blockFrames);
    Status receiveAll(std::vector<AvPacketPtr>& packets);
    Result<AvFramePtr> makeFrame(std::span<const float> block) const;
    QString name() const;

    AvCodecContextPtr m_context;
};

} // namespace reelout
