// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/engine.h"

#include <QObject>
#include <QStringList>

namespace reelout {

/// Runs a program after each file that was completed: no shell, the arguments as they are, with {path},
/// {operator} and {report} (JSON) replaced in them; the same is in its environment as REELOUT_PATH,
/// REELOUT_OPERATOR and REELOUT_REPORT. It runs on by itself. The command is the person's own (preferences,
/// command line): projects, presets, scripts and remotes can't set one. Main thread.
class FinishHook final : public QObject {
    Q_OBJECT

public:
    explicit FinishHook(Engine& engine, QObject* parent = nullptr);

    /// Program and arguments; empty = none.
    void setCommand(QStringList command) { m_command = std::move(command); }

    /// `command` for a take, with everything put in. Pure.
    static QStringList commandFor(const QStringList& command, const RecordReport& report);

Q_SIGNALS:
    /// The program could not be started.
    void failed(const reelout::Error& error);

private:
    void follow(Recorder& recorder);
    void run(const RecordReport& report);

    QStringList m_command;
};

} // namespace reelout
