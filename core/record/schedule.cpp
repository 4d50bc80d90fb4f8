// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/schedule.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QStringList>

namespace reelout {

namespace {

// How late a recording without an end may begin.
constexpr std::int64_t kLatestStart = std::int64_t{60} * 60 * 1000;
constexpr int kDaysOfWeek = 7;

QString sentence(const char* source)
{
    return QCoreApplication::translate("reelout::Schedule", source);
}

Error invalid(const QString& detail)
{
    return makeError(ErrorCode::InvalidParameter, QStringLiteral("read schedule"), detail);
}

const QStringList& dayNames()
{
    static const QStringList names{QStringLiteral("mon"), QStringLiteral("tue"), QStringLiteral("wed"),
                                   QStringLiteral("thu"), QStringLiteral("fri"), QStringLiteral("sat"),
                                   QStringLiteral("sun")};
    return names;
}

std::int64_t instant(const QDate& date, const QTime& time, const QTimeZone& zone)
{
    const QDateTime moment(date, time, zone);
    if (moment.isValid() && moment.time() == time) {
        // Comes twice when clocks are put back: by an hour nearly everywhere.
        constexpr std::int64_t kHour = std::int64_t{3600} * 1000;
        const QDateTime before = QDateTime::fromMSecsSinceEpoch(moment.toMSecsSinceEpoch() - kHour, zone);
        return (before.date() == date && before.time() == time ? before : moment).toMSecsSinceEpoch();
    }
    // Left out: clocks are put on, at a full hour or half of one. The first moment after it.
    const QDateTime noon(date, QTime(12, 0), zone);
    const auto changes = zone.transitions(noon.addDays(-1), noon.addDays(1));
    for (const QTimeZone::OffsetData& change : changes) {
        if (change.atUtc.toMSecsSinceEpoch() > QDateTime(date, QTime(0, 0), zone).toMSecsSinceEpoch() - 1)
            return change.atUtc.toMSecsSinceEpoch();
    }
    return moment.toMSecsSinceEpoch();
}

ScheduleWindow windowOf(const Schedule& schedule, const QDate& date, const QTimeZone& zone)
{
    ScheduleWindow window;
    window.begin = instant(date, schedule.start, zone);
    window.latest = window.begin + kLatestStart;
    if (schedule.stop.isValid()) {
        const QDate day = schedule.stop > schedule.start ? date : date.addDays(1);
        window.end = instant(day, schedule.stop, zone);
        window.latest = window.end;
    }
    return window;
}

} // namespace

Result<QTime> parseTimeOfDay(const QString& text)
{
    for (const char* format : {"H:mm", "H:mm:ss"}) {
        if (const QTime time = QTime::fromString(text.trimmed(), QString::fromLatin1(format)); time.isValid())
            return time;
    }
    return invalid(sentence("\"%1\" is no time of day: write 14:00 or 14:00:30.").arg(text.left(40)));
}

Result<unsigned> parseScheduleDays(const QString& text)
{
    const QString wanted = text.trimmed().toLower();
    if (wanted.isEmpty() || wanted == QLatin1String("once"))
        return 0U;
    if (wanted == QLatin1String("daily"))
        return Schedule::kDaily;
    unsigned days = 0;
    for (const QString& word : QString(wanted)
                                   .replace(QLatin1Char(','), QLatin1Char(' '))
                                   .split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const qsizetype day = dayNames().indexOf(word.left(3));
        if (day < 0)
            return invalid(
                sentence("\"%1\" is no day: write daily, once, or days as mon,wed,fri.").arg(word.left(40)));
        days |= 1U << static_cast<unsigned>(day);
    }
    return days;
}

std::optional<ScheduleWindow> nextWindow(const Schedule& schedule, std::int64_t now, const QTimeZone& zone)
{
    if (!schedule.start.isValid())
        return std::nullopt;
    if (schedule.days == 0 && schedule.date.isValid()) {
        const ScheduleWindow window = windowOf(schedule, schedule.date, zone);
        return window.latest > now ? std::optional(window) : std::nullopt;
    }
    const QDate today = QDateTime::fromMSecsSinceEpoch(now, zone).date();
    // Yesterday's may still be on.
    for (int day = -1; day <= kDaysOfWeek + 1; ++day) {
        const QDate date = today.addDays(day);
        const bool isMeant = schedule.days == 0 || (schedule.days >> (date.dayOfWeek() - 1) & 1U) != 0;
        if (!isMeant)
            continue;
        const ScheduleWindow window = windowOf(schedule, date, zone);
        if (window.latest > now)
            return window;
    }
    return std::nullopt;
}

} // namespace reelout
