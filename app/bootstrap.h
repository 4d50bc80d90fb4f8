// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/encoder_trials.h"
#include "app/sleep_inhibitor.h"
#include "operators/project.h"
#include "record/engine.h"
#include "script/exports.h"
#include "script/script_engine.h"

class QCoreApplication;

namespace reelout {

/// Names the program to Qt and the desktop, and ties FFmpeg's log to ours. First thing in main().
void prepareProgram(QCoreApplication& application);

/// What both programs run: the project, the expressions in it, the engine that brings it to life, and what
/// its channels drive. Main thread.
struct Program {
    explicit Program(EngineServices services = {}) : engine(project, std::move(services)) {}

    EncoderTrials trials;
    Project project;
    ScriptEngine script{project, systemClock()};
    Engine engine;
    Exports exports{engine};
    SleepInhibitor inhibitor{engine};
};

} // namespace reelout
