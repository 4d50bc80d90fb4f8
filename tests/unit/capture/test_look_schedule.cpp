// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/look_schedule.h"

#include <QTest>

#include <vector>

using namespace reelout;
using namespace std::chrono_literals;

namespace {

constexpr Duration kInterval = 16ms;
constexpr Timestamp kStart{1s};

/// The times of the looks up to `end` when the changes come at `changes`, which are in order.
std::vector<Duration> looks(const std::vector<Duration>& changes, Duration end, bool changesOnly = true)
{
    LookSchedule schedule(kInterval);
    schedule.start(kStart);
    std::vector<Duration> taken;
    std::size_t next = 0;
    for (Timestamp now = kStart;;) {
        Timestamp at = schedule.regular();
        if (next < changes.size())
            at = std::min(at, std::max({now, kStart + changes[next], schedule.onWord()}));
        now = at;
        if (now > kStart + end)
            return taken;
        const bool onWord = next < changes.size() && kStart + changes[next] <= now;
        while (next < changes.size() && kStart + changes[next] <= now)
            ++next;
        schedule.looked(now, onWord);
        if (onWord || !changesOnly)
            taken.push_back(now - kStart);
    }
}

} // namespace

class TestLookSchedule final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void looksEachIntervalWhereNothingChanges()
    {
        const std::vector<Duration> taken = looks({}, 1600ms, false);
        QCOMPARE(taken.size(), 101U);
        QCOMPARE(taken.back(), Duration(1600ms));
    }

    void looksAtOnceAtARareChange()
    {
        const std::vector<Duration> changes{101ms, 310ms, 555ms};
        QVERIFY(looks(changes, 1s) == changes);
    }

    void takesOnePictureAnIntervalOfMany()
    {
        std::vector<Duration> changes;
        for (Duration at = 0ms; at < 1600ms; at += 1ms)
            changes.push_back(at);
        const std::vector<Duration> taken = looks(changes, 1600ms);
        QVERIFY(taken.size() >= 100 && taken.size() <= 102);
        for (std::size_t i = 3; i < taken.size(); ++i)
            QCOMPARE(taken[i] - taken[i - 1], kInterval);
    }

    void followsAPlayersJitter()
    {
        std::vector<Duration> changes;
        for (int i = 0; i < 200; ++i)
            changes.push_back(i * kInterval + std::chrono::milliseconds((i * 7) % 11)); // up to 10 ms late
        QVERIFY(looks(changes, 4s) == changes);
    }

    void aFasterPlayerDoesNotRaiseTheRate()
    {
        std::vector<Duration> changes;
        for (int i = 0; i < 288; ++i)
            changes.push_back(i * 7ms);
        const std::vector<Duration> taken = looks(changes, 2016ms);
        QVERIFY2(taken.size() >= 125 && taken.size() <= 127, qPrintable(QString::number(taken.size())));
    }

    void lateLooksAreLeftOut()
    {
        LookSchedule schedule(kInterval);
        schedule.start(kStart);
        schedule.looked(kStart, false);
        schedule.looked(kStart + 50ms, false); // 34 ms late
        QCOMPARE(schedule.regular(), kStart + 64ms);
    }
};

QTEST_GUILESS_MAIN(TestLookSchedule)
#include "test_look_schedule.moc"
