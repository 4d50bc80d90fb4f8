// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/replay_cut.h"
#include "encode/replay_store.h"
#include "media/frame_rate.h"
#include "media/specs.h"

#include <memory>
#include <vector>

namespace reelout {

/// What the tracks of a replay are.
struct ReplayTracks {
    struct Sound {
        std::shared_ptr<AVCodecParameters> parameters;
        QString name;
    };
    std::shared_ptr<AVCodecParameters> picture;
    FrameRate rate;
    Size coded;
    Size visible; ///< empty = all of it
    std::vector<Sound> sounds;
    Metadata metadata;
};

/// What a clip is made of. Packets are in the order of their decoding times, which count from its first
/// picture.
struct ReplayPackets {
    ReplayTracks tracks; ///< parameters that fit the packets
    std::vector<AvPacketPtr> packets;
    std::int64_t start = 0; ///< number in the recording of its first picture
    std::int64_t stop = 0;  ///< one past the last
};

/// The clip of these packets that `cut` names. `container` is the extension of its file. OutOfMemory.
Result<ReplayClip> makeClip(const ReplayTracks& tracks, const std::deque<SharedPacket>& pictures,
                            const std::vector<std::deque<SharedPacket>>& sounds, const PictureCut& cut,
                            const QString& container);

} // namespace reelout
