// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/replay_store.h"
#include "record/part_names.h"
#include "record/report.h"

#include <functional>
#include <memory>
#include <vector>

namespace reelout {

class Worker;

/// What a replay is saved from, and where to.
struct ReplayOrder {
    std::shared_ptr<const ReplayStore> store;
    Duration until{}; ///< recorded time of the moment it was asked for
    PartNames names;
    int firstIndex = 0;
    QString folder; ///< made when it is missing; empty = none is
    FileSystem* files = nullptr;
    Clock* clock = nullptr;
};

/// Saves one replay: waits until all of it is encoded, chooses a name nobody has, writes the file. The report
/// has the error when that failed; no file is left then but one that the disk cut short, which the error
/// says. Any thread.
FileReport saveReplay(const ReplayOrder& order);

/// Saves replays on threads of their own. Main thread, but for the listener.
class ReplaySaver {
public:
    /// Saves under way at once.
    static constexpr int kMost = 4;

    using Listener = std::function<void(const FileReport&)>; ///< called on the saving thread

    explicit ReplaySaver(Listener listener);
    /// Waits for what is being saved.
    ~ReplaySaver();
    ReplaySaver(const ReplaySaver&) = delete;
    ReplaySaver& operator=(const ReplaySaver&) = delete;

    /// False when too many are under way.
    bool save(ReplayOrder order);
    bool isIdle() const { return waitUntilIdle({}); }
    /// True when nothing is being saved any more; false after `timeout` of real time.
    bool waitUntilIdle(Duration timeout) const;

private:
    struct State;
    std::shared_ptr<State> m_state;
    std::vector<std::unique_ptr<Worker>> m_threads;
};

} // namespace reelout
