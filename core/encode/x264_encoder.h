// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/h264_repeats.h"
#include "encode/video_encoder.h"

#include <QByteArray>

#include <memory>

struct x264_t;
struct x264_nal_t;
struct x264_param_t;

namespace reelout {

/// H.264 by libx264 itself, for the one thing that libavcodec's wrapper does not pass on: which macroblocks
/// are as they were in the picture before. They are then skipped without being looked at, so that a quiet
/// screen costs little at a constant frame rate. Otherwise the same stream as the wrapper's.
///
/// A picture that stays is not even shown to libx264 once its quality has settled: it is repeated by a
/// picture of nothing but skipped macroblocks (h264_repeats.h). Where libx264 holds nothing back and uses one
/// reference (x264Plan() without B-frames and lookahead) key frames of what stands still are sent again, too.
/// Where it holds pictures back, it has to have as many of what stays first, as P pictures: those are shown
/// after the repeats instead of before them.
class X264Encoder final : public VideoEncoder {
public:
    /// True when the plan is one of libx264's and the format one that it takes.
    static bool canEncode(const VideoEncoderSpec& spec);
    /// EncoderRejected when libx264 does not take the settings.
    static Result<std::unique_ptr<VideoEncoder>> open(const VideoEncoderSpec& spec);
    ~X264Encoder() override;

    Status send(const PicturePtr& picture, std::int64_t index) override;
    bool hasCheapRepeats() const override { return m_repeats && m_heldBack == 0; }
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
    enum class Type { Auto, P, Idr };

    Status readHeaders();
    void prepareRepeats(std::span<const x264_nal_t> headers, const x264_param_t& actual);
    Result<std::uint8_t*> constantBlocks(const Picture& picture) const;
    Status encode(const PicturePtr& picture, std::int64_t index, Type type);
    Status sendHeldBack(const PicturePtr& picture, std::int64_t index);
    Result<std::span<const std::uint8_t>> numbered(std::span<const x264_nal_t> units);
    Status keepPacket(std::span<const std::uint8_t> picture, std::int64_t index);
    Status keepKey();
    bool isKeyDue(std::int64_t index) const { return index - m_lastKey >= m_keyInterval; }
    Status sendAgain(std::int64_t index);
    Status skip(std::int64_t index);
    Status skipAhead(std::int64_t index);

    VideoEncoderSpec m_spec;
    std::unique_ptr<x264_t, Close> m_encoder;
    QByteArray m_parameterSets; ///< SPS and PPS
    QByteArray m_information;   ///< SEI with the settings, which goes before the first picture
    int m_reordering = 0;       ///< pictures
    PicturePtr m_last;
    std::int64_t m_lastIndex = -1;
    AvPacketPtr m_packet;            ///< of the last call, not fetched yet
    std::int64_t m_lastDecoding = 0; ///< its time of decoding
    std::int64_t m_latest = -1;      ///< the greatest index of those that came out
    bool m_ended = false;

    // Repeats without libx264
    std::optional<H264Repeats> m_repeats;
    std::vector<std::uint8_t> m_units; ///< of one picture
    std::int64_t m_keyInterval = 0;    ///< pictures
    std::int64_t m_lastKey = 0;        ///< index
    int m_settled = 0;                 ///< times libx264 has had the last picture again
    AvPacketPtr m_key;                 ///< when nothing but repeats came after it
    std::int64_t m_heldBack = 0;       ///< most pictures that libx264 keeps until it gives one
    std::int64_t m_references = 0;     ///< most pictures that one of libx264's refers to in one direction
    std::int64_t m_tail = 0;           ///< pictures given to it lately, all P
    std::int64_t m_inserted = 0;       ///< repeats of which it does not know: its indices are less by that
};

} // namespace reelout
