// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/engine.h"
#include "record/take.h"

#include <vector>

namespace reelout {

/// A take that could start now, and the sources it keeps running.
struct PreparedTake {
    TakeSetup setup;
    std::vector<std::shared_ptr<void>> sources;
};

/// The room a disk must have for a recording to begin.
inline constexpr std::uint64_t kLeastFreeBytes = 16U << 20;

/// The name the next recording of `sink` gets.
Result<RecordingName> nextRecordingName(Engine& engine, Operator& sink, const RecordPlan& plan,
                                        FileSystem& files);

/// What a take is for: a file, or the memory of a replay buffer (encode/replay_store.h).
enum class TakeUse { File, Replay };

/// Where the replays of a recorder go now.
struct ReplayPlace {
    QString container; ///< extension
    PartNames names;
    int firstIndex = 0;
    QString folder; ///< ours to make when it is missing
};
Result<ReplayPlace> replayPlace(Engine& engine, Operator& sink);

/// Checks all that can be known without starting a source: the sink takes part, something is wired, the
/// settings fit each other, and the file can be made. `overwrite` says that an existing one may go.
Status checkRecording(Engine& engine, Operator& sink, Overwrite overwrite);

/// The same, then starts the sources; `recordInstant` is when Record went on. Nothing is left behind on
/// failure. Of a replay the plan makes no file, has no limit and key frames that are two seconds apart at
/// most. Main thread.
Result<PreparedTake> prepareRecording(Engine& engine, Operator& sink, Overwrite overwrite,
                                      Timestamp recordInstant, TakeUse use = TakeUse::File);

} // namespace reelout
