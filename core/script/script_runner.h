// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/worker.h"
#include "script/script_desk.h"
#include "script/script_job.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace reelout {

class ScriptGate;
class ScriptThread;

/// Runs scripts with the interface of behaviour.md §5 beside the program: on a thread of their own, so that
/// one that hangs can be stopped and never holds up the window or a recording. What a script does to the
/// project is done on the main thread, call by call. Names survive from one script to the next. Main thread.
class ScriptRunner final : public QObject {
    Q_OBJECT

public:
    explicit ScriptRunner(Engine& engine, QObject* parent = nullptr);
    /// Stops what runs.
    ~ScriptRunner() override;

    /// Runs `source` after what was given before. `file` is what messages call it.
    void run(const QString& source, const QString& file);
    /// The same for a line of a console: what it gives is printed.
    void runLine(const QString& line);
    /// What runs ends, and nothing that run() or a callback has put off comes any more. One that can't be
    /// interrupted is left to itself, and the next script has a fresh engine.
    void stop();

    /// True while a script runs or has something to come: run() later. Callbacks that only wait don't count.
    bool isBusy() const { return m_pending > 0 || m_timers > 0; }
    /// Scripts and callbacks that ended with an error so far.
    int failures() const { return m_failures; }

    /// How long stop() gives a script before it is left to itself.
    static constexpr Duration kPatience = std::chrono::seconds(2);

Q_SIGNALS:
    void printed(const QString& text);
    void failed(const QString& text);
    void busyChanged(bool isBusy);

private:
    void start();
    void letGo();
    void post(ScriptJob job);
    void callBack(const QString& name, const QVariantList& arguments);
    void follow(Recorder& recorder);
    void onDone(ScriptDone what, int timers, bool wantsTicks);
    void tick();
    void tellBusy();
    static QVariantMap argumentFor(int number);

    ScriptDesk m_desk;
    std::shared_ptr<ScriptGate> m_gate;
    std::shared_ptr<ScriptThread> m_thread;
    Worker m_worker;
    QTimer m_tick;
    QTimer m_patience;
    int m_pending = 0; ///< jobs but ticks the thread hasn't done yet
    int m_stopped = 0; ///< of those, forgotten by the stop that is under way
    int m_timers = 0;
    int m_failures = 0;
    bool m_isTickPending = false;
    bool m_isStopping = false;
    bool m_wasBusy = false;
};

} // namespace reelout
