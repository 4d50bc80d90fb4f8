// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/engine.h"

#include <QJsonObject>

namespace reelout {

// What remotes tell of the program, as JSON. Main thread.

/// {"operator", "type", "state", "path", "next" or "problem", "statistics", "replay", "report"}; "replay" of
/// those that have one: {"running", "seconds", "bytes"}
QJsonObject recorderState(const Recorder& recorder);
/// {"project": {…}, "recording": bool, "recorders": […]}
QJsonObject programState(const Engine& engine);
/// {"seconds", "frames", "repeated", "skipped", "bytes"}
QJsonObject statisticsJson(const RecordStats& stats);

} // namespace reelout
