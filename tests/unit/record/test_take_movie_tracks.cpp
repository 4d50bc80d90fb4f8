// SPDX-License-Identifier: GPL-3.0-or-later
#include "take_rig.h"

#include <QTest>
#include <cmath>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

namespace {

// A sample is the time of its capture; one that went through a resampler lies between two of them.
constexpr double kPrecision = 1.0 / 44100 + 1e-5;

// Seconds since the rig's zero that sample `frame` of that channel says.
double timeAt(const std::vector<float>& samples, std::size_t frame, std::size_t channels, std::size_t channel)
{
    return static_cast<double>(samples[frame * channels + channel]) * kTimeScale;
}

} // namespace

/// A movie with two sources of sound: one of 48 and one of 44.1 kHz.
class TestMovieTracks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void separateTracksLieOnOneClock()
    {
        TakeRig rig({.sound = true, .secondSound = true, .tracks = SoundTracks::Separate});
        rig.run(3s);
        rig.record();
        rig.run(2s);
        rig.take->pause();
        rig.run(700ms);
        rig.take->resume();
        rig.run(2s);
        rig.take->stop();
        QVERIFY(rig.finish());
        const std::vector<AudioTrackSpec>& tracks = rig.opened.movie.sounds;
        QCOMPARE(tracks.size(), 2U);
        QCOMPARE(tracks[0].name, QStringLiteral("First"));
        QCOMPARE(tracks[1].name, QStringLiteral("Second"));
        QCOMPARE(tracks[1].sampleRate, 48000);
        QCOMPARE(tracks[1].channels, 1);
        const auto pictures = rig.script.pictures();
        const std::vector<float> samples = rig.script.audio();
        QCOMPARE(samples.size(), pictures.size() * 800 * 2);
        for (std::size_t n = 1; n < pictures.size(); ++n) {
            if (n >= 118 && n <= 122)
                continue; // beside the pause the resampler hears both sides of it
            const double expected = toSeconds(pictures[n].captured - rig.zero);
            QVERIFY(std::fabs(timeAt(samples, n * 800, 2, 0) - expected) < kPrecision);
            QVERIFY2(
                std::fabs(timeAt(samples, n * 800, 2, 1) - expected) < kPrecision,
                qPrintable(
                    QStringLiteral("frame %1: %2").arg(n).arg(timeAt(samples, n * 800, 2, 1) - expected)));
        }
    }

    void aGapInOneTrackIsSilenceThereAlone()
    {
        TakeRig rig({.sound = true, .secondSound = true, .tracks = SoundTracks::Separate});
        rig.run(3s);
        rig.record();
        rig.run(2s);
        rig.setSecondSilent(true);
        rig.run(4s);
        rig.setSecondSilent(false);
        rig.run(3s);
        rig.take->stop();
        QVERIFY(rig.finish());
        const auto pictures = rig.script.pictures();
        const std::vector<float> samples = rig.script.audio();
        QCOMPARE(samples.size(), pictures.size() * 800 * 2);
        for (const std::size_t n : {60U, 240U, 500U}) {
            const double expected = toSeconds(pictures[n].captured - rig.zero);
            QVERIFY(std::fabs(timeAt(samples, n * 800, 2, 0) - expected) < kPrecision);
            const double second = timeAt(samples, n * 800, 2, 1);
            if (n == 240)
                QCOMPARE(second, 0.0);
            else
                QVERIFY(std::fabs(second - expected) < 0.001);
        }
        QCOMPARE(rig.report().stats.audioGaps, 1);
    }

    void mixIsTheSum()
    {
        TakeRig rig({.sound = true, .secondSound = true});
        rig.run(3s);
        rig.record();
        rig.run(4s);
        rig.take->stop();
        QVERIFY(rig.finish());
        QCOMPARE(rig.opened.movie.sounds.size(), 1U);
        QCOMPARE(rig.opened.movie.sounds[0].channels, 1);
        QCOMPARE(rig.opened.movie.sounds[0].name, QString());
        const auto pictures = rig.script.pictures();
        const std::vector<float> samples = rig.script.audio();
        QCOMPARE(samples.size(), pictures.size() * 800); // to the last one, though the mix is decided later
        for (std::size_t n = 1; n < pictures.size(); ++n) {
            const double expected = 2.0 * toSeconds(pictures[n].captured - rig.zero);
            QVERIFY(std::fabs(timeAt(samples, n * 800, 1, 0) - expected) < 2.0 * kPrecision);
        }
        QVERIFY(rig.report().warnings.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestMovieTracks)
#include "test_take_movie_tracks.moc"
