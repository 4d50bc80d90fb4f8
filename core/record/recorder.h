// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "operators/operator.h"
#include "record/recorder_state.h"
#include "record/report.h"

#include <QObject>

#include <memory>

namespace reelout {

class Engine;
class ReplayBuffer;

/// Runs the recordings of one sink operator: follows its record, pause and addframe parameters, drives the
/// state machine and owns the take in progress. Main thread. Signals come on the main thread.
class Recorder final : public QObject {
    Q_OBJECT

public:
    Recorder(Engine& engine, Operator& sink);
    ~Recorder() override;

    Operator& sink() const { return m_sink; }
    RecorderState state() const;
    RecordStats stats() const;
    /// Real path of the take in progress; empty when there is none.
    QString currentPath() const;
    /// Path the next recording would get, or why there can be none.
    Result<QString> nextPath() const;
    /// Why Record would be refused now; OK when it would not. Starts no source.
    Status checkReady() const;
    const std::optional<RecordReport>& lastReport() const;
    /// Why the last take failed; nothing after one that did not.
    const std::optional<Error>& lastError() const;

    /// The person has agreed to losing what is at the next recording's path. Off again after that recording.
    void setOverwriteAllowed(bool allowed);

    // The three commands; setting the operator's parameters does the same.
    void record();
    void stop();
    void setPaused(bool paused);
    void addFrame();
    /// Goes on in another file, at the next picture or sample. False when nothing is being recorded that can
    /// be split, or too many splits wait.
    bool split();
    /// Marks this moment; an empty name becomes "Marker 3". False when nothing is being recorded.
    bool mark(const QString& name = {});

    /// Of a movie recorder; null for others.
    ReplayBuffer* replay() const;

    /// Blocks until a stop in progress is finished, at most `timeout`. For program end.
    bool waitUntilIdle(Duration timeout);
    /// Leaves a take that does not end to itself; its report says so.
    void giveUp();

Q_SIGNALS:
    void stateChanged(reelout::RecorderState state);
    void statsChanged();
    void noticed(const QString& text);
    /// A file has been begun: the take's first, or the next after a split.
    void started(const QString& path);
    /// A file is complete, or could not be completed: the report of this file alone.
    void fileFinished(const reelout::RecordReport& report);
    /// A replay was saved: the report of its file. fileFinished() tells of it too.
    void replaySaved(const reelout::RecordReport& report);
    /// The take is over, with all its files.
    void finished(const reelout::RecordReport& report);

private:
    struct Impl;
    Operator& m_sink;
    std::unique_ptr<Impl> m_impl;
};

} // namespace reelout
