// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/engine.h"
#include "ui/transport/countdown.h"

#include <QObject>
#include <QPointer>

#include <vector>

namespace reelout {

/// What Record, Pause and Add Frame of the window do: to the recorder that is shown, or to all that are
/// armed, with the countdown before a recording. A recorder is armed while its operator is active. Main
/// thread.
class RecordCommands final : public QObject {
    Q_OBJECT

public:
    explicit RecordCommands(Engine& engine, QObject* parent = nullptr);

    Recorder* recorder() const { return m_recorder; }
    void setRecorder(Recorder* recorder);
    /// The three commands without "armed" mean all armed recorders too.
    void setMeansAll(bool all);
    bool meansAll() const { return m_meansAll; }
    std::vector<Recorder*> armed() const;
    /// Those the commands are for: the one shown, or all that are armed.
    std::vector<Recorder*> meant() const;

    /// Begins, after the countdown if there is one; while it counts, cancels it; while anything of it is
    /// recorded, stops all of it.
    void toggleRecord() { toggleRecordOf(meant()); }
    void togglePause() { togglePauseOf(meant()); }
    void addFrame() { addFrameTo(meant()); }
    /// Those that record go on in another file, or get a marker at this moment.
    void split();
    void mark();
    /// The replay buffers of those meant: on, or off while any of them runs; and files of what they hold.
    void toggleReplay();
    void saveReplay();
    void toggleRecordArmed() { toggleRecordOf(armed()); }
    void togglePauseArmed() { togglePauseOf(armed()); }
    void addFrameToArmed() { addFrameTo(armed()); }
    /// Arms the recorder shown, or takes it out.
    void toggleArmed();

    Countdown& countdown() { return m_countdown; }
    /// Seconds before a recording; 0 = it begins at once. Stored.
    int countdownSeconds() const;
    void setCountdownSeconds(int seconds);

    static bool isBusy(const Recorder& recorder);
    static bool isAnyBusy(const std::vector<Recorder*>& recorders);
    static bool isPauseOn(const Recorder& recorder);
    /// It has that command at all, and can take it now.
    static bool canAddFrame(const Recorder& recorder);
    /// It records into files that can be split and marked.
    static bool canSplit(const Recorder& recorder);

    static bool isReplaying(const Recorder& recorder);
    static bool canSaveReplay(const Recorder& recorder);
    /// It has a replay buffer, and makes a movie now.
    static bool canReplay(const Recorder& recorder);

Q_SIGNALS:
    void noticed(const QString& text);
    void done(const QString& text); ///< it went well; for the notice line
    void recorderChanged();
    void countdownSecondsChanged(int seconds);
    void meaningChanged(); ///< which recorders are meant, or the countdown's length

private:
    void toggleRecordOf(const std::vector<Recorder*>& recorders);
    void togglePauseOf(const std::vector<Recorder*>& recorders);
    void addFrameTo(const std::vector<Recorder*>& recorders);
    void complainOfNothing();
    void beginCounted();

    Engine& m_engine;
    QPointer<Recorder> m_recorder;
    Countdown m_countdown;
    int m_countdownSeconds = 0;
    std::vector<QPointer<Recorder>> m_counted; ///< those that begin when it has elapsed
    bool m_meansAll = false;
};

} // namespace reelout
