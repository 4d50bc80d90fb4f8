// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operators/project.h"

#include <memory>

namespace reelout {

/// Evaluates parameter expressions in Qt's JavaScript engine: op(), me, project, absTime, True, False
/// (behaviour.md §5). No file, network or process access; every evaluation has a time limit. Installs itself
/// as the project's evaluator, remembers what each expression read, and evaluates it again when that changes
/// (ParamSet::changed() tells), or once a project frame when it reads the time. One that takes long rests for
/// twenty times as long. Main thread; the watchdog has a thread of its own.
class ScriptEngine {
public:
    /// `clock` feeds absTime.
    ScriptEngine(Project& project, Clock& clock);
    ~ScriptEngine();
    ScriptEngine(const ScriptEngine&) = delete;
    ScriptEngine& operator=(const ScriptEngine&) = delete;

    /// Of the calling thread's own running time, where the system tells it.
    static constexpr Duration kTimeLimit = std::chrono::milliseconds(200);

    /// Evaluates `expression` as seen from `me`; me.fileSuffix is Operator::fileSuffix(). InvalidParameter
    /// with the engine's message and line, or naming the cycle when an expression depends on itself; TimedOut
    /// when the limit passed.
    Result<QVariant> evaluate(Operator& me, const QString& parameter, const QString& expression);

    /// Evaluates now what has to be; by itself when control is back in the event loop.
    void settle();
    /// One project frame; by itself at the project's rate while an expression reads the time.
    void tick();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace reelout
