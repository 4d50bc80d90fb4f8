// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/video_encoder.h"

#include <deque>
#include <vector>

namespace reelout {

/// Spares an encoder of closed groups of pictures (EncoderPlan::hasClosedGroups) what stays on show. Once a
/// whole group has shown nothing but the picture, and the next key picture has come, the group's packets are
/// sent again in place of more pictures, from key to key: by reference, with other times. The key picture is
/// kept back meanwhile; with it the encoder goes on where it was, and has nothing to know of what was
/// between.
///
/// A group can end early, but only where all pictures sent so far are shown before all others: those that are
/// not enough for the next such place are given to the encoder after all.
class GopRepeatingEncoder final : public VideoEncoder {
public:
    explicit GopRepeatingEncoder(std::unique_ptr<VideoEncoder> encoder) : m_encoder(std::move(encoder)) {}

    Status send(const PicturePtr& picture, std::int64_t index) override;
    Status sendEnd() override;
    Result<AvPacketPtr> receive() override;
    bool isDrained() const override { return m_ended && m_ready.empty() && m_encoder->isDrained(); }
    std::int64_t pending() const override;
    Status describe(AVCodecParameters& parameters) const override { return m_encoder->describe(parameters); }

private:
    bool isRepeating() const { return !m_keptBack.empty(); }
    bool completesGroup(const AVPacket& key) const;
    std::size_t nextEnd() const;
    void ready(AvPacketPtr packet, std::int64_t later);
    Status give(const PicturePtr& picture, std::int64_t index);
    Status collect();
    Status take(AvPacketPtr packet);
    Status repeatOwed();
    Status leaveGroup();

    std::unique_ptr<VideoEncoder> m_encoder;
    PicturePtr m_last;
    std::int64_t m_lastIndex = -1;
    std::int64_t m_stillSince = 0; ///< the encoder's index of the first picture that was m_last
    std::int64_t m_inserted = 0; ///< pictures that the encoder does not know of: its indices are less by that
    bool m_ended = false;

    std::vector<AvPacketPtr> m_group; ///< the current one, if it shows m_last only; with the encoder's times
    bool m_isGathering = false;
    std::deque<AvPacketPtr> m_keptBack; ///< the key picture after m_group, and what came along with it
    std::size_t m_position = 0;         ///< packets of m_group sent again in this turn
    std::int64_t m_owed = 0;            ///< pictures to be shown for which nothing was sent yet
    std::deque<AvPacketPtr> m_ready;    ///< to be fetched
};

} // namespace reelout
