// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/codec_catalog.h"
#include "encode/hardware_probe.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <latch>
#include <thread>

using namespace reelout;

namespace {

using State = HardwareFinding::State;
constexpr Duration kLong = std::chrono::seconds(60);

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

} // namespace

class TestHardwareProbe : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutATrialNothingIsUsable();
    void lookingHappensElsewhereAndOnce();
    void waitingTriesOnlyThatOne();
    void waitingForAnothersTrialIsBounded();
    void endingStopsTheTrialUnderWay();
    void catalogueAsksTheProbe();
};

void TestHardwareProbe::withoutATrialNothingIsUsable()
{
    HardwareProbe probe;
    probe.look(q("h264_nvenc"));
    QCOMPARE(probe.finding(q("h264_nvenc")).state, State::Unusable);
    QVERIFY(!probe.wait(q("h264_nvenc"), kLong).reason.isEmpty());
}

void TestHardwareProbe::lookingHappensElsewhereAndOnce()
{
    HardwareProbe probe;
    QSignalSpy found(&probe, &HardwareProbe::found);
    std::atomic<int> trials = 0;
    std::latch mayEnd(1);
    const std::thread::id here = std::this_thread::get_id();
    probe.setTrial([&](const QString& encoder, const std::stop_token&) {
        mayEnd.wait();
        if (std::this_thread::get_id() != here)
            ++trials;
        return encoder == q("h264_qsv") ? QString() : q("no driver");
    });
    QCOMPARE(probe.finding(q("h264_qsv")).state, State::Unknown);
    for (int turn = 0; turn < 2; ++turn) {
        probe.look(q("h264_qsv"));
        probe.look(q("h264_amf"));
    }
    QCOMPARE(probe.finding(q("h264_qsv")).state, State::Looking);
    mayEnd.count_down();
    QTRY_COMPARE(found.count(), 2);
    QCOMPARE(trials.load(), 2);
    QCOMPARE(probe.finding(q("h264_qsv")), (HardwareFinding{State::Usable, {}}));
    QCOMPARE(probe.finding(q("h264_amf")), (HardwareFinding{State::Unusable, q("no driver")}));
    probe.look(q("h264_amf"));
    QCOMPARE(probe.finding(q("h264_amf")).state, State::Unusable);
}

void TestHardwareProbe::waitingTriesOnlyThatOne()
{
    HardwareProbe probe;
    QStringList tried;
    probe.setTrial([&](const QString& encoder, const std::stop_token&) {
        tried << encoder;
        return QString();
    });
    QCOMPARE(probe.wait(q("hevc_qsv"), kLong).state, State::Usable);
    QCOMPARE(probe.wait(q("hevc_qsv"), kLong).state, State::Usable);
    QCOMPARE(tried, QStringList{q("hevc_qsv")});
    QCOMPARE(probe.finding(q("h264_qsv")).state, State::Unknown);
}

void TestHardwareProbe::waitingForAnothersTrialIsBounded()
{
    std::latch isTrying(1);
    std::latch mayEnd(1);
    HardwareProbe probe;
    probe.setTrial([&](const QString&, const std::stop_token&) {
        isTrying.count_down();
        mayEnd.wait();
        return QString();
    });
    probe.look(q("h264_vaapi"));
    isTrying.wait();
    QCOMPARE(probe.wait(q("h264_vaapi"), Duration(1)).state, State::Looking);
    mayEnd.count_down();
    QCOMPARE(probe.wait(q("h264_vaapi"), kLong).state, State::Usable);
}

void TestHardwareProbe::endingStopsTheTrialUnderWay()
{
    std::latch isTrying(1);
    HardwareProbe probe;
    probe.setTrial([&](const QString&, const std::stop_token& stop) {
        isTrying.count_down();
        while (!stop.stop_requested())
            std::this_thread::yield();
        return q("cut short");
    });
    probe.look(q("h264_vaapi"));
    isTrying.wait();
    probe.setTrial({}); // returns
    QCOMPARE(probe.finding(q("h264_vaapi")).state, State::Unusable);
    QVERIFY(probe.finding(q("h264_vaapi")).reason != q("cut short"));
}

void TestHardwareProbe::catalogueAsksTheProbe()
{
    const CodecCatalog& catalog = CodecCatalog::instance();
    const CodecType& type = *catalog.type(q("h264"), q("vaapi"));
    if (!type.unavailable.isEmpty())
        QSKIP("this FFmpeg has no VA-API");
    HardwareProbe& probe = HardwareProbe::instance();
    MovieSpec spec;
    spec.codecType = q("vaapi");
    spec.size = {640, 480};

    probe.setTrial([](const QString&, const std::stop_token&) { return q("The card is busy."); });
    QVERIFY(CodecCatalog::obstacle(type).contains(q("not looked for")));
    QCOMPARE(CodecCatalog::finalObstacle(type), q("The card is busy."));
    const Status refused = catalog.check(spec, q("mp4"));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Unsupported);
    QVERIFY(refused.error().detail.contains(q("The card is busy.")));
    QVERIFY(refused.error().detail.contains(q("x264")));
    spec.softwareFallback = true;
    QVERIFY(catalog.check(spec, q("mp4")));
    // What software takes the place must be able to write the movie itself.
    QVERIFY(!catalog.check(spec, q("avi")));

    probe.setTrial([](const QString&, const std::stop_token&) { return QString(); });
    spec.softwareFallback = false;
    QVERIFY(catalog.check(spec, q("mp4")));
    QCOMPARE(CodecCatalog::obstacle(type), QString());
    spec.preset = q("lossless");
    QCOMPARE(catalog.check(spec, q("mp4")).error().code, ErrorCode::InvalidParameter);
    probe.setTrial({});
}

QTEST_GUILESS_MAIN(TestHardwareProbe)
#include "test_hardware_probe.moc"
