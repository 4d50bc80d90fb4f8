// SPDX-License-Identifier: GPL-3.0-or-later
#include "take_rig.h"

#include <QTest>
#include <set>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

namespace {

bool isConsecutive(const std::vector<WriterScript::Written>& pictures)
{
    for (std::size_t i = 1; i < pictures.size(); ++i) {
        if (pictures[i].serial != pictures[i - 1].serial + 1)
            return false;
    }
    return true;
}

} // namespace

class TestMovieTake : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sameRateSourceIsWrittenPictureForPicture()
    {
        TakeRig rig({});
        rig.run(1s);
        rig.record();
        rig.run(5s);
        rig.take->stop();
        QVERIFY(rig.finish());
        const auto pictures = rig.script.pictures();
        QCOMPARE(pictures.size(), 300U);
        QVERIFY(isConsecutive(pictures));
        const RecordReport report = rig.report();
        QVERIFY(report.isComplete);
        QVERIFY(!report.error);
        QCOMPARE(report.path, QStringLiteral("/fake/out.0.mp4"));
        QCOMPARE(report.duration, Duration(5s));
        QCOMPARE(report.stats.framesWritten, 300);
        QVERIFY(std::abs(report.stats.framesIn - 300) <= 1);
        QCOMPARE(report.stats.skipped, 0);
        QCOMPARE(report.stats.repeatedIdle + report.stats.repeatedLate + report.stats.repeatedBusy, 0);
        QCOMPARE(rig.script.finished(), 1);
        QVERIFY(rig.hasHeard(TakeEvent::Opened));
        QVERIFY(rig.hasHeard(TakeEvent::Done));
        QVERIFY(!rig.hasHeard(TakeEvent::LimitReached));
    }

    void thePicturePresentAtRecordIsFrameZero()
    {
        TakeRig rig({.stall = true});
        rig.run(1s);
        rig.setIdle(true);
        rig.run(3s); // the screen has stood still for a while
        const std::uint64_t present = rig.pictures->latest()->serial;
        rig.record();
        rig.run(500ms);
        rig.setIdle(false);
        rig.run(500ms);
        rig.take->stop();
        QVERIFY(rig.finish());
        const auto pictures = rig.script.pictures();
        QCOMPARE(pictures.size(), 60U);
        QCOMPARE(pictures.front().serial, present);
        QCOMPARE(pictures[29].serial, present);
        QVERIFY(std::abs(rig.report().stats.repeatedIdle - 29) <= 1);
        QCOMPARE(rig.report().stats.repeatedLate, 0);
    }

    /// Each is megabytes of the source's memory: the first one as well as every later one goes back as soon
    /// as it is converted, though frames may still repeat it.
    void picturesAreGivenBackOnceConverted()
    {
        TakeRig rig({});
        rig.run(1s);
        const std::weak_ptr<const Picture> first = rig.pictures->latest();
        rig.record();
        rig.setup.present.reset(); // the rig's own
        rig.run(500ms);
        QTRY_VERIFY(first.expired());
        const std::weak_ptr<const Picture> later = rig.pictures->latest();
        rig.run(100ms);
        QTRY_VERIFY(later.expired());
        rig.setIdle(true);
        rig.run(500ms);
        rig.setIdle(false);
        rig.run(500ms);
        rig.take->stop();
        QVERIFY(rig.finish());
        QVERIFY(rig.report().stats.repeatedIdle > 20);
        QCOMPARE(rig.report().stats.repeatedBusy, 0);
    }

    /// What a writer is going to want is known before it is open, which may take longer than several
    /// pictures.
    void picturesAreConvertedWhileTheWriterOpens()
    {
        TakeRig rig({});
        rig.script.format = PixelFormat::Nv12;
        rig.setup.formatOfWriter = [&rig](const WriterRequest&) {
            return WriterFormat{rig.script.format, rig.script.size, kScreenColour};
        };
        rig.run(1s);
        const Timestamp present = rig.pictures->latest()->captured;
        const std::weak_ptr<const Picture> first = rig.pictures->latest();
        rig.script.openGate.close();
        rig.record();
        rig.setup.present.reset(); // the rig's own
        rig.run(100ms);
        QTRY_VERIFY(first.expired());
        QVERIFY(!rig.hasHeard(TakeEvent::Opened));
        rig.script.openGate.open();
        QTRY_VERIFY(rig.script.pictureCount() > 3);
        rig.run(400ms);
        rig.take->stop();
        QVERIFY(rig.finish());
        const auto pictures = rig.script.pictures();
        QCOMPARE(pictures.size(), 30U);
        QCOMPARE(pictures.front().captured, present);
    }

    /// However far things had got when the writer does not open: the take ends with the reason, without a
    /// file.
    void whatWasConvertedForNothingIsLetGo()
    {
        TakeRig rig({});
        rig.script.format = PixelFormat::Nv12;
        rig.script.openError =
            makeError(ErrorCode::EncoderRejected, QStringLiteral("open"), QStringLiteral("no"));
        rig.setup.formatOfWriter = [&rig](const WriterRequest&) {
            return WriterFormat{rig.script.format, rig.script.size, kScreenColour};
        };
        rig.run(1s);
        rig.script.openGate.close();
        rig.record();
        rig.run(3s); // what is converted fills the queue
        rig.take->stop();
        rig.script.openGate.open();
        QVERIFY(rig.finish());
        QCOMPARE(rig.report().error->code, ErrorCode::EncoderRejected);
        QCOMPARE(rig.script.opened(), 0);
        QVERIFY(!rig.hasHeard(TakeEvent::Opened));
    }

    void aWriterThatWantsOtherPicturesThanAnnouncedEndsTheTake()
    {
        TakeRig rig({});
        rig.setup.formatOfWriter = [](const WriterRequest&) {
            return WriterFormat{PixelFormat::Nv12, {16, 16}, kBt709Limited};
        };
        rig.run(1s);
        rig.record();
        QVERIFY(rig.finish());
        QCOMPARE(rig.report().error->code, ErrorCode::Internal);
        QCOMPARE(rig.script.dropped(), 1);
        QVERIFY(!rig.hasHeard(TakeEvent::Opened));
    }

    void openingMayTakeLongAndTheFirstFrameIsKept()
    {
        TakeRig rig({.stall = true});
        rig.run(1s);
        rig.script.openGate.close();
        const std::uint64_t present = rig.pictures->latest()->serial;
        rig.record();
        rig.choosesWhileHeld = true;
        rig.run(2s);
        QVERIFY(!rig.hasHeard(TakeEvent::Opened));
        rig.choosesWhileHeld = false;
        rig.script.openGate.open();
        // Time stands still until the writer, on its own thread, has caught up.
        while (rig.take->stats().framesWritten == 0 || rig.take->stats().framesWaiting > 0)
            std::this_thread::yield();
        rig.run(3s);
        rig.take->stop();
        QVERIFY(rig.finish());
        const auto pictures = rig.script.pictures();
        QCOMPARE(pictures.size(), 300U);
        QCOMPARE(pictures.front().serial, present);
        QCOMPARE(rig.report().duration, Duration(5s));
        // Memory is bounded, so most of those two seconds are one picture standing.
        QVERIFY(rig.report().stats.repeatedBusy > 90);
        QVERIFY(rig.report().stats.repeatedBusy < 130);
    }

    void withoutStallItBeginsWhenTheFileIsReady()
    {
        TakeRig rig({.stall = false});
        rig.run(1s);
        rig.script.openGate.close();
        rig.record();
        rig.run(2s);
        rig.script.openGate.open();
        while (!rig.hasHeard(TakeEvent::Opened))
            std::this_thread::yield();
        rig.run(1s);
        rig.take->stop();
        QVERIFY(rig.finish());
        const auto pictures = rig.script.pictures();
        QCOMPARE(pictures.size(), 60U);
        QVERIFY(pictures.front().captured >= rig.recordedAt + 1980ms);
        QCOMPARE(rig.report().stats.repeatedBusy, 0);
    }

    void stopBeforeItBeganMakesNothing()
    {
        TakeRig rig({.stall = false});
        rig.run(1s);
        rig.script.openGate.close();
        rig.record();
        rig.run(100ms);
        rig.take->stop();
        rig.script.openGate.open();
        QVERIFY(rig.finish());
        QCOMPARE(rig.script.finished(), 0);
        QCOMPARE(rig.script.dropped(), 1);
        QVERIFY(rig.report().path.isEmpty());
        QVERIFY(!rig.report().isComplete);
        QVERIFY(!rig.report().error);
        QCOMPARE(rig.report().warnings.size(), 1);
    }

    void aVeryShortTakeHasOneFrame()
    {
        TakeRig rig({});
        rig.run(1s);
        rig.record();
        rig.run(1ms);
        rig.take->stop();
        QVERIFY(rig.finish());
        QCOMPARE(rig.script.pictures().size(), 1U);
        QVERIFY(rig.report().isComplete);
    }

    void nothingOfAPauseIsInTheMovie()
    {
        TakeRig rig({});
        rig.run(1s);
        rig.record();
        rig.run(2s);
        rig.take->pause();
        const Timestamp pausedAt = rig.clock.now();
        rig.run(3s);
        rig.take->resume();
        const Timestamp resumedAt = rig.clock.now();
        rig.run(2s);
        rig.take->stop();
        QVERIFY(rig.finish());
        const auto pictures = rig.script.pictures();
        QCOMPARE(pictures.size(), 240U);
        int inside = 0;
        for (const auto& picture : pictures)
            inside += picture.captured > pausedAt && picture.captured < resumedAt - 17ms ? 1 : 0;
        QCOMPARE(inside, 0);
        QCOMPARE(rig.report().duration, Duration(4s));
        QVERIFY(std::abs(rig.report().stats.framesIn - 240) <= 2);
        QVERIFY(rig.report().stats.skipped <= 1);
    }

    void openedPausedNothingIsWrittenUntilResume()
    {
        TakeRig rig({.paused = true});
        rig.run(1s);
        rig.record();
        rig.run(2s);
        QCOMPARE(rig.script.pictures().size(), 0U);
        rig.take->resume();
        const Timestamp resumedAt = rig.clock.now();
        rig.run(1s);
        rig.take->stop();
        QVERIFY(rig.finish());
        QCOMPARE(rig.script.pictures().size(), 60U);
        QVERIFY(rig.script.pictures().front().captured >= resumedAt - 17ms);
    }

    void limitIsExact_data()
    {
        QTest::addColumn<qint64>("limit");
        for (const qint64 limit : {1, 2, 59, 300})
            QTest::addRow("%lld frames", static_cast<long long>(limit)) << limit;
    }

    void limitIsExact()
    {
        QFETCH(qint64, limit);
        TakeRig rig({.limit = limit});
        rig.run(1s);
        rig.record();
        QVERIFY(rig.finish());
        QCOMPARE(rig.script.pictures().size(), static_cast<std::size_t>(limit));
        QVERIFY(isConsecutive(rig.script.pictures()));
        QVERIFY(rig.hasHeard(TakeEvent::LimitReached));
        QVERIFY(rig.report().isComplete);
        QCOMPARE(rig.report().duration, FrameRate(60, 1).timeOf(limit));
    }

    void addFrameInAPauseAddsExactlyOne()
    {
        TakeRig rig({});
        rig.run(1s);
        rig.record();
        rig.run(1s);
        rig.take->addFrame(rig.pictures->latest(), {}); // not while it runs
        rig.take->pause();
        for (int i = 0; i < 5; ++i) {
            rig.run(500ms);
            rig.take->addFrame(rig.pictures->latest(), {});
        }
        rig.run(100ms);
        rig.take->stop();
        QVERIFY(rig.finish());
        const auto pictures = rig.script.pictures();
        // The picture present at Record is up to a frame old, so the second before the pause has 60 or 61.
        QVERIFY(pictures.size() == 65 || pictures.size() == 66);
        for (std::size_t i = pictures.size() - 4; i < pictures.size(); ++i)
            QVERIFY(pictures[i].captured - pictures[i - 1].captured > 450ms);
    }

    void discardedWritesNoMore()
    {
        TakeRig rig({.sound = true});
        rig.run(1s);
        rig.record();
        rig.run(1s);
        rig.take->discard();
        QVERIFY(rig.take->waitDone(5s)); // whatever the clock, which stands
        QVERIFY(!rig.script.pictures().empty());
        QCOMPARE(rig.script.finished(), 0);
        QCOMPARE(rig.script.dropped(), 1);
        QVERIFY(rig.finish());
        QVERIFY(!rig.report().isComplete);
        QVERIFY(!rig.report().error);
    }

    void stopFrameMovieMovesByAddFrameAlone()
    {
        TakeRig rig({.kind = RecordPlan::Kind::StopFrame, .rate = FrameRate(12, 1)});
        rig.run(1s);
        rig.record();
        rig.run(2s);
        std::vector<std::uint64_t> wanted;
        for (int i = 0; i < 40; ++i) {
            wanted.push_back(rig.pictures->latest()->serial);
            rig.take->addFrame(rig.pictures->latest(), {});
            rig.run(i % 2 == 0 ? 10ms : 300ms);
        }
        rig.take->stop();
        QVERIFY(rig.finish());
        std::vector<std::uint64_t> got;
        for (const auto& picture : rig.script.pictures())
            got.push_back(picture.serial);
        QCOMPARE(got, wanted);
        QCOMPARE(rig.report().duration, FrameRate(12, 1).timeOf(40));
    }

    void stopFrameMovieWithoutAFrameMakesNoFile()
    {
        TakeRig rig({.kind = RecordPlan::Kind::StopFrame});
        rig.run(1s);
        rig.record();
        rig.run(1s);
        rig.take->stop();
        QVERIFY(rig.finish());
        QCOMPARE(rig.script.finished(), 0);
        QVERIFY(rig.report().path.isEmpty());
    }

    void slowerAndFasterSources_data()
    {
        QTest::addColumn<int>("rate");
        QTest::newRow("half") << 30;
        QTest::newRow("double") << 120;
        QTest::newRow("odd") << 75;
    }

    void slowerAndFasterSources()
    {
        QFETCH(int, rate);
        TakeRig rig({.sourceRate = FrameRate(rate, 1)});
        rig.run(1s);
        rig.record();
        rig.run(4s);
        rig.take->stop();
        QVERIFY(rig.finish());
        const RecordReport report = rig.report();
        QCOMPARE(report.stats.framesWritten, 240);
        QVERIFY(std::abs(report.stats.framesIn - 4 * rate) <= 3);
        const std::int64_t repeated =
            report.stats.repeatedLate + report.stats.repeatedIdle + report.stats.repeatedBusy;
        QVERIFY(std::abs(repeated - std::max(0, 240 - 4 * rate)) <= 3);
        QVERIFY(std::abs(report.stats.skipped - std::max(0, 4 * rate - 240)) <= 3);
        // Whatever is shown is near its time.
        const auto pictures = rig.script.pictures();
        const Timestamp first = pictures.front().captured;
        for (std::size_t i = 0; i < pictures.size(); ++i) {
            const double late = toSeconds(first + FrameRate(60, 1).timeOf(static_cast<std::int64_t>(i)) -
                                          pictures[i].captured);
            QVERIFY2(late < 0.034 && late > -0.014, qPrintable(QString::number(late)));
        }
    }
};

QTEST_GUILESS_MAIN(TestMovieTake)
#include "test_take_movie.moc"
