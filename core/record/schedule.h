// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QDate>
#include <QTime>
#include <QTimeZone>

#include <cstdint>
#include <limits>
#include <optional>

namespace reelout {

/// When a recording is to begin and to end, by the clock on the wall. A value.
struct Schedule {
    QTime start;       ///< invalid = by hand
    QTime stop;        ///< invalid = by hand; not later than start = of the next day
    unsigned days = 0; ///< bit 0 = Monday … bit 6 = Sunday; 0 = once
    QDate date;        ///< once: the day of the start; invalid = the next time it is that late

    static constexpr unsigned kDaily = 0x7F;

    friend bool operator==(const Schedule&, const Schedule&) = default;
};

/// "14:00", "14:00:30", "2 pm" is none. InvalidParameter says what would be one.
Result<QTime> parseTimeOfDay(const QString& text);
/// "daily", "once" or nothing, or days as "mon,wed,fri". InvalidParameter names what is none.
Result<unsigned> parseScheduleDays(const QString& text);

/// One time it is on: milliseconds since 1970 (UTC), the end not included.
struct ScheduleWindow {
    static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

    std::int64_t begin = 0;
    std::int64_t end = kNever; ///< when the recording stops; kNever = by hand
    std::int64_t latest = 0;   ///< from here on it is too late to begin

    friend bool operator==(const ScheduleWindow&, const ScheduleWindow&) = default;
};

/// The first window that can still be begun at `now`. A time that a change to summer time leaves out is the
/// moment after it; of one that comes twice the first counts. Nothing when there is none any more, or without
/// a start. Pure.
std::optional<ScheduleWindow> nextWindow(const Schedule& schedule, std::int64_t now, const QTimeZone& zone);

} // namespace reelout
