// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/h264_repeats.h"
#include "encode/video_encoder.h"

#include <QByteArray>

#include <memory>

struct x264_t;
struct x264_nal_t;

namespace reelout {

/// H.264 by libx264 itself, for the one thing that libavcodec's wrapper does not pass on: which macroblocks
/// are as they were in the picture before. They are then skipped without being looked at, so that a quiet
/// screen costs little at a constant frame rate. Otherwise the same stream as the wrapper's.
///
/// Where libx264 holds nothing back and uses one reference (x264Plan() without B-frames and lookahead), a
/// picture that stays is not even shown to it once its quality has settled: it is repeated by a picture of
/// nothing but skipped macroblocks, and key frames of what stands still are sent again.
class X264Encoder final : public VideoEncoder {
public:
    /// True when the plan is one of libx264's and the format one that it takes.
    static bool canEncode(const VideoEncoderSpec& spec);
    /// EncoderRejected when libx264 does not take the settings.
    static Result<std::unique_ptr<VideoEncoder>> open(const VideoEncoderSpec& spec);
    ~X264Encoder() override;

    Status send(const PicturePtr& picture, std::int64_t index) override;
    bool hasCheapRepeats() const override { return m_repeats.has_value(); }
    Status repeat(const PicturePtr& picture, std::int64_t index) override;
    Status sendEnd() override;
    Result<AvPacketPtr> receive() override;
    bool isDrained() const override { return m_ended && !m_packet && pending() == 0; }
    std::int64_t pending() const override;
    Status describe(AVCodecParameters& parameters) const override;

private:
    struct Close {
        void operator()(x264_t* encoder) const;
    };

    explicit X264Encoder(const VideoEncoderSpec& spec);
    enum class Key { AsItComes, Now };

    Status readHeaders();
    void prepareRepeats(std::span<const x264_nal_t> headers);
    Result<std::uint8_t*> constantBlocks(const Picture& picture) const;
    Status encode(const PicturePtr& picture, std::int64_t index, Key key);
    Result<std::span<const std::uint8_t>> numbered(std::span<const x264_nal_t> units);
    Status keepPacket(std::span<const std::uint8_t> picture, std::int64_t index);
    Status keepKey();
    bool isKeyDue(std::int64_t index) const { return index - m_lastKey >= m_keyInterval; }
    Status sendAgain(std::int64_t index);
    Status skip(std::int64_t index);

    VideoEncoderSpec m_spec;
    std::unique_ptr<x264_t, Close> m_encoder;
    QByteArray m_parameterSets; ///< SPS and PPS
    QByteArray m_information;   ///< SEI with the settings, which goes before the first picture
    int m_reordering = 0;       ///< pictures
    PicturePtr m_last;
    AvPacketPtr m_packet; ///< of the last call, not fetched yet
    bool m_ended = false;

    // Repeats without libx264
    std::optional<H264Repeats> m_repeats;
    std::vector<std::uint8_t> m_units; ///< of one picture
    std::int64_t m_keyInterval = 0;    ///< pictures
    std::int64_t m_lastKey = 0;        ///< index
    int m_settled = 0;                 ///< times libx264 has had the last picture again
    AvPacketPtr m_key;                 ///< when nothing but repeats came after it
};

} // namespace reelout
