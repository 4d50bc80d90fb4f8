// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/task_pool.h"
#include "encode/immediate_encoder.h"
#include "encode/prores/prores_frame.h"
#include "encode/prores/prores_rate.h"

namespace reelout {

/// ProRes by libavcodec's prores_ks with a rate control of our own. That encoder works out each slice with
/// every quantiser before it writes one, which is most of its time. Here it writes bands of a few rows of
/// macroblocks, several at once, with the quantisers that ProResRate gives them, and the frame is put
/// together from those. Bands in which nothing changed are not encoded again.
class ProResEncoder final : public ImmediateEncoder {
public:
    /// True when the plan is one of prores_ks.
    static bool canEncode(const VideoEncoderSpec& spec);
    /// EncoderRejected with the encoder's own words when it does not take the settings.
    static Result<std::unique_ptr<VideoEncoder>> open(const VideoEncoderSpec& spec);
    ~ProResEncoder() override;

    Status describe(AVCodecParameters& parameters) const override { return m_whole->describe(parameters); }

private:
    struct Band {
        int top = 0; ///< pixels
        int height = 0;
        AvPacketPtr packet; ///< null: not encoded yet, or what it shows has changed
        ProResFrame frame;  ///< in the packet
        int quantiser = 0;
    };
    /// Encoders of a height and a quantiser that nobody uses at the moment.
    class Encoders;

    ProResEncoder(const VideoEncoderSpec& spec, std::unique_ptr<VideoEncoder> whole);
    Result<AvPacketPtr> encode(const PicturePtr& picture) override;
    Status findRate(const PicturePtr& picture);
    void forgetChanged(const Picture& picture);
    Status encodeBands(const PicturePtr& picture, const std::vector<int>& bands);
    Status encodeBand(const PicturePtr& picture, Band& band, int quantiser);
    Result<AvPacketPtr> join() const;

    const VideoEncoderSpec m_spec;
    std::unique_ptr<VideoEncoder> m_whole; ///< of the whole picture, for what the muxer asks
    std::vector<Band> m_bands;             ///< from the top
    ProResRate m_rate;
    bool m_hasRate = false;
    std::unique_ptr<Encoders> m_encoders;
    std::uint64_t m_lastSerial = 0;
    TaskPool m_pool; ///< last: it stops before the rest goes
};

} // namespace reelout
