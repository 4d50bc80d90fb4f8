// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/schedule_runner.h"

#include <QDateTime>
#include <QSignalSpy>
#include <QTest>

using namespace reelout;

namespace {

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

QTimeZone berlin()
{
    return QTimeZone("Europe/Berlin");
}

std::int64_t at(const char* local)
{
    QDateTime moment = QDateTime::fromString(q(local), q("yyyy-MM-dd HH:mm:ss"));
    moment.setTimeZone(berlin());
    return moment.toMSecsSinceEpoch();
}

/// A clock on a wall that is set by the test.
class WallClock final : public Clock {
public:
    Timestamp now() const override { return Timestamp(std::chrono::milliseconds(wall)); }
    bool sleepUntil(Timestamp, std::stop_token) override { return true; }
    std::int64_t wallMilliseconds() const override { return wall; }
    std::int64_t wall = 0;
};

struct Watch {
    explicit Watch(const char* now) : runner(clock, berlin()) { clock.wall = at(now); }
    /// Time passes, a look a second.
    void until(const char* local)
    {
        const std::int64_t end = at(local);
        for (; clock.wall < end; clock.wall += 1000)
            runner.look();
        clock.wall = end;
        runner.look();
    }
    /// The clock shows this all at once: set, or nobody was awake.
    void jumpTo(const char* local)
    {
        clock.wall = at(local);
        runner.look();
    }

    WallClock clock;
    ScheduleRunner runner;
    QSignalSpy starts{&runner, &ScheduleRunner::startDue};
    QSignalSpy stops{&runner, &ScheduleRunner::stopDue};
    QSignalSpy notices{&runner, &ScheduleRunner::noticed};
};

Schedule schedule(const char* start, const char* stop, unsigned days = Schedule::kDaily)
{
    Schedule made;
    made.start = *parseTimeOfDay(q(start));
    if (*stop != '\0')
        made.stop = *parseTimeOfDay(q(stop));
    made.days = days;
    return made;
}

} // namespace

