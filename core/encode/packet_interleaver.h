// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "ffmpeg/av_ptr.h"

#include <deque>
#include <vector>

namespace reelout {

/// Puts the packets of several tracks into the order of their decoding times. Waits for a track that lags,
/// but never longer than `longestWait` of recorded time, so memory and the loss when the program is killed
/// stay bounded when one track is silent. Packets carry stream_index and time_base.
class PacketInterleaver {
public:
    PacketInterleaver(int tracks, Duration longestWait)
        : m_queues(static_cast<std::size_t>(tracks)),
          m_longestWait(longestWait)
    {}

    void push(AvPacketPtr packet);
    /// The next packet to be written; null while a lagging track is waited for.
    AvPacketPtr pop();
    /// The next packet whatever the tracks still bring; null when there is none.
    AvPacketPtr popRest();

private:
    std::deque<AvPacketPtr>* earliest();

    std::vector<std::deque<AvPacketPtr>> m_queues;
    Duration m_longestWait;
};

/// A packet's decoding time.
Duration decodingTime(const AVPacket& packet);

} // namespace reelout
