// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transport/record_commands.h"

#include "base/error_text.h"
#include "record/replay_buffer.h"

#include <algorithm>
#include <utility>

namespace reelout {

RecordCommands::RecordCommands(Engine& engine, QObject* parent) : QObject(parent), m_engine(engine)
{
    connect(&m_countdown, &Countdown::elapsed, this, &RecordCommands::beginCounted);
    connect(&engine, &Engine::recorderAboutToBeRemoved, this, [this](Recorder* recorder) {
        if (m_recorder == recorder)
            setRecorder(nullptr);
    });
}

void RecordCommands::setRecorder(Recorder* recorder)
{
    if (recorder == m_recorder && recorder)
        return;
    m_recorder = recorder;
    Q_EMIT recorderChanged();
}

void RecordCommands::setMeansAll(bool all)
{
    if (all == m_meansAll)
        return;
    m_meansAll = all;
    Q_EMIT meaningChanged();
}

std::vector<Recorder*> RecordCommands::armed() const
{
    std::vector<Recorder*> all = m_engine.recorders();
    std::erase_if(all, [](const Recorder* recorder) { return !recorder->sink().isActive(); });
    return all;
}

std::vector<Recorder*> RecordCommands::meant() const
{
    if (m_meansAll)
        return armed();
    return m_recorder ? std::vector<Recorder*>{m_recorder} : std::vector<Recorder*>();
}

bool RecordCommands::isBusy(const Recorder& recorder)
{
    return recorder.state() != RecorderState::Idle && recorder.state() != RecorderState::Failed;
}

bool RecordCommands::isAnyBusy(const std::vector<Recorder*>& recorders)
{
    return std::any_of(recorders.begin(), recorders.end(),
                       [](const Recorder* recorder) { return isBusy(*recorder); });
}

bool RecordCommands::isPauseOn(const Recorder& recorder)
{
    return recorder.sink().params().toggle(QStringLiteral("pause"));
}

bool RecordCommands::canAddFrame(const Recorder& recorder)
{
    const bool mayStandStill =
        recorder.state() == RecorderState::Paused || recorder.state() == RecorderState::Opening;
    return mayStandStill && recorder.sink().params().table().find(QStringLiteral("addframe"));
}

bool RecordCommands::canSplit(const Recorder& recorder)
{
    const bool isRunning = recorder.state() == RecorderState::Recording ||
                           recorder.state() == RecorderState::Paused ||
                           recorder.state() == RecorderState::Opening;
    return isRunning && recorder.sink().params().enableState(QStringLiteral("split")).enabled;
}

void RecordCommands::split()
{
    bool any = false;
    for (Recorder* recorder : meant())
        any = (canSplit(*recorder) && recorder->split()) || any;
    if (!any)
        Q_EMIT noticed(tr("Split goes on in another file while a movie, a sequence or sound is recorded."));
}

void RecordCommands::mark()
{
    bool any = false;
    for (Recorder* recorder : meant())
        any = (canSplit(*recorder) && recorder->mark()) || any;
    if (any)
        Q_EMIT done(tr("Marked."));
    else
        Q_EMIT noticed(tr("Marker marks a moment of what is being recorded."));
}

bool RecordCommands::isReplaying(const Recorder& recorder)
{
    return recorder.replay() && recorder.replay()->isRunning();
}

bool RecordCommands::canSaveReplay(const Recorder& recorder)
{
    return recorder.replay() && recorder.replay()->canSave();
}

bool RecordCommands::canReplay(const Recorder& recorder)
{
    return recorder.replay() && recorder.sink().params().enableState(QStringLiteral("replay")).enabled;
}

void RecordCommands::toggleReplay()
{
    const std::vector<Recorder*> recorders = meant();
    if (recorders.empty())
        return complainOfNothing();
    const bool isAny = std::any_of(recorders.begin(), recorders.end(),
                                   [](const Recorder* recorder) { return isReplaying(*recorder); });
    bool any = false;
    for (Recorder* recorder : recorders) {
        if (isAny ? !isReplaying(*recorder) : !canReplay(*recorder))
            continue;
        recorder->replay()->setOn(!isAny);
        any = true;
    }
    if (!any)
        Q_EMIT noticed(
            tr("The replay buffer keeps the last seconds of a movie: select a Movie File Out whose Type "
               "is Movie."));
}

void RecordCommands::saveReplay()
{
    Status worst = makeError(ErrorCode::NotFound, QString(), QString());
    bool any = false;
    for (Recorder* recorder : meant()) {
        if (!canSaveReplay(*recorder))
            continue;
        any = true;
        worst = recorder->replay()->save();
        if (!worst)
            Q_EMIT noticed(describe(worst.error()));
    }
    if (!any)
        Q_EMIT noticed(
            tr("Save Replay makes a file of the last seconds. Switch the replay buffer on first."));
    else if (worst)
        Q_EMIT done(tr("Saving the replay …"));
}

void RecordCommands::complainOfNothing()
{
    if (m_engine.recorders().empty())
        Q_EMIT noticed(
            tr("There is no recorder in this project. Add a Movie File Out or an Audio File Out."));
    else
        Q_EMIT noticed(tr("No recorder is armed. Click the light of those that should record."));
}

void RecordCommands::toggleRecordOf(const std::vector<Recorder*>& recorders)
{
    if (m_countdown.isRunning())
        return m_countdown.cancel();
    if (recorders.empty())
        return complainOfNothing();
    if (isAnyBusy(recorders)) {
        for (Recorder* recorder : recorders)
            if (isBusy(*recorder))
                recorder->stop();
        return;
    }
    m_counted.assign(recorders.begin(), recorders.end());
    // What can't begin says so now and not when it has been waited for.
    const bool canBegin = std::any_of(recorders.begin(), recorders.end(), [](const Recorder* recorder) {
        return recorder->checkReady().hasValue();
    });
    if (countdownSeconds() > 0 && canBegin)
        m_countdown.start(countdownSeconds());
    else
        beginCounted();
}

void RecordCommands::beginCounted()
{
    for (const QPointer<Recorder>& recorder : std::exchange(m_counted, {})) {
        if (recorder && !isBusy(*recorder))
            recorder->record();
    }
}

void RecordCommands::togglePauseOf(const std::vector<Recorder*>& recorders)
{
    if (recorders.empty())
        return complainOfNothing();
    // All the same afterwards: whoever is not paused yet is.
    const bool pause = !std::all_of(recorders.begin(), recorders.end(),
                                    [](const Recorder* recorder) { return isPauseOn(*recorder); });
    for (Recorder* recorder : recorders)
        recorder->setPaused(pause);
}

void RecordCommands::addFrameTo(const std::vector<Recorder*>& recorders)
{
    if (recorders.empty())
        return complainOfNothing();
    bool any = false;
    for (Recorder* recorder : recorders) {
        if (!canAddFrame(*recorder))
            continue;
        recorder->addFrame();
        any = true;
    }
    if (!any)
        Q_EMIT noticed(tr("Add Frame writes one frame of a recording that is paused: Record first, then "
                          "Pause. Audio has no frames."));
}

void RecordCommands::toggleArmed()
{
    if (!m_recorder)
        return complainOfNothing();
    m_recorder->sink().setActive(!m_recorder->sink().isActive());
}

int RecordCommands::countdownSeconds() const
{
    return m_countdownSeconds;
}

void RecordCommands::setCountdownSeconds(int seconds)
{
    const int wanted = std::clamp(seconds, 0, 60);
    if (wanted == std::exchange(m_countdownSeconds, wanted))
        return;
    Q_EMIT countdownSecondsChanged(wanted);
    Q_EMIT meaningChanged();
}

} // namespace reelout
