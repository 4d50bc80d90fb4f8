// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/video_encoder.h"

#include <deque>

namespace reelout {

/// Spares an encoder whose packets stand alone the pictures it has just had: the same PicturePtr again
/// becomes the same packet again, by reference. On a still screen that is nearly all of them.
class RepeatingEncoder final : public VideoEncoder {
public:
    explicit RepeatingEncoder(std::unique_ptr<VideoEncoder> encoder) : m_encoder(std::move(encoder)) {}

    Status send(const PicturePtr& picture, std::int64_t index) override;
    Status sendEnd() override;
    Result<AvPacketPtr> receive() override;
    bool isDrained() const override { return m_ended && m_waiting.empty(); }
    std::int64_t pending() const override { return static_cast<std::int64_t>(m_waiting.size()); }
    Status describe(AVCodecParameters& parameters) const override { return m_encoder->describe(parameters); }

private:
    struct Waiting {
        std::int64_t index = 0;
        bool isRepeat = false;
    };

    std::unique_ptr<VideoEncoder> m_encoder;
    PicturePtr m_lastPicture;
    AvPacketPtr m_lastPacket;
    std::deque<Waiting> m_waiting; ///< in the order of their indices: intra codecs don't reorder
    bool m_ended = false;
};

} // namespace reelout
