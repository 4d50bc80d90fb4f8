// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/recorder_state.h"

namespace reelout {

namespace {

using State = RecorderState;
using Event = RecorderEvent;
using Action = RecorderAction;

Transition fromRest(State state, Event event, bool pauseWanted)
{
    if (event == Event::Record)
        return {State::Opening, pauseWanted ? Action::OpenPaused : Action::Open};
    return {state, Action::Ignore};
}

// The take's clock may be running while the file opens (Stall for File Open), so every command counts here.
Transition fromOpening(Event event, bool pauseWanted)
{
    switch (event) {
    case Event::Stop:
    case Event::LimitReached:
        return {State::Finalising, Action::Finish};
    case Event::Pause:
        return {State::Opening, Action::Hold};
    case Event::Resume:
        return {State::Opening, Action::Continue};
    case Event::AddFrame:
        return {State::Opening, pauseWanted ? Action::WriteOne : Action::Ignore};
    case Event::Opened:
        return {pauseWanted ? State::Paused : State::Recording, Action::Begin};
    case Event::Failed:
        return {State::Failed, Action::Release};
    case Event::Finished:
        return {State::Idle, Action::Release};
    case Event::Record:
        break;
    }
    return {State::Opening, Action::Ignore};
}

Transition fromRunning(State state, Event event)
{
    const bool isPaused = state == State::Paused;
    switch (event) {
    case Event::Stop:
    case Event::LimitReached:
    case Event::Failed: // what was taken so far is still worth a finished file
        return {State::Finalising, Action::Finish};
    case Event::Pause:
        if (!isPaused)
            return {State::Paused, Action::Hold};
        break;
    case Event::Resume:
        if (isPaused)
            return {State::Recording, Action::Continue};
        break;
    case Event::AddFrame:
        if (isPaused)
            return {state, Action::WriteOne};
        break;
    case Event::Finished:
        return {State::Idle, Action::Release};
    case Event::Record:
    case Event::Opened:
        break;
    }
    return {state, Action::Ignore};
}

Transition fromFinalising(Event event)
{
    if (event == Event::Finished)
        return {State::Idle, Action::Release};
    if (event == Event::Failed)
        return {State::Failed, Action::Release};
    return {State::Finalising, Action::Ignore};
}

} // namespace

Transition nextState(RecorderState state, RecorderEvent event, bool pauseWanted)
{
    switch (state) {
    case State::Idle:
    case State::Failed:
        return fromRest(state, event, pauseWanted);
    case State::Opening:
        return fromOpening(event, pauseWanted);
    case State::Recording:
    case State::Paused:
        return fromRunning(state, event);
    case State::Finalising:
        return fromFinalising(event);
    }
    return {state, Action::Ignore};
}

QString recorderStateName(RecorderState state)
{
    switch (state) {
    case State::Idle:
        return QStringLiteral("idle");
    case State::Opening:
        return QStringLiteral("opening");
    case State::Recording:
        return QStringLiteral("recording");
    case State::Paused:
        return QStringLiteral("paused");
    case State::Finalising:
        return QStringLiteral("finalising");
    case State::Failed:
        return QStringLiteral("failed");
    }
    return {};
}

} // namespace reelout