class TestSchedule : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void words()
    {
        QCOMPARE(*parseTimeOfDay(q(" 7:05 ")), QTime(7, 5));
        QCOMPARE(*parseTimeOfDay(q("23:59:58")), QTime(23, 59, 58));
        for (const char* none : {"", "24:00", "14", "2 pm", "14:60", "14:00:00:00"})
            QVERIFY(!parseTimeOfDay(q(none)));
        QCOMPARE(*parseScheduleDays(q("daily")), 0x7FU);
        QCOMPARE(*parseScheduleDays(q("")), 0U);
        QCOMPARE(*parseScheduleDays(q("Mon, wed sunday")), 0x45U);
        QVERIFY(!parseScheduleDays(q("mon,someday")));
    }

    void everyDay()
    {
        Watch watch("2026-11-30 13:00:00");
        watch.runner.setSchedule(schedule("14:00", "15:30"));
        QCOMPARE(watch.runner.nextText(), q("14:00"));
        watch.until("2026-11-30 13:59:59");
        QCOMPARE(watch.starts.size(), 0);
        watch.until("2026-11-30 14:00:00");
        QCOMPARE(watch.starts.size(), 1);
        QVERIFY(watch.runner.isOn());
        watch.until("2026-11-30 15:29:59");
        QCOMPARE(watch.stops.size(), 0);
        watch.until("2026-11-30 15:30:00");
        QCOMPARE(watch.stops.size(), 1);
        watch.until("2026-12-01 16:00:00");
        QCOMPARE(watch.starts.size(), 2);
        QCOMPARE(watch.stops.size(), 2);
        QCOMPARE(watch.notices.size(), 0);
    }

    void chosenDaysAndOverMidnight()
    {
        Watch watch("2026-11-30 12:00:00");                        // a Monday
        watch.runner.setSchedule(schedule("23:00", "01:00", 0x2)); // Tuesdays
        watch.until("2026-12-01 22:59:59");
        QCOMPARE(watch.starts.size(), 0);
        watch.until("2026-12-02 00:59:59");
        QCOMPARE(watch.starts.size(), 1);
        QCOMPARE(watch.stops.size(), 0);
        watch.until("2026-12-03 12:00:00");
        QCOMPARE(watch.stops.size(), 1);
        QCOMPARE(watch.starts.size(), 1);
    }

    void onceIsOnce()
    {
        Watch watch("2026-11-30 15:00:00");
        watch.runner.setSchedule(schedule("14:00", "14:30", 0)); // tomorrow
        watch.until("2026-12-03 00:00:00");
        QCOMPARE(watch.starts.size(), 1);
        QCOMPARE(watch.stops.size(), 1);
        QVERIFY(!watch.runner.window());
    }

    void onlyAnEndIsNoSchedule()
    {
        Schedule stop;
        stop.stop = QTime(15, 0);
        QVERIFY(!nextWindow(stop, at("2026-11-30 12:00:00"), berlin()));
    }

    void chosenInTheMiddleMeansTheNext()
    {
        Watch watch("2026-11-30 14:10:00");
        watch.runner.setSchedule(schedule("14:00", "15:00"));
        QCOMPARE(watch.starts.size(), 0);
        watch.until("2026-12-01 14:00:00");
        QCOMPARE(watch.starts.size(), 1);
        // A program that was restarted goes on with what is on.
        Watch restarted("2026-11-30 14:10:00");
        restarted.runner.setSchedule(schedule("14:00", "15:00"), ScheduleRunner::Begin::AlsoNow);
        QCOMPARE(restarted.starts.size(), 1);
        QCOMPARE(restarted.notices.size(), 1);
    }

    void asleepAtTheStart()
    {
        Watch watch("2026-11-30 13:00:00");
        watch.runner.setSchedule(schedule("14:00", "15:00"));
        watch.jumpTo("2026-11-30 14:20:00");
        QCOMPARE(watch.starts.size(), 1);
        QCOMPARE(watch.notices.size(), 1);
        QVERIFY(watch.notices[0][0].toString().contains(q("14:00")));
        // Asleep all the time it was on.
        watch.until("2026-11-30 16:00:00");
        watch.jumpTo("2026-12-01 18:00:00");
        QCOMPARE(watch.starts.size(), 1);
        QCOMPARE(watch.notices.size(), 2);
        watch.until("2026-12-02 14:00:00");
        QCOMPARE(watch.starts.size(), 2);
        // Asleep at the end: it stops as soon as it can.
        watch.jumpTo("2026-12-02 19:00:00");
        QCOMPARE(watch.stops.size(), 2);
    }

    void withoutAnEndAnHourIsTooLate()
    {
        Watch watch("2026-11-30 13:00:00");
        watch.runner.setSchedule(schedule("14:00", ""));
        watch.jumpTo("2026-11-30 15:00:00");
        QCOMPARE(watch.starts.size(), 0);
        QCOMPARE(watch.notices.size(), 1);
        watch.until("2026-12-01 14:00:00");
        QCOMPARE(watch.starts.size(), 1);
        watch.until("2026-12-02 14:00:01");
        QCOMPARE(watch.starts.size(), 2); // whoever stopped the first wants the second
        QCOMPARE(watch.stops.size(), 0);
    }

    void clockSetBackBeginsNothingTwice()
    {
        Watch watch("2026-11-30 13:59:00");
        watch.runner.setSchedule(schedule("14:00", "15:00"));
        watch.until("2026-11-30 14:10:00");
        QCOMPARE(watch.starts.size(), 1);
        watch.jumpTo("2026-11-30 13:30:00");
        watch.until("2026-11-30 14:30:00");
        QCOMPARE(watch.starts.size(), 1);
        QCOMPARE(watch.stops.size(), 0);
        watch.until("2026-11-30 15:00:00");
        QCOMPARE(watch.stops.size(), 1);
        watch.jumpTo("2026-11-30 13:30:00");
        watch.until("2026-11-30 15:00:00");
        QCOMPARE(watch.starts.size(), 1);
    }

    void summerTime()
    {
        // 2026-03-29 02:00 becomes 03:00: 02:30 is left out.
        Watch spring("2026-03-28 12:00:00");
        spring.runner.setSchedule(schedule("02:30", "04:00", 0x40)); // Sundays
        spring.jumpTo("2026-03-29 01:59:59");
        QCOMPARE(spring.starts.size(), 0);
        spring.clock.wall += 1000;
        spring.runner.look();
        QCOMPARE(spring.starts.size(), 1);
        spring.until("2026-03-29 05:00:00");
        QCOMPARE(spring.starts.size(), 1);
        QCOMPARE(spring.stops.size(), 1);
        // 2026-10-25 03:00 becomes 02:00: 02:30 comes twice, the recording is two hours.
        Watch autumn("2026-10-25 01:00:00");
        autumn.runner.setSchedule(schedule("02:30", "03:30", 0x40));
        autumn.until("2026-10-25 12:00:00");
        QCOMPARE(autumn.starts.size(), 1);
        QCOMPARE(autumn.stops.size(), 1);
        const ScheduleWindow window =
            *nextWindow(schedule("02:30", "03:30", 0x40), at("2026-10-25 01:00:00"), berlin());
        QCOMPARE(window.end - window.begin, 2 * 3600 * 1000);
    }
};

QTEST_GUILESS_MAIN(TestSchedule)
#include "test_schedule.moc"
