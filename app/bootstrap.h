// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    Project project;
    ScriptEngine script{project, systemClock()};
    Engine engine{project, EngineServices{}};
    Exports exports{engine};
};

} // namespace reelout
