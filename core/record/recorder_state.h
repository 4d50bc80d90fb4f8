// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace reelout {

/// The life of one recording:
///
///     Idle ─record→ Opening ─opened→ Recording ⇄ Paused
///                      │                └──stop──┬──┘
///                      │ failed                  ▼
///                      └────────→ Failed ←─ Finalising ─finished→ Idle
///
/// Failed keeps its reason and is left by the next record.
enum class RecorderState { Idle, Opening, Recording, Paused, Finalising, Failed };

enum class RecorderEvent {
    Record, ///< the person or a script
    Stop,
    Pause,
    Resume,
    AddFrame,
    Opened, ///< the engine
    LimitReached,
    Failed, ///< anything that ends the take
    Finished,
};

/// What the recorder has to do on the way to the new state.
enum class RecorderAction {
    None,
    Open,
    OpenPaused,
    Begin,
    Hold,
    Continue,
    WriteOne,
    Finish,
    Release,
    Ignore
};

struct Transition {
    RecorderState state;
    RecorderAction action;
};

/// The whole machine, pure and total: every state and event has an answer. `pauseWanted` is the Pause
/// parameter: a take that opens with it on starts paused.
Transition nextState(RecorderState state, RecorderEvent event, bool pauseWanted);

QString recorderStateName(RecorderState state);

} // namespace reelout
