// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/layer_follower.h"
#include "record/layer_reader.h"
#include "record/layered_path.h"
#include "record/take.h"

#include <deque>

namespace reelout {

/// A take that makes stills one by one: one at Record, and while Pause is on one more, under a name of its
/// own, at each Add Frame. One thread converts and writes.
class StillTake final : public Take {
public:
    /// Stills waiting to be written at most; more Add Frames than that are refused with a warning.
    static constexpr std::size_t kMostWaiting = 16;

    StillTake(TakeSetup setup, Listener listener);

    std::vector<Worker> start() override;
    /// Pause going off ends the take.
    void resume() override;
    void pause() override {}
    void addFrame(PicturePtr picture, const RecordingName& name) override;

private:
    struct Still {
        PicturePtr picture; ///< null = the source's first
        RecordingName name;
        Timestamp instant;    ///< at which it is asked for
        LayerFollower layers; ///< knows what they showed then
    };
    void writeBody();
    Still ordered(PicturePtr picture, const RecordingName& name);
    std::optional<Still> next();
    Result<PicturePtr> awaitPicture(const Still& still) const;
    Result<LayeredPicture> pictureOf(Still& still);
    Status write(Still& still);

    std::deque<Still> m_waiting; ///< guarded by m_mutex
    LayerReader m_read;          ///< layers that are read picture by picture
    std::int64_t m_written = 0;
};

} // namespace reelout
