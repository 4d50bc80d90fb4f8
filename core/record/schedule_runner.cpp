// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/schedule_runner.h"

#include <QDateTime>
#include <QLocale>

namespace reelout {

namespace {

constexpr int kInterval = 1000;
// Later than that is worth a word.
constexpr std::int64_t kLate = 5000;

} // namespace

ScheduleRunner::ScheduleRunner(Clock& clock, const QTimeZone& zone, QObject* parent)
    : QObject(parent),
      m_clock(clock),
      m_zone(zone)
{
    m_timer.setInterval(kInterval);
    connect(&m_timer, &QTimer::timeout, this, &ScheduleRunner::look);
}

void ScheduleRunner::setSchedule(const std::optional<Schedule>& schedule, Begin begin)
{
    if (schedule == m_schedule)
        return;
    m_schedule = schedule;
    m_next.reset();
    findNext(now());
    // One that is on already was not asked for: the next one is meant.
    if (m_next && begin == Begin::Next && m_next->begin < now()) {
        const bool isOnce = m_schedule->days == 0 && m_schedule->date.isValid();
        if (!isOnce)
            findNext(m_next->latest);
    }
    // A day it is on is fixed when it is chosen.
    if (m_next && m_schedule->days == 0)
        m_schedule->date = QDateTime::fromMSecsSinceEpoch(m_next->begin, m_zone).date();
    if (m_next || m_current)
        m_timer.start();
    else
        m_timer.stop();
    Q_EMIT changed();
    look();
}

void ScheduleRunner::findNext(std::int64_t from)
{
    m_next = m_schedule ? nextWindow(*m_schedule, from, m_zone) : std::nullopt;
}

std::optional<ScheduleWindow> ScheduleRunner::window() const
{
    return m_current ? m_current : m_next;
}

QString ScheduleRunner::timeText(std::int64_t when) const
{
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(when, m_zone);
    const QDate today = QDateTime::fromMSecsSinceEpoch(now(), m_zone).date();
    const QString time = moment.time().second() == 0 ? moment.toString(QStringLiteral("HH:mm"))
                                                     : moment.toString(QStringLiteral("HH:mm:ss"));
    if (moment.date() == today)
        return time;
    return QLocale().dayName(moment.date().dayOfWeek(), QLocale::ShortFormat) + QLatin1Char(' ') + time;
}

QString ScheduleRunner::nextText() const
{
    return m_next ? timeText(m_next->begin) : QString();
}

void ScheduleRunner::begin(ScheduleWindow window)
{
    m_current = window;
    // A clock that is set back must not begin it again.
    findNext(std::max(window.latest, window.end == ScheduleWindow::kNever ? window.latest : window.end));
    if (m_schedule->days == 0)
        m_next.reset();
    if (now() - window.begin > kLate)
        Q_EMIT noticed(
            tr("The recording of %1 begins late: the computer slept or the program was not running.")
                .arg(timeText(window.begin)));
    Q_EMIT changed();
    Q_EMIT startDue();
}

void ScheduleRunner::look()
{
    const std::int64_t time = now();
    if (m_current && time >= m_current->end) {
        m_current.reset();
        Q_EMIT changed();
        Q_EMIT stopDue();
    }
    // Whoever stops by hand sees to it himself.
    if (m_current && m_current->end == ScheduleWindow::kNever && m_next && time >= m_next->begin)
        m_current.reset();
    while (m_next && time >= m_next->latest) {
        Q_EMIT noticed(
            tr("The recording of %1 was missed: the computer slept or the program was not running.")
                .arg(timeText(m_next->begin)));
        const std::int64_t past = m_next->latest;
        findNext(std::max(past, time));
        if (m_schedule->days == 0)
            m_next.reset();
        Q_EMIT changed();
    }
    if (!m_current && m_next && time >= m_next->begin)
        begin(*m_next);
    if (!m_current && !m_next)
        m_timer.stop();
}

} // namespace reelout
