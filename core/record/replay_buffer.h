// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "encode/replay_store.h"
#include "record/report.h"

#include <QObject>

#include <memory>
#include <optional>

namespace reelout {

class Engine;
class Operator;

/// The replay buffer of one movie recorder: a take of its own that runs beside the recordings and whose
/// encoded pictures and sound stay in memory for a while. Follows the operator's replay and savereplay. A
/// change of settings (of the recorder or its sources) lets it begin anew. Main thread.
class ReplayBuffer final : public QObject {
    Q_OBJECT

public:
    ReplayBuffer(Engine& engine, Operator& sink, QObject* parent);
    ~ReplayBuffer() override;

    bool isRunning() const;
    /// There is something to be saved: it runs, or has ended by itself (its window was closed).
    bool canSave() const;
    ReplayLevel level() const;
    /// Why it could not begin, or has ended by itself; nothing after a beginning that went well.
    const std::optional<Error>& lastError() const;

    void setOn(bool on);
    /// Saves what was recorded until now. The answer says whether that has begun; saved() or noticed()
    /// follows. NotFound when it doesn't run.
    Status save();

    /// Lets go of sources whose operators have changed since, so that a recording gets the new settings.
    void letGoOutdated();
    /// Stops; what is being saved goes on.
    void end();
    /// False when something was still being saved after `timeout` of real time.
    bool waitUntilSaved(Duration timeout) const;

Q_SIGNALS:
    void stateChanged();
    void noticed(const QString& text);
    /// A replay is complete; the report of that file.
    void saved(const reelout::RecordReport& report);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace reelout
