// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/space_guard.h"

#include <QTest>

#include <limits>

using namespace reelout;
using namespace std::chrono_literals;
using Verdict = SpaceGuard::Verdict;

namespace {

constexpr std::uint64_t kMega = 1'000'000;

/// A disk of so many bytes to which a recording writes, looked at once a second.
struct Disk {
    std::uint64_t free = 0;
    std::uint64_t written = 0;
    Timestamp now{};
    SpaceGuard guard;

    Verdict second(std::uint64_t recorded, std::uint64_t others = 0)
    {
        now += 1s;
        written += recorded;
        free -= std::min(free, recorded + others);
        return guard.look(now, written, free);
    }
};

} // namespace

class TestSpaceGuard final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void warnsAMinuteBeforeAndStopsInTime();
    void countsWhatOthersWrite();
    void aStillScreenMayFillTheDiskToTheReserve();
    void stopsAtOnceWhenTheDiskIsFull();
    void aDiskThatDoesNotCountIsEnough();
    void freedSpaceTakesTheWarningBack();
};

void TestSpaceGuard::warnsAMinuteBeforeAndStopsInTime()
{
    Disk disk;
    disk.free = 200 * 10 * kMega;
    int warned = 0;
    int stopped = 0;
    for (int second = 1; second <= 200 && stopped == 0; ++second) {
        const Verdict verdict = disk.second(10 * kMega);
        if (verdict == Verdict::Low && warned == 0)
            warned = second;
        if (verdict == Verdict::Stop)
            stopped = second;
    }
    QVERIFY2(warned >= 139 && warned <= 141, qPrintable(QString::number(warned)));
    QVERIFY2(stopped >= 194 && stopped <= 195, qPrintable(QString::number(stopped)));
    QVERIFY(disk.free > SpaceGuard::kFinishBytes);
    QCOMPARE(qRound(disk.guard.rate() / 1e6), 10);
}

void TestSpaceGuard::countsWhatOthersWrite()
{
    Disk disk;
    disk.free = 1000 * kMega;
    Verdict verdict = Verdict::Enough;
    for (int second = 0; second < 5; ++second)
        verdict = disk.second(kMega, 15 * kMega);
    QCOMPARE(verdict, Verdict::Low);
    QCOMPARE(qRound(disk.guard.rate() / 1e6), 16);
}

void TestSpaceGuard::aStillScreenMayFillTheDiskToTheReserve()
{
    Disk disk;
    disk.free = SpaceGuard::kFinishBytes + kMega;
    for (int second = 0; second < 100; ++second)
        QCOMPARE(disk.second(1000), Verdict::Enough);
}

void TestSpaceGuard::stopsAtOnceWhenTheDiskIsFull()
{
    Disk disk;
    disk.free = 1000 * kMega;
    QCOMPARE(disk.second(kMega), Verdict::Enough);
    disk.free = kMega;
    QCOMPARE(disk.second(0), Verdict::Stop);
}

void TestSpaceGuard::aDiskThatDoesNotCountIsEnough()
{
    SpaceGuard guard;
    Timestamp now{};
    for (int second = 0; second < 20; ++second) {
        now += 1s;
        QCOMPARE(guard.look(now, static_cast<std::uint64_t>(second) * kMega,
                            std::numeric_limits<std::uint64_t>::max()),
                 Verdict::Enough);
    }
}

void TestSpaceGuard::freedSpaceTakesTheWarningBack()
{
    Disk disk;
    disk.free = 300 * kMega;
    Verdict verdict = Verdict::Enough;
    for (int second = 0; second < 5; ++second)
        verdict = disk.second(10 * kMega);
    QCOMPARE(verdict, Verdict::Low);
    disk.free += 10'000 * kMega;
    for (int second = 0; second < 12; ++second)
        verdict = disk.second(10 * kMega);
    QCOMPARE(verdict, Verdict::Enough);
}

QTEST_GUILESS_MAIN(TestSpaceGuard)
#include "test_space_guard.moc"
