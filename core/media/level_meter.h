// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/audio_hub.h"
#include "media/level_analyser.h"

#include <memory>
#include <optional>

namespace reelout {

/// The levels of one source for one viewer: a reader of its own, so that any number of meters can look at the
/// same hub. Owned by one thread (the window's).
class LevelMeter {
public:
    explicit LevelMeter(std::shared_ptr<const AudioHub> hub, LevelBallistics ballistics = {});

    /// Takes in what was published since the last call. Peak and RMS are of that whole stretch. A source that
    /// has been silent as a device (no block for 200 ms) falls to zero. `now` is the clock's.
    const std::vector<ChannelLevel>& update(Timestamp now);
    void clearClips() { m_analyser.clearClips(); }

private:
    std::shared_ptr<const AudioHub> m_hub;
    AudioHub::Reader m_reader;
    LevelAnalyser m_analyser;
    AudioBlock m_block;
    std::vector<float> m_stretch;
    std::optional<Timestamp> m_lastUpdate;
    Duration m_withoutBlocks{};
};

} // namespace reelout
