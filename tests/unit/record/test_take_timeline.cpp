// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/take_timeline.h"

#include <QTest>
#include <random>

using namespace reelout;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp kStart = timestampFromNanoseconds(5'000'000'000'000);
constexpr int kRate = 48000;

} // namespace

class TestTakeTimeline : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void framesAreAtExactlyNOverFps()
    {
        const FrameRate rate(30000, 1001);
        TakeTimeline timeline(rate);
        QVERIFY(!timeline.slot(0));
        timeline.begin(kStart, false);
        for (const std::int64_t n : {0, 1, 2, 1000, 100000}) {
            QVERIFY(timeline.slot(n));
            QCOMPARE(timeline.slot(n)->time, kStart + rate.timeOf(n));
            QCOMPARE(timeline.slot(n)->stretchEnd, Timestamp::max());
        }
    }

    void pauseCutsPictureAndSoundAtTheSameInstant()
    {
        TakeTimeline timeline(FrameRate(60, 1));
        timeline.begin(kStart, false);
        timeline.pause(kStart + 1s + 5ms);
        QVERIFY(timeline.slot(60));
        QVERIFY(!timeline.slot(61));
        QCOMPARE(timeline.recordedUntil(kStart + 10s), Duration(1s + 5ms));
        const auto before = timeline.soundPiece(0, kRate);
        QVERIFY(before);
        QCOMPARE(before->clockFrame, 0);
        QCOMPARE(before->frames, 48240);
        QVERIFY(!timeline.soundPiece(48240, kRate));

        timeline.resume(kStart + 4s);
        // Recording time 1.005 s is the instant of the resume, for frames and samples alike.
        QCOMPARE(timeline.slot(61)->time, kStart + 4s + FrameRate(60, 1).timeOf(61) - 1005ms);
        const auto after = timeline.soundPiece(48240, kRate);
        QVERIFY(after);
        QCOMPARE(after->clockFrame, 4 * 48000);
        QCOMPARE(timeline.recordedUntil(kStart + 5s), Duration(2s + 5ms));
    }

    void openedPausedTimeBeginsAtResume()
    {
        TakeTimeline timeline(FrameRate(25, 1));
        timeline.begin(kStart, true);
        QVERIFY(timeline.isPaused());
        QVERIFY(!timeline.slot(0));
        QVERIFY(!timeline.soundPiece(0, kRate));
        timeline.resume(kStart + 3s);
        QCOMPARE(timeline.slot(0)->time, kStart + 3s);
        QCOMPARE(timeline.soundPiece(0, kRate)->clockFrame, 3 * 48000);
    }

    void addFrameAddsExactlyOneFrameEachTime()
    {
        for (const FrameRate rate : {FrameRate(60, 1), FrameRate(30000, 1001), FrameRate(7, 1)}) {
            TakeTimeline timeline(rate);
            timeline.begin(kStart, false);
            timeline.pause(kStart + 1s + 1ns);
            std::int64_t next = 0;
            while (timeline.slot(next))
                ++next;
            for (int i = 0; i < 5000; ++i) {
                QCOMPARE(timeline.addFrame(kStart + 2s + i * 1ms), next);
                QVERIFY(timeline.slot(next));
                QVERIFY(timeline.slot(next)->isSingle);
                QVERIFY(!timeline.slot(next + 1));
                ++next;
            }
            QCOMPARE(timeline.closeAtFrame(kStart + 9s, 0), next);
        }
    }

    void stretchesNeverOverlapOnTheClock()
    {
        TakeTimeline timeline(FrameRate(10, 1));
        timeline.begin(kStart, true);
        timeline.addFrame(kStart + 1s);
        timeline.addFrame(kStart + 1s + 20ms);
        timeline.resume(kStart + 1s + 50ms);
        QCOMPARE(timeline.slot(0)->time, kStart + 1s);
        QCOMPARE(timeline.slot(1)->time, kStart + 1s + 100ms);
        QCOMPARE(timeline.slot(2)->time, kStart + 1s + 200ms);
    }

    void closingRoundsToWholeFrames_data()
    {
        QTest::addColumn<qint64>("microseconds");
        QTest::addColumn<qint64>("frames");
        QTest::newRow("at once") << qint64(1) << qint64(1);
        QTest::newRow("before the middle") << qint64(1'008'000) << qint64(60);
        QTest::newRow("after the middle") << qint64(1'009'000) << qint64(61);
        QTest::newRow("twenty seconds") << qint64(20'000'000) << qint64(1200);
    }

    void closingRoundsToWholeFrames()
    {
        QFETCH(qint64, microseconds);
        QFETCH(qint64, frames);
        TakeTimeline timeline(FrameRate(60, 1));
        timeline.begin(kStart, false);
        QCOMPARE(timeline.closeAtFrame(kStart + std::chrono::microseconds(microseconds), 0), frames);
        QVERIFY(timeline.slot(frames - 1));
        QVERIFY(!timeline.slot(frames));
        // Sound is there to the last sample, and not beyond.
        const std::int64_t samples = timeline.soundFramesFor(frames, kRate);
        QCOMPARE(samples, frames * 800);
        QCOMPARE(timeline.soundPiece(0, kRate)->frames, samples);
        QVERIFY(!timeline.soundPiece(samples, kRate));
    }

    void closingKeepsFramesAlreadyTaken()
    {
        TakeTimeline timeline(FrameRate(60, 1));
        timeline.begin(kStart, false);
        timeline.pause(kStart + 1s + 1ms); // frame 60 begins 1 ms before the pause
        QCOMPARE(timeline.closeAtFrame(kStart + 2s, 61), 61);
        QVERIFY(timeline.slot(60));
        QCOMPARE(timeline.recordedUntil(kStart + 9s), FrameRate(60, 1).timeOf(61));
    }

    void neverRunHasNoFrames()
    {
        TakeTimeline timeline(FrameRate(60, 1));
        timeline.begin(kStart, true);
        QCOMPARE(timeline.closeAtFrame(kStart + 4s, 0), 0);
        QVERIFY(!timeline.slot(0));
    }

    void closeAfterDropsWhatLiesBehind()
    {
        TakeTimeline timeline(FrameRate(10, 1));
        timeline.begin(kStart, false);
        timeline.pause(kStart + 1s);
        timeline.resume(kStart + 2s);
        timeline.pause(kStart + 3s);
        timeline.closeAfter(7);
        QVERIFY(timeline.slot(6));
        QVERIFY(!timeline.slot(7));
        QCOMPARE(timeline.recordedUntil(kStart + 9s), Duration(700ms));
    }

    void aThousandPausesDoNotShiftSound()
    {
        std::mt19937 random(7);
        std::uniform_int_distribution<std::int64_t> some(1'000'000, 900'000'000);
        TakeTimeline timeline(FrameRate(60, 1));
        Timestamp now = kStart;
        timeline.begin(now, false);
        Duration recorded{};
        for (int i = 0; i < 1000; ++i) {
            const Duration run(some(random));
            now += run;
            recorded += run;
            timeline.pause(now);
            now += Duration(some(random));
            timeline.resume(now);
            // The first sample after the pause is the one that was captured at the resume, to half a sample.
            const std::int64_t sample = firstSampleAt(recorded, kRate);
            const auto piece = timeline.soundPiece(sample, kRate);
            QVERIFY(piece);
            const double captured = static_cast<double>(piece->clockFrame) / kRate;
            const double wanted =
                toSeconds(now - kStart) + (static_cast<double>(sample) / kRate - toSeconds(recorded));
            QVERIFY(std::abs(captured - wanted) < 0.6 / kRate);
        }
    }

    void soundFramesAreExactForAwkwardRates()
    {
        TakeTimeline timeline(FrameRate(30000, 1001));
        QCOMPARE(timeline.soundFramesFor(30000, 48000), 48000 * 1001);
        QCOMPARE(timeline.soundFramesFor(1, 48000), 1602); // 1601.6
        QCOMPARE(timeline.soundFramesFor(1'000'000'000, 48000), 1'601'600'000'000);
    }
};

QTEST_GUILESS_MAIN(TestTakeTimeline)
#include "test_take_timeline.moc"
