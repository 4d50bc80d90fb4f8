// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/video_encoder.h"

#include <deque>

namespace reelout {

/// What encoders share of which every packet is a key frame and comes out as soon as its picture went in.
class ImmediateEncoder : public VideoEncoder {
public:
    Status send(const PicturePtr& picture, std::int64_t index) final;
    Status sendEnd() final;
    Result<AvPacketPtr> receive() final;
    bool isDrained() const final { return m_ended && m_packets.empty(); }
    std::int64_t pending() const final { return static_cast<std::int64_t>(m_packets.size()); }

protected:
    explicit ImmediateEncoder(FrameRate rate);
    /// The picture's packet; its times are not looked at.
    virtual Result<AvPacketPtr> encode(const PicturePtr& picture) = 0;

private:
    const AVRational m_timeBase;
    std::deque<AvPacketPtr> m_packets;
    bool m_ended = false;
};

} // namespace reelout
