// SPDX-License-Identifier: GPL-3.0-or-later
#include "take_rig.h"

#include <QTest>
#include <cmath>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

namespace {

constexpr double kSample = 1.0 / 48000;
// Values are stored as floats of seconds / kTimeScale.
constexpr double kPrecision = 2e-6;

} // namespace

class TestMovieSound : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void soundIsAsLongAsThePictureAndInStep()
    {
        TakeRig rig({.sound = true});
        rig.run(3s);
        rig.record();
        rig.run(5s);
        rig.take->stop();
        QVERIFY(rig.finish());
        const auto pictures = rig.script.pictures();
        const std::vector<float> audio = rig.script.audio();
        QCOMPARE(pictures.size(), 300U);
        QCOMPARE(audio.size(), 300U * 800);
        // Frame n and sample 800 n were captured at the same instant.
        for (std::size_t n = 0; n < pictures.size(); ++n)
            QVERIFY(std::fabs(rig.errorOfSound(n * 800, pictures[n].captured)) < kSample + kPrecision);
        const RecordReport report = rig.report();
        QCOMPARE(report.stats.audioFrames, 240000);
        QCOMPARE(report.stats.audioGaps, 0);
        QVERIFY(std::fabs(report.stats.audioVideoOffsetMs) < 1.0);
    }

    void withoutStallSoundBeginsWithThePicture()
    {
        TakeRig rig({.stall = false, .sound = true});
        rig.run(3s);
        rig.script.openGate.close();
        rig.record();
        rig.run(1500ms);
        rig.script.openGate.open();
        while (!rig.hasHeard(TakeEvent::Opened))
            std::this_thread::yield();
        const Timestamp ready = rig.clock.now();
        rig.run(2s);
        rig.take->stop();
        QVERIFY(rig.finish());
        QCOMPARE(rig.script.audio().size(), rig.script.pictures().size() * 800);
        QVERIFY(std::fabs(rig.errorOfSound(0, ready)) < kSample + kPrecision);
        QVERIFY(std::fabs(toSeconds(rig.script.pictures().front().captured - ready)) < 0.0125);
    }

    void pausesCutPictureAndSoundAtTheSameInstant()
    {
        TakeRig rig({.sound = true});
        rig.run(3s);
        rig.record();
        struct Cut {
            Duration recorded;
            Timestamp resumed;
        };
        std::vector<Cut> cuts;
        const Timestamp origin = rig.pictures->latest()->captured;
        Duration paused{};
        for (int i = 0; i < 5; ++i) {
            rig.run(700ms + i * 3ms);
            rig.take->pause();
            const Timestamp pausedAt = rig.clock.now();
            rig.run(400ms + i * 7ms);
            rig.take->resume();
            cuts.push_back({pausedAt - origin - paused, rig.clock.now()});
            paused += rig.clock.now() - pausedAt;
        }
        rig.run(1s);
        rig.take->stop();
        QVERIFY(rig.finish());
        const auto pictures = rig.script.pictures();
        QCOMPARE(rig.script.audio().size(), pictures.size() * 800);
        for (const Cut& cut : cuts) {
            // The first sample at or after the cut is the one captured at the resume.
            const auto sample = static_cast<std::size_t>(firstSampleAt(cut.recorded, 48000));
            const double behind = static_cast<double>(sample) * kSample - toSeconds(cut.recorded);
            const double error = rig.errorOfSound(sample, cut.resumed) - behind;
            QVERIFY2(std::fabs(error) < kSample + kPrecision, qPrintable(QString::number(error)));
            QVERIFY(rig.errorOfSound(sample - 1, cut.resumed) < -0.3);
        }
        // After all cuts, picture and sound are still in step.
        for (std::size_t n = pictures.size() - 50; n < pictures.size(); ++n)
            QVERIFY(std::fabs(rig.errorOfSound(n * 800, pictures[n].captured)) < 0.0125);
        QCOMPARE(rig.report().stats.audioGaps, 0);
    }

    void splitsMissNothing()
    {
        TakeRig rig({.sound = true});
        rig.setup.partNames = [](int index) -> Result<RecordingName> {
            RecordingName name;
            name.path = QStringLiteral("/fake/out.%1.mov").arg(index);
            name.index = index;
            return name;
        };
        const auto awaitFile = [&rig](int number) {
            while (rig.script.opened() < number)
                rig.run(20ms);
        };
        rig.run(3s);
        rig.record();
        rig.run(500ms);
        QVERIFY(rig.take->split());
        awaitFile(2);
        rig.run(300ms);
        rig.take->pause();
        QVERIFY(rig.take->split()); // the next picture comes after the pause
        rig.run(500ms);
        rig.take->resume();
        awaitFile(3);
        rig.run(400ms);
        QVERIFY(rig.take->split());
        QVERIFY(rig.take->split());
        awaitFile(5);
        rig.run(200ms);
        QVERIFY(rig.take->mark(QStringLiteral("end")));
        QVERIFY(rig.take->split());
        rig.take->stop();
        QVERIFY(!rig.take->split());
        QVERIFY(!rig.take->mark({}));
        QVERIFY(rig.finish());
        const auto pictures = rig.script.pictures();
        QCOMPARE(rig.script.audio().size(), pictures.size() * 800);
        for (std::size_t n = 0; n < pictures.size(); ++n)
            QVERIFY(std::fabs(rig.errorOfSound(n * 800, pictures[n].captured)) < 0.0125);
        const RecordReport report = rig.report();
        QVERIFY(!report.error);
        QVERIFY(report.files.size() >= 5U);
        std::int64_t frames = 0;
        std::int64_t samples = 0;
        for (const FileReport& file : report.files) {
            QVERIFY(file.isComplete);
            QCOMPARE(file.begin, FrameRate(60, 1).timeOf(frames));
            QCOMPARE(file.audioFrames > 0, file.frames > 0);
            frames += file.frames;
            samples = file.audioFrames;
        }
        QVERIFY(samples > 0);
        QCOMPARE(frames, static_cast<std::int64_t>(pictures.size()));
        QCOMPARE(frames, report.stats.framesWritten);
        QCOMPARE(report.markers.size(), 1U);
        QCOMPARE(rig.script.finished(), static_cast<int>(report.files.size()));
        QCOMPARE(rig.script.opened() - rig.script.finished(), rig.script.dropped());
    }

    void aLongPauseLosesNothing()
    {
        TakeRig rig({.sound = true});
        rig.run(3s);
        rig.record();
        rig.run(1s);
        rig.take->pause();
        rig.run(30s); // far longer than what any buffer holds
        rig.take->resume();
        rig.run(1s);
        rig.take->stop();
        QVERIFY(rig.finish());
        QCOMPARE(rig.script.audio().size(), rig.script.pictures().size() * 800);
        QCOMPARE(rig.report().stats.audioGaps, 0);
        QCOMPARE(rig.report().stats.audioGapFrames, 0);
        const auto pictures = rig.script.pictures();
        QVERIFY(std::fabs(rig.errorOfSound((pictures.size() - 5) * 800,
                                           pictures[pictures.size() - 5].captured)) < 0.0125);
    }

    void addedFramesBringTheirSound()
    {
        TakeRig rig({.sound = true});
        rig.run(3s);
        rig.record();
        rig.run(1s);
        rig.take->pause();
        rig.run(500ms);
        for (int i = 0; i < 3; ++i) {
            rig.take->addFrame(rig.pictures->latest(), {});
            rig.run(500ms);
        }
        rig.take->stop();
        QVERIFY(rig.finish());
        const std::size_t frames = rig.script.pictures().size();
        QVERIFY(frames == 63 || frames == 64);
        QCOMPARE(rig.script.audio().size(), frames * 800);
        // The middle of the last frame was captured just after its Add Frame.
        const auto pictures = rig.script.pictures();
        QVERIFY(std::fabs(rig.errorOfSound((frames - 1) * 800 + 400, pictures.back().captured)) < 0.04);
    }

    void silentSourceIsSilenceOfTheRightLength()
    {
        TakeRig rig({.sound = true});
        rig.run(3s);
        rig.record();
        rig.run(2s);
        rig.setSilent(true);
        rig.run(4s);
        rig.setSilent(false);
        rig.run(3s);
        rig.take->stop();
        QVERIFY(rig.finish());
        const auto pictures = rig.script.pictures();
        QCOMPARE(rig.script.audio().size(), pictures.size() * 800);
        QCOMPARE(rig.report().stats.audioGaps, 1);
        QVERIFY(std::abs(rig.report().stats.audioGapFrames - 4 * 48000) < 1500);
        QVERIFY(std::fabs(rig.errorOfSound(60 * 800, pictures[60].captured)) < 0.001);
        QVERIFY(std::fabs(rig.errorOfSound(520 * 800, pictures[520].captured)) < 0.001);
        QCOMPARE(rig.script.audio()[240 * 800], 0.0F);
    }

    void aSourceThatNeverSpeaksGivesSilence()
    {
        TakeRig rig({.sound = true});
        rig.setSilent(true);
        rig.run(1s);
        rig.record();
        rig.run(3s);
        rig.take->stop();
        QVERIFY(rig.finish());
        QCOMPARE(rig.script.audio().size(), rig.script.pictures().size() * 800);
        QVERIFY(rig.report().isComplete);
    }
};

QTEST_GUILESS_MAIN(TestMovieSound)
#include "test_take_movie_sound.moc"
