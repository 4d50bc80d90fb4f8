// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "record/schedule.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace reelout {

/// Watches the clock on the wall and says when a schedule's recording begins and ends. Looks once a second,
/// so that a clock that is set, a change to summer time or a computer that slept through the start are
/// noticed. Knows no recorder. Main thread.
class ScheduleRunner final : public QObject {
    Q_OBJECT

public:
    explicit ScheduleRunner(Clock& clock, const QTimeZone& zone = QTimeZone::systemTimeZone(),
                            QObject* parent = nullptr);

    /// Nothing = none any more. What is being recorded goes on. A window that is on already is begun at once
    /// only when `Begin` says so.
    enum class Begin { Next, AlsoNow };
    void setSchedule(const std::optional<Schedule>& schedule, Begin begin = Begin::Next);
    const std::optional<Schedule>& schedule() const { return m_schedule; }

    /// The window that is on, else the next one; nothing without.
    std::optional<ScheduleWindow> window() const;
    bool isOn() const { return m_current.has_value(); }
    /// "today 14:00", "Mon 14:00"; empty without a window to come.
    QString nextText() const;

    /// Looks at the clock now; the timer does nothing else.
    void look();

Q_SIGNALS:
    void startDue();
    void stopDue();
    /// Something worth a word: late, missed.
    void noticed(const QString& text);
    /// window() is another.
    void changed();

private:
    std::int64_t now() const { return m_clock.wallMilliseconds(); }
    void begin(ScheduleWindow window);
    void findNext(std::int64_t from);
    QString timeText(std::int64_t when) const;

    Clock& m_clock;
    const QTimeZone m_zone;
    QTimer m_timer;
    std::optional<Schedule> m_schedule;
    std::optional<ScheduleWindow> m_current; ///< is on
    std::optional<ScheduleWindow> m_next;
};

} // namespace reelout
