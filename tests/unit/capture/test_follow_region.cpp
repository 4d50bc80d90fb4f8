// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/follow_region.h"

#include <QTest>

using namespace reelout;

namespace {

using Follow = ScreenSpec::Follow;
using namespace std::chrono_literals;

const Rect kLeft{0, 0, 1920, 1080};
const Rect kRight{1920, 200, 1280, 800};

FollowRegion region(Size size, Follow mode, double seconds)
{
    FollowRegion made(size, mode, seconds);
    made.setMonitors({kLeft, kRight});
    return made;
}

} // namespace

class TestFollowRegion : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pointerInTheMiddle();
    void staysInsideTheMonitor_data();
    void staysInsideTheMonitor();
    void comesSmoothly();
    void sameWayWhateverTheRate();
    void waitsForTheEdge();
    void biggerThanTheMonitor();
    void monitorThatGoes();
};

void TestFollowRegion::pointerInTheMiddle()
{
    FollowRegion follow = region({640, 360}, Follow::Centre, 0.0);
    QCOMPARE(follow.follow(1000, 500, {}), (Rect{680, 320, 640, 360}));
    QCOMPARE(follow.follow(1001, 500, {}), (Rect{681, 320, 640, 360}));
    QVERIFY(!follow.isMoving());
}

void TestFollowRegion::staysInsideTheMonitor_data()
{
    QTest::addColumn<int>("x");
    QTest::addColumn<int>("y");
    QTest::addColumn<int>("left");
    QTest::addColumn<int>("top");
    QTest::newRow("upper left") << 0 << 0 << 0 << 0;
    QTest::newRow("lower right of the first") << 1919 << 1079 << 1280 << 720;
    QTest::newRow("left of the second") << 1920 << 500 << 1920 << 320;
    QTest::newRow("lower right of the second") << 3199 << 999 << 2560 << 640;
    QTest::newRow("on none: the nearest") << 3199 << 50 << 2560 << 200;
}

void TestFollowRegion::staysInsideTheMonitor()
{
    QFETCH(int, x);
    QFETCH(int, y);
    QFETCH(int, left);
    QFETCH(int, top);
    for (const Follow mode : {Follow::Centre, Follow::Edge}) {
        FollowRegion follow = region({640, 360}, mode, 0.0);
        QCOMPARE(follow.follow(x, y, {}), (Rect{left, top, 640, 360}));
    }
}

void TestFollowRegion::comesSmoothly()
{
    FollowRegion follow = region({200, 100}, Follow::Centre, 0.5);
    Timestamp now{};
    Rect last = follow.follow(500, 500, now);
    QCOMPARE(last, (Rect{400, 450, 200, 100}));
    int ticks = 0;
    int greatest = 0;
    do {
        now += 16ms;
        const Rect next = follow.follow(1500, 500, now);
        QVERIFY(next.x >= last.x && next.x <= 1400);
        greatest = std::max(greatest, next.x - last.x);
        last = next;
        ++ticks;
    } while (follow.isMoving() && ticks < 1000);
    QCOMPARE(last.x, 1400);
    QVERIFY2(greatest < 150 && ticks > 20, qPrintable(QString::number(greatest)));
    // 95 % of the way in the time that was asked for.
    FollowRegion timed = region({200, 100}, Follow::Centre, 0.5);
    (void)timed.follow(500, 500, Timestamp{});
    QVERIFY(std::abs(timed.follow(1500, 500, Timestamp{} + 500ms).x - 1350) <= 2);
}

void TestFollowRegion::sameWayWhateverTheRate()
{
    FollowRegion slow = region({200, 100}, Follow::Centre, 0.3);
    FollowRegion fast = region({200, 100}, Follow::Centre, 0.3);
    (void)slow.follow(500, 500, Timestamp{});
    (void)fast.follow(500, 500, Timestamp{});
    for (int tick = 1; tick <= 24; ++tick) {
        const Rect often = fast.follow(900, 700, Timestamp{} + tick * 5ms);
        if (tick % 8 == 0) {
            const Rect seldom = slow.follow(900, 700, Timestamp{} + tick * 5ms);
            QVERIFY(std::abs(often.x - seldom.x) <= 1 && std::abs(often.y - seldom.y) <= 1);
        }
    }
}

void TestFollowRegion::waitsForTheEdge()
{
    FollowRegion follow = region({400, 200}, Follow::Edge, 0.0);
    const Rect start = follow.follow(960, 540, {});
    QCOMPARE(start, (Rect{760, 440, 400, 200}));
    QCOMPARE(follow.follow(1050, 590, {}), start);
    QCOMPARE(follow.follow(840, 475, {}), start);
    QCOMPARE(follow.follow(1200, 540, {}), (Rect{860, 440, 400, 200}));
    QCOMPARE(follow.follow(1200, 300, {}), (Rect{860, 270, 400, 200}));
    QCOMPARE(follow.follow(1100, 350, {}), (Rect{860, 270, 400, 200}));
}

void TestFollowRegion::biggerThanTheMonitor()
{
    FollowRegion follow = region({2000, 500}, Follow::Centre, 0.0);
    QCOMPARE(follow.follow(3000, 600, {}), (Rect{1560, 350, 2000, 500}));
}

void TestFollowRegion::monitorThatGoes()
{
    FollowRegion follow = region({640, 360}, Follow::Centre, 0.0);
    QCOMPARE(follow.follow(3000, 600, {}).x, 2560);
    follow.setMonitors({kLeft});
    QCOMPARE(follow.follow(3000, 600, {}).x, 1280);
}

QTEST_GUILESS_MAIN(TestFollowRegion)
#include "test_follow_region.moc"
