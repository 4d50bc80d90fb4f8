// SPDX-License-Identifier: GPL-3.0-or-later
#include "take_rig.h"

#include <QTest>
#include <cmath>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

namespace {

constexpr double kSample = 1.0 / 48000;
constexpr double kPrecision = 2e-6;

TakeRig::Options soundOnly()
{
    return {.kind = RecordPlan::Kind::Sound, .sound = true};
}

} // namespace

class TestSoundTake : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void soundFromRecordToStopToTheSample()
    {
        TakeRig rig(soundOnly());
        rig.run(3s);
        rig.script.openGate.close();
        rig.record();
        rig.clock.advance(0ms);
        rig.script.openGate.open();
        rig.run(2500ms);
        rig.take->stop();
        QVERIFY(rig.finish());
        QCOMPARE(rig.script.audio().size(), 120000U);
        QVERIFY(std::fabs(rig.errorOfSound(0, rig.recordedAt)) < kSample + kPrecision);
        QCOMPARE(rig.report().duration, Duration(2500ms));
        QCOMPARE(rig.report().stats.audioFrames, 120000);
        QVERIFY(rig.report().isComplete);
        QCOMPARE(rig.report().encodedFramesPerSecond, 0.0);
    }

    void pausesAreCutOut()
    {
        TakeRig rig(soundOnly());
        rig.run(3s);
        rig.record();
        rig.run(1s);
        rig.take->pause();
        rig.run(2s);
        rig.take->resume();
        const Timestamp resumed = rig.clock.now();
        rig.run(1s);
        rig.take->stop();
        QVERIFY(rig.finish());
        QCOMPARE(rig.script.audio().size(), 96000U);
        QVERIFY(std::fabs(rig.errorOfSound(48000, resumed)) < kSample + kPrecision);
        QVERIFY(rig.errorOfSound(47999, resumed) < -1.9);
    }

    void withoutTimeSliceTheBlockAsItStandsIsWrittenOnce()
    {
        TakeRig::Options options = soundOnly();
        options.timeSlice = false;
        TakeRig rig(options);
        rig.run(3s);
        rig.record();
        QVERIFY(rig.finish());
        QCOMPARE(rig.script.audio().size(), 480U);
        QVERIFY(std::fabs(rig.errorOfSound(0, rig.recordedAt - 10ms)) < kSample + kPrecision);
    }

    void severalInputsLieSideBySide()
    {
        TakeRig rig(soundOnly());
        // A second source, quiet at half the rate, of which only the right channel is wanted.
        auto second = std::make_shared<AudioHub>(AudioFormat{24000, 2, {}}, 4s);
        rig.setup.sounds.push_back({second, {1}, {}});
        const Timestamp start = rig.clock.now();
        for (int i = 0; i < 200; ++i) {
            rig.run(10ms);
            std::vector<float> samples(480);
            for (std::size_t frame = 0; frame < 240; ++frame)
                samples[2 * frame + 1] = 0.25F;
            second->publish(start + i * 10ms, samples);
            if (i == 99)
                rig.record();
        }
        rig.take->stop();
        QVERIFY(rig.finish());
        const std::vector<float> audio = rig.script.audio();
        QCOMPARE(audio.size(), 2U * 48000);
        for (std::size_t frame = 100; frame < 40000; frame += 997) {
            QVERIFY(std::fabs(rig.errorOfSound(2 * frame, rig.recordedAt) -
                              static_cast<double>(frame) * kSample) < kSample + kPrecision);
            QVERIFY(std::fabs(audio[2 * frame + 1] - 0.25F) < 1e-4F);
        }
    }

    void anErrorEndsIt()
    {
        TakeRig rig(soundOnly());
        rig.script.openError =
            makeError(ErrorCode::PermissionDenied, QStringLiteral("open file"), QStringLiteral("/fake"));
        rig.run(1s);
        rig.record();
        QVERIFY(rig.finish());
        QCOMPARE(rig.report().error->code, ErrorCode::PermissionDenied);
        QVERIFY(rig.report().path.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSoundTake)
#include "test_take_sound.moc"
