// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ffmpeg/av_ptr.h"
#include "media/specs.h"

#include <memory>
#include <span>
#include <vector>

namespace reelout {

/// The encoder of a movie's sound track. Samples go in interleaved, packets come out with times in sample
/// frames; the first may be negative by the encoder's own delay, so that sample 0 is at time 0. Write thread.
class AudioEncoder {
public:
    /// PCM of our own, everything else through libavcodec. `spec` has passed CodecCatalog::check().
    static Result<std::unique_ptr<AudioEncoder>> open(const AudioTrackSpec& spec, bool globalHeader);

    virtual ~AudioEncoder() = default;
    AudioEncoder(const AudioEncoder&) = delete;
    AudioEncoder& operator=(const AudioEncoder&) = delete;

    /// Whole sample frames.
    Status write(std::span<const float> samples, std::vector<AvPacketPtr>& packets);
    /// The rest, also a last block that is not full.
    Status finish(std::vector<AvPacketPtr>& packets);

    /// What the muxer has to know.
    virtual Status describe(AVCodecParameters& parameters) const = 0;
    int sampleRate() const { return m_sampleRate; }
    std::int64_t framesWritten() const { return m_framesWritten; }

protected:
    AudioEncoder(const AudioTrackSpec& spec, int blockFrames);
    int channels() const { return m_channels; }

    /// One block of at most blockFrames, the first frame's number is `position`.
    virtual Status encodeBlock(std::span<const float> block, std::int64_t position,
                               std::vector<AvPacketPtr>& packets) = 0;
    virtual Status drain(std::vector<AvPacketPtr>& packets) = 0;

private:
    int m_sampleRate;
    int m_channels;
    std::size_t m_blockSamples;
    std::vector<float> m_block;
    std::int64_t m_position = 0;
    std::int64_t m_framesWritten = 0;
};

} // namespace reelout
