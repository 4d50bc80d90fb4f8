// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "script/script_gate.h"
#include "script/script_job.h"

#include <QJSValue>

#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

class QJSEngine;

namespace reelout {

/// One thread with one JavaScript engine: does jobs in order and what run() has put off in between. What it
/// knows of the project it asks through the gate. Shared between the thread and its owner, so that a thread
/// that does not end can be left to itself.
class ScriptThread {
public:
    ScriptThread(std::shared_ptr<ScriptGate> gate, ScriptVoice voice);

    /// The thread's body; returns soon after `stop`, unless the script is in a place that can't be left.
    static void run(const std::shared_ptr<ScriptThread>& self, std::stop_token stop);

    // Any thread.

    void post(ScriptJob job);
    /// What runs ends with an error; jobs, timers and callbacks are forgotten.
    void interrupt();
    /// Something a waiting script may wait for has happened.
    void wake();
    /// False when the thread still runs after `patience`.
    bool waitUntilOver(Duration patience);

private:
    friend class ScriptThreadHost;
    using Time = std::chrono::steady_clock::time_point;
    struct Timer {
        Time due;
        QJSValue function;
    };

    void loop(QJSEngine& engine, std::stop_token stop);
    bool waitUntil(Time due);
    int news();
    void waitForNews(int seen);
    QString failureOf(const QJSValue& error, const QString& file) const;
    void doJob(QJSEngine& engine, const ScriptJob& job);
    bool doTimer(QJSEngine& engine);
    void report(QJSEngine& engine, ScriptDone what);
    static void live(const std::shared_ptr<ScriptThread>& self, const std::stop_token& stop);

    const std::shared_ptr<ScriptGate> m_gate;
    const ScriptVoice m_voice;

    std::mutex m_mutex; ///< guards what follows
    std::condition_variable_any m_changed;
    std::deque<ScriptJob> m_jobs;
    QJSEngine* m_engine = nullptr;
    int m_news = 0; ///< grows with all that happens
    bool m_isInterrupted = false;
    bool m_isOver = false;

    // The thread's own.
    std::stop_token m_stop;
    std::vector<Timer> m_timers;
    QJSValue m_caller;
    QJSValue m_describe;
};

} // namespace reelout
