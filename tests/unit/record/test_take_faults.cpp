// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fault_files.h"
#include "take_rig.h"

#include <QTest>
using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

class TestMovieFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anOpeningThatFailsLeavesNothing()
    {
        TakeRig rig({});
        rig.script.openError =
            makeError(ErrorCode::PermissionDenied, QStringLiteral("open file"), QStringLiteral("/fake"));
        rig.run(1s);
        rig.record();
        QVERIFY(rig.finish());
        QVERIFY(rig.report().error);
        QCOMPARE(rig.report().error->code, ErrorCode::PermissionDenied);
        QVERIFY(rig.report().path.isEmpty());
        QVERIFY(!rig.report().isComplete);
        QCOMPARE(rig.script.opened(), 0);
        QVERIFY(!rig.hasHeard(TakeEvent::Opened));
    }

    void aSourceWithoutAPictureIsAnError()
    {
        TakeRig rig({});
        rig.setIdle(true);
        rig.record();
        rig.take->stop(); // else it waits five real seconds
        QVERIFY(rig.finish());
        QCOMPARE(rig.script.opened(), 0);
        QVERIFY(!rig.report().isComplete);
    }

    void aWriterThatFailsEndsTheTakeWithAFinishedFile()
    {
        TakeRig rig({.sound = true});
        rig.script.failAtPicture = 90;
        rig.run(1s);
        rig.record();
        QVERIFY(rig.finish());
        QVERIFY(rig.hasHeard(TakeEvent::Failing));
        const RecordReport report = rig.report();
        QCOMPARE(report.error->code, ErrorCode::DiskFull);
        QCOMPARE(report.stats.framesWritten, 90);
        QCOMPARE(rig.script.finished(), 1);
        QVERIFY(report.isComplete); // what there is can be played
        QCOMPARE(report.path, QStringLiteral("/fake/out.0.mp4"));
    }

    void aDiskThatFillsUpEndsTheTakeInTime()
    {
        FaultFiles files;
        files.setFreeBytes(1U << 30);
        TakeRig rig({.sound = true});
        rig.setup.files = &files;
        rig.run(1s);
        rig.record();
        rig.run(5s);
        QVERIFY(!rig.hasHeard(TakeEvent::Failing));
        files.setFreeBytes(SpaceGuard::kFinishBytes - 1);
        while (!rig.hasHeard(TakeEvent::Failing))
            rig.run(100ms);
        QVERIFY(rig.finish());
        const RecordReport report = rig.report();
        QCOMPARE(report.error->code, ErrorCode::DiskFull);
        QVERIFY(report.isComplete);
        QVERIFY(report.duration >= 5s);
        QCOMPARE(static_cast<std::int64_t>(rig.script.pictureCount()),
                 report.stats.framesWritten + report.stats.framesHeld);
    }

    void aDiskThatWillSoonBeFullIsSaidOnce()
    {
        FaultFiles files;
        TakeRig rig({});
        rig.setup.files = &files;
        rig.run(1s);
        rig.record();
        for (std::uint64_t megabytes = 400; megabytes > 100; megabytes -= 10) {
            files.setFreeBytes(megabytes << 20);
            rig.run(1s);
        }
        rig.take->stop();
        QVERIFY(rig.finish());
        QVERIFY(!rig.report().error);
        QCOMPARE(rig.report().warnings.size(), 1);
        QVERIFY(rig.report().warnings[0].contains(QStringLiteral("full in about")));
    }

    void aSleepOfTheMachineIsNoted()
    {
        TakeRig rig({});
        rig.clock.sleepMachine(100s); // before
        rig.run(1s);
        rig.record();
        rig.run(3s);
        rig.clock.sleepMachine(77s);
        rig.run(3s);
        rig.take->stop();
        QVERIFY(rig.finish());
        QCOMPARE(rig.report().warnings.size(), 1);
        QVERIFY(rig.report().warnings[0].contains(QStringLiteral("77 seconds")));
        QCOMPARE(rig.report().duration, Duration(6s));
    }

    void aFinishThatFailsIsReported()
    {
        TakeRig rig({});
        rig.script.finishError =
            makeError(ErrorCode::IoFailed, QStringLiteral("write trailer"), QStringLiteral("gone"));
        rig.run(1s);
        rig.record();
        rig.run(1s);
        rig.take->stop();
        QVERIFY(rig.finish());
        QCOMPARE(rig.report().error->step, QStringLiteral("write trailer"));
        QVERIFY(!rig.report().isComplete);
        QCOMPARE(rig.report().path, QStringLiteral("/fake/out.0.mp4"));
    }

    void aSlowEncoderKeepsTheLengthAndTheMemory()
    {
        // A new picture takes three frames' time, a repeated one next to nothing.
        TakeRig rig({.sound = true});
        rig.script.duringPicture = [&](bool isNew) {
            if (isNew)
                rig.clock.sleepUntil(rig.clock.now() + 50ms, {});
        };
        rig.run(3s);
        rig.record();
        std::ptrdiff_t mostAlive = 0;
        std::vector<std::weak_ptr<const Picture>> all;
        for (int i = 0; i < 600; ++i) {
            rig.run(FrameRate(60, 1).interval());
            all.push_back(rig.pictures->latest());
            mostAlive = std::max(mostAlive, std::count_if(all.begin(), all.end(),
                                                          [](const auto& each) { return !each.expired(); }));
        }
        rig.take->stop();
        QVERIFY(rig.finish());
        const RecordReport report = rig.report();
        QCOMPARE(rig.script.pictureCount(), 600U);
        QCOMPARE(report.stats.framesWritten + report.stats.framesHeld, 600);
        QVERIFY(report.stats.repeatedBusy > 200);
        QCOMPARE(rig.script.audio().size(), 600U * 800);
        QVERIFY2(mostAlive <= 48, qPrintable(QString::number(mostAlive)));
        QVERIFY(report.isComplete);
    }

    void aSlowEncoderWithCheapRepeatsLeavesNoFrameOut()
    {
        // Every picture takes five frames' time, also one that it is given again; repeats by itself take
        // none.
        TakeRig rig({.sound = true});
        rig.script.hasCheapRepeats = true;
        rig.script.duringPicture = [&](bool) { rig.clock.sleepUntil(rig.clock.now() + 80ms, {}); };
        rig.run(3s);
        rig.record();
        rig.run(20s);
        rig.take->stop();
        QVERIFY(rig.finish());
        const RecordReport report = rig.report();
        QCOMPARE(report.stats.framesHeld, 0);
        QCOMPARE(report.stats.framesWritten, 1200);
        QCOMPARE(rig.script.pictureCount(), 1200U);
        QVERIFY(rig.script.cheapRepeats() > 800);
        QVERIFY(report.isComplete);
    }

    void aHopelessEncoderIsStoppedInTime()
    {
        // Every frame takes a second, also a repeated one. After Stop the take is over within its five.
        TakeRig rig({});
        rig.script.duringPicture = [&](bool) { rig.clock.sleepUntil(rig.clock.now() + 1s, {}); };
        rig.run(1s);
        rig.record();
        rig.run(3s);
        const Timestamp stopped = rig.clock.now();
        rig.take->stop();
        while (!rig.take->waitDone(1ms))
            rig.clock.advance(10ms);
        QVERIFY(rig.clock.now() - stopped < 5s);
        QVERIFY(rig.report().isComplete);
        QCOMPARE(rig.report().warnings.size(), 1);
        QVERIFY(rig.report().stats.framesWritten < 20);
        QCOMPARE(rig.report().duration, Duration(3s)); // it lasts as long as Record was on
    }

    void aSequenceThatIsTooSlowEndsEarlyWithoutAGap()
    {
        TakeRig rig({.kind = RecordPlan::Kind::ImageSequence});
        rig.script.duringPicture = [&](bool) { rig.clock.sleepUntil(rig.clock.now() + 200ms, {}); };
        rig.run(1s);
        rig.record();
        rig.run(5s);
        rig.take->stop();
        QVERIFY(rig.finish());
        QCOMPARE(rig.report().stats.framesHeld, 0);
        QCOMPARE(static_cast<std::int64_t>(rig.script.pictureCount()), rig.report().stats.framesWritten);
        QVERIFY(rig.report().stats.framesWritten < 60);
        QCOMPARE(rig.report().warnings.size(), 1);
        QVERIFY(rig.report().isComplete);
    }

    void aWriterThatHangsCanBeLeftBehind()
    {
        TakeRig rig({});
        rig.run(1s);
        rig.record();
        rig.run(500ms);
        rig.script.pictureGate.close();
        while (rig.script.pictureGate.waiting() == 0)
            rig.run(17ms);
        rig.take->stop();
        QVERIFY(!rig.take->waitDone(20ms));
        rig.take->disown();
        const RecordReport report = rig.report();
        QCOMPARE(report.error->code, ErrorCode::TimedOut);
        QVERIFY(!report.isComplete);
        QCOMPARE(report.path, QStringLiteral("/fake/out.0.mp4"));
        // It comes round after all: nobody is told any more.
        rig.script.pictureGate.open();
        QVERIFY(rig.finish());
        QVERIFY(!rig.hasHeard(TakeEvent::Done));
    }

    void lostSourcesAreCountedAndNamed()
    {
        TakeRig rig({});
        rig.run(1s);
        rig.record();
        rig.run(1s);
        rig.setIdle(true);
        rig.pictures->publishEvent(
            {SourceEventKind::Lost, rig.clock.now(), QStringLiteral("the monitor went")});
        rig.run(1s);
        rig.pictures->publishEvent(
            {SourceEventKind::Recovered, rig.clock.now(), QStringLiteral("the monitor is back")});
        rig.setIdle(false);
        rig.run(1s);
        rig.take->stop();
        QVERIFY(rig.finish());
        QCOMPARE(rig.script.pictures().size(), 180U);
        QVERIFY(std::abs(rig.report().stats.repeatedLost - 60) <= 2);
        QCOMPARE(rig.report().warnings,
                 QStringList({QStringLiteral("the monitor went"), QStringLiteral("the monitor is back")}));
    }

    void aSourceThatEndsEndsTheTake()
    {
        TakeRig rig({});
        // What ended before is of no concern.
        rig.pictures->publishEvent({SourceEventKind::Ended, rig.clock.now(), QStringLiteral("long ago")});
        rig.run(1s);
        rig.record();
        rig.run(1s);
        rig.setIdle(true);
        rig.pictures->publishEvent(
            {SourceEventKind::Ended, rig.clock.now(), QStringLiteral("the window was closed")});
        QVERIFY(rig.finish());
        QVERIFY(rig.hasHeard(TakeEvent::LimitReached));
        const RecordReport report = rig.report();
        QVERIFY(!report.error);
        QVERIFY(report.isComplete);
        QVERIFY2(rig.script.pictures().size() >= 60 && rig.script.pictures().size() <= 62,
                 qPrintable(QString::number(rig.script.pictures().size())));
        QVERIFY(report.warnings.contains(QStringLiteral("the window was closed")));
    }
};

QTEST_GUILESS_MAIN(TestMovieFaults)
#include "test_take_faults.moc"
