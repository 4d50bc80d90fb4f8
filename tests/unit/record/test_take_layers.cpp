// SPDX-License-Identifier: GPL-3.0-or-later
#include "take_rig.h"

#include <QTest>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

namespace {

constexpr auto kSequence = RecordPlan::Kind::ImageSequence;

/// Distances of both sources' pictures in time, still by still.
std::vector<Duration> distances(const TakeRig& rig, FrameRate layerRate)
{
    std::vector<Duration> all;
    for (const WriterScript::Written& still : rig.script.pictures()) {
        if (still.layers.size() != 1)
            return {};
        const auto layer = static_cast<std::int64_t>(still.layers[0]) - 1;
        all.push_back(rig.zero + layerRate.timeOf(layer) - still.captured);
    }
    return all;
}

} // namespace

/// Takes whose stills hold pictures of two sources.
class TestTakeLayers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pictureNGoesWithPictureN_data()
    {
        QTest::addColumn<int>("delay");
        QTest::newRow("at once") << 0;
        QTest::newRow("a frame later") << 20;
        QTest::newRow("several frames later") << 90;
    }

    void pictureNGoesWithPictureN()
    {
        QFETCH(int, delay);
        TakeRig rig({.kind = kSequence, .layer = true, .layerDelay = std::chrono::milliseconds(delay)});
        rig.run(500ms);
        rig.record();
        rig.run(1s);
        rig.take->stop();
        QVERIFY(rig.finish());
        const auto stills = rig.script.pictures();
        QVERIFY(stills.size() >= 59 && stills.size() <= 62);
        for (std::size_t i = 0; i < stills.size(); ++i) {
            QCOMPARE(stills[i].serial, stills[0].serial + i);
            QCOMPARE(stills[i].layers, std::vector{stills[i].serial});
        }
        const RecordReport report = rig.report();
        QVERIFY(report.isComplete && report.warnings.isEmpty());
        QCOMPARE(report.stats.repeatedBusy, 0);
    }

    void sourcesOfAllSpeedsAreNearest_data()
    {
        QTest::addColumn<int>("movie");
        QTest::addColumn<int>("source");
        QTest::addColumn<int>("layer");
        QTest::newRow("slow layer") << 60 << 60 << 24;
        QTest::newRow("fast layer") << 30 << 30 << 240;
        QTest::newRow("slow source") << 60 << 25 << 60;
        QTest::newRow("time lapse") << 2 << 60 << 60;
        QTest::newRow("time lapse of a slow source") << 2 << 2 << 120;
    }

    void sourcesOfAllSpeedsAreNearest()
    {
        QFETCH(int, movie);
        QFETCH(int, source);
        QFETCH(int, layer);
        const FrameRate layerRate(layer, 1);
        TakeRig rig({.kind = kSequence,
                     .rate = FrameRate(movie, 1),
                     .sourceRate = FrameRate(source, 1),
                     .layer = true,
                     .layerRate = layerRate});
        rig.run(1004ms); // all have just shown something
        rig.record();
        rig.run(3s);
        rig.take->stop();
        QVERIFY(rig.finish());
        const std::vector<Duration> all = distances(rig, layerRate);
        QVERIFY(all.size() >= std::size_t(3 * movie) - 1);
        for (const Duration distance : all)
            QVERIFY(2 * std::chrono::abs(distance) <= layerRate.interval() + 2ms);
    }

    /// The own input stands still, the other one moves on.
    void aScreenAtRestDoesNotStopTheOther()
    {
        TakeRig rig({.kind = kSequence, .layer = true});
        rig.run(500ms);
        rig.setIdle(true);
        rig.run(500ms);
        rig.record();
        rig.run(1s);
        rig.take->stop();
        QVERIFY(rig.finish());
        const auto stills = rig.script.pictures();
        QVERIFY(stills.size() >= 59);
        for (std::size_t i = 0; i < stills.size(); ++i) {
            QCOMPARE(stills[i].serial, stills[0].serial);
            QCOMPARE(stills[i].layers[0], stills[0].layers[0] + i);
        }
        QVERIFY(rig.report().stats.repeatedIdle >= 58);
    }

    /// A source that says nothing for a while is waited for, but not for ever.
    void aSilentOtherStandsWithItsLastPicture()
    {
        TakeRig rig({.kind = kSequence, .layer = true});
        rig.run(500ms);
        rig.record();
        rig.run(500ms);
        rig.setLayerSilent(true);
        rig.run(500ms);
        rig.take->stop();
        QVERIFY(rig.finish());
        const auto stills = rig.script.pictures();
        QVERIFY(stills.size() >= 59 && stills.size() <= 62);
        for (std::size_t i = 31; i < stills.size(); ++i) {
            QCOMPARE(stills[i].serial, stills[0].serial + i);
            QVERIFY(stills[i].layers[0] >= stills[30].layers[0] &&
                    stills[i].layers[0] <= stills[32].layers[0]);
        }
    }

    void singleStillsTakeBothAtAddFrame()
    {
        TakeRig rig({.kind = RecordPlan::Kind::Image, .paused = true, .layer = true, .layerDelay = 20ms});
        rig.run(1s);
        rig.record();
        for (int i = 1; i < 5; ++i) {
            rig.run(300ms);
            RecordingName name;
            name.path = QStringLiteral("/fake/%1.exr").arg(i);
            rig.take->addFrame(rig.pictures->latest(), name);
        }
        rig.take->stop();
        QVERIFY(rig.finish());
        const auto stills = rig.script.pictures();
        QCOMPARE(stills.size(), 5U);
        for (const WriterScript::Written& still : stills)
            QCOMPARE(still.layers, std::vector{still.serial});
    }

    void anotherSizeEndsItWithBothNames()
    {
        TakeRig rig({.kind = kSequence, .layer = true});
        rig.setLayerSilent(true);
        rig.run(100ms);
        rig.layer->publish(fakePicture(1, rig.clock.now(), {64, 32}));
        rig.record();
        rig.run(200ms);
        QVERIFY(rig.finish());
        const RecordReport report = rig.report();
        QVERIFY(report.error);
        QVERIFY(report.error->detail.contains(QStringLiteral("one")));
        QVERIFY(report.error->detail.contains(QStringLiteral("two")));
        QVERIFY(rig.script.pictures().empty());
    }
};

QTEST_GUILESS_MAIN(TestTakeLayers)
#include "test_take_layers.moc"
