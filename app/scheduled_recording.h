// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preferences/preference_store.h"
#include "record/schedule_runner.h"
#include "remote/verb_desk.h"

#include <QObject>

namespace reelout {

/// Starts and stops a recorder at the times of the preferences, through the same verbs as every remote,
/// whether the window is shown or in the tray. The times are the person's own and never a project's: opening
/// one must not begin a recording. Main thread.
class ScheduledRecording final : public QObject {
    Q_OBJECT

public:
    ScheduledRecording(VerbDesk& desk, PreferenceStore& preferences, Clock& clock, QObject* parent = nullptr);

    /// "14:00", "Mon 14:00"; empty when nothing is to come.
    QString nextText() const { return m_runner.nextText(); }

Q_SIGNALS:
    void changed();
    void noticed(const QString& text);

private:
    void apply(ScheduleRunner::Begin begin);
    void run(Verb verb);

    VerbDesk& m_desk;
    PreferenceStore& m_preferences;
    ScheduleRunner m_runner;
    QStringList m_applied; ///< the preferences' words that are in force
};

} // namespace reelout
