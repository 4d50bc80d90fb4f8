// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/scheduled_recording.h"

#include "base/error_text.h"
#include "base/log.h"

namespace reelout {

namespace {

using namespace preference;

Result<Schedule> scheduleOf(const PreferenceStore& preferences)
{
    Schedule schedule;
    const Result<QTime> start = parseTimeOfDay(preferences.text(kScheduleStart));
    if (!start)
        return start.error();
    schedule.start = *start;
    if (const QString text = preferences.text(kScheduleStop); !text.isEmpty()) {
        const Result<QTime> stop = parseTimeOfDay(text);
        if (!stop)
            return stop.error();
        schedule.stop = *stop;
    }
    const Result<unsigned> days = parseScheduleDays(preferences.text(kScheduleDays));
    if (!days)
        return days.error();
    schedule.days = *days;
    return schedule;
}

} // namespace

ScheduledRecording::ScheduledRecording(VerbDesk& desk, PreferenceStore& preferences, Clock& clock,
                                       QObject* parent)
    : QObject(parent),
      m_desk(desk),
      m_preferences(preferences),
      m_runner(clock)
{
    connect(&m_runner, &ScheduleRunner::changed, this, &ScheduledRecording::changed);
    connect(&m_runner, &ScheduleRunner::noticed, this, [this](const QString& text) {
        logWarning(QStringLiteral("schedule"), text);
        Q_EMIT noticed(text);
    });
    connect(&m_runner, &ScheduleRunner::startDue, this, [this] { run(Verb::Start); });
    connect(&m_runner, &ScheduleRunner::stopDue, this, [this] { run(Verb::Stop); });
    connect(&preferences, &PreferenceStore::changed, this, [this] { apply(ScheduleRunner::Begin::Next); });
    // Later, when whoever made this listens.
    QMetaObject::invokeMethod(
        this, [this] { apply(ScheduleRunner::Begin::AlsoNow); }, Qt::QueuedConnection);
}

void ScheduledRecording::apply(ScheduleRunner::Begin begin)
{
    const bool isOn = m_preferences.isOn(kScheduleOn);
    const QStringList words{isOn ? QStringLiteral("on") : QString(), m_preferences.text(kScheduleStart),
                            m_preferences.text(kScheduleStop), m_preferences.text(kScheduleDays)};
    if (words == m_applied)
        return;
    m_applied = words;
    if (!isOn) {
        m_runner.setSchedule(std::nullopt);
        return;
    }
    const Result<Schedule> schedule = scheduleOf(m_preferences);
    if (!schedule) {
        m_runner.setSchedule(std::nullopt);
        logWarning(QStringLiteral("schedule"), schedule.error().detail);
        Q_EMIT noticed(describe(schedule.error()));
        return;
    }
    // A single one that was on when the program ended is over; a regular one goes on.
    m_runner.setSchedule(*schedule, schedule->days == 0 ? ScheduleRunner::Begin::Next : begin);
}

void ScheduledRecording::run(Verb verb)
{
    QJsonObject arguments;
    if (const QString name = m_preferences.text(kScheduleRecorder); !name.isEmpty())
        arguments.insert(QStringLiteral("operator"), name);
    const Result<QJsonValue> result = m_desk.run(verb, arguments);
    if (!result) {
        logError(QStringLiteral("schedule"), describeForLog(result.error()));
        Q_EMIT noticed(describe(result.error()));
    }
    // What was once is over.
    if (verb == Verb::Stop && m_runner.schedule() && !m_runner.window()) {
        if (const Status off = m_preferences.set(kScheduleOn, false); !off)
            logWarning(QStringLiteral("schedule"), describeForLog(off.error()));
    }
}

} // namespace reelout
