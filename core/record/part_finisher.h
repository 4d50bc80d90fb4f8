// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/worker.h"
#include "record/take_part.h"

#include <functional>

namespace reelout {

/// Finishes the files a take has left behind, each on a thread of its own, while the take goes on. Used by
/// the write thread.
class PartFinisher {
public:
    /// Called on the finishing threads, and by giveUp() on the caller's.
    using Listener = std::function<void(const FinishedPart&)>;

    explicit PartFinisher(Clock& clock);
    /// Leaves threads that are not done to themselves: they own all they touch.
    ~PartFinisher();
    PartFinisher(const PartFinisher&) = delete;
    PartFinisher& operator=(const PartFinisher&) = delete;

    /// Before the first finish().
    void setListener(Listener listener);
    /// `part` is complete but for its end; `duration` is its length.
    void finish(TakePart part, Duration begin, Duration duration);
    int running() const;
    /// Waits until fewer than `most` run; false after `timeout` (real time).
    bool waitForRoom(int most, Duration timeout) const;
    /// Of those that do not answer, the listener hears that; what they still have to say nobody hears.
    void giveUp();

private:
    struct State;
    std::shared_ptr<State> m_state;
    std::vector<Worker> m_threads;
    Clock& m_clock;
};

} // namespace reelout
