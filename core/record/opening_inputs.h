// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/engine.h"
#include "record/record_plan.h"

#include <QPointer>

#include <vector>

namespace reelout {

/// The sources of a recorder on their way to being open, so that Record does not hold up the main thread: a
/// camera takes a second, a file on a network or a sound server that hangs may take more. Main thread.
class OpeningInputs {
public:
    /// Starts those of `sink` that don't run yet; what can't be started is left to who records.
    OpeningInputs(Engine& engine, Operator& sink, Timestamp since);

    /// All are open, or one has failed, or one that does not answer at all has had its time.
    bool isSettled() const;
    /// Why there can be no recording; OK while nothing speaks against one.
    Status outcome() const;
    /// When Record went on.
    Timestamp since() const { return m_since; }

private:
    void openPictures(Operator& sink, const RecordPlan& plan);
    bool isTimedOut() const;
    bool isAnyOpening() const;

    Engine& m_engine;
    Timestamp m_since;
    std::vector<QPointer<Operator>> m_sources;
    std::vector<std::shared_ptr<void>> m_running; ///< their leases
};

} // namespace reelout
