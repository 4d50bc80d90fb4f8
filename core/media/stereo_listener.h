// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/audio_hub.h"

#include <deque>
#include <memory>
#include <span>

namespace reelout {

/// What a person listens to of a hub: two channels, at a volume that changes without a click, and not far
/// behind: what a slower loudspeaker leaves lying is passed over. Reads the hub like any other reader. One
/// thread.
class StereoListener {
public:
    /// More waiting than this is cut down to half of it.
    static constexpr Duration kMostWaiting = std::chrono::milliseconds(200);

    explicit StereoListener(std::shared_ptr<const AudioHub> hub);

    /// Takes in what has been published.
    void listen();
    /// Stereo frames waiting.
    std::size_t waiting() const { return m_frames.size() / 2; }
    /// The next of them into `out` (interleaved, whole frames), brought to `gain` within 10 ms. Returns how
    /// many there were.
    std::size_t take(std::span<float> out, float gain);

private:
    std::shared_ptr<const AudioHub> m_hub;
    AudioHub::Reader m_reader;
    AudioBlock m_block;
    std::deque<float> m_frames;
    float m_gain = 0.0F; ///< applied to the last frame
};

} // namespace reelout
