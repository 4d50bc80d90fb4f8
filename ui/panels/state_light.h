// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/recorder.h"

#include <QPointF>

class QPainter;
class QPalette;

namespace reelout {

/// What an operator is at, told by form as well as by colour: a ring (off), a dot, a broken disc, a large
/// disc (recording), two bars (paused), a cross (failed).
enum class StateLight { Off, Ready, Busy, Recording, Paused, Failed };

StateLight lightOf(RecorderState state);
/// Off when it is not armed and does nothing.
StateLight lightOf(const Recorder& recorder);

/// About 10 pixels wide around `at`, at 100 % text.
void paintLight(QPainter& painter, QPointF at, StateLight light, const QPalette& palette);

} // namespace reelout
