// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/audio_interpolator.h"
#include "record/drift_estimator.h"
#include "support/signal_quality.h"

#include <QTest>
#include <cmath>
#include <numbers>
#include <random>

using namespace reelout;
using namespace reelout::test;

namespace {

std::vector<float> sine(double cyclesPerFrame, int frames, int channels = 1)
{
    std::vector<float> samples;
    for (int i = 0; i < frames; ++i) {
        for (int channel = 0; channel < channels; ++channel)
            samples.push_back(static_cast<float>(
                0.5 * std::sin(2.0 * std::numbers::pi * cyclesPerFrame * i + channel * 1.0)));
    }
    return samples;
}

} // namespace

class TestAudioInterpolator : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wholePositionsAreBitExact()
    {
        AudioInterpolator stream(2, 1.0);
        const std::vector<float> samples = sine(0.123, 1000, 2);
        stream.append(samples);
        std::array<float, 2> out{};
        for (int i = 0; i < 1000; ++i) {
            stream.at(i, 0.0, out);
            QCOMPARE(out[0], samples[static_cast<std::size_t>(2 * i)]);
            QCOMPARE(out[1], samples[static_cast<std::size_t>(2 * i + 1)]);
        }
    }

    void inBetweenIs120DecibelsAboveAllElse()
    {
        // The place creeps as it does for a device that drifts.
        for (double cyclesPerFrame = 30.0 / 48000; cyclesPerFrame < 19.5 / 48; cyclesPerFrame *= 1.7) {
            AudioInterpolator stream(1, 1.0);
            stream.append(sine(cyclesPerFrame, 24000));
            std::vector<float> out(20000);
            for (std::size_t i = 0; i < out.size(); ++i) {
                const double place = 100.0 + static_cast<double>(i) * 1.0003;
                const double whole = std::floor(place);
                stream.at(static_cast<std::int64_t>(whole), place - whole, {&out[i], 1});
            }
            const double quality = signalToNoise(out, cyclesPerFrame * 1.0003);
            QVERIFY2(quality > 120.0,
                     qPrintable(QStringLiteral("%1 Hz: %2 dB").arg(48000 * cyclesPerFrame).arg(quality)));
        }
    }

    void goingDownLetsNothingFoldBack()
    {
        // 40 kHz in a 96 kHz stream read at 48 kHz must not come out as 8 kHz.
        AudioInterpolator stream(1, 0.95 * 0.5);
        stream.append(sine(40.0 / 96, 8000));
        float worst = 0.0F;
        for (int i = 200; i < 3800; ++i) {
            float value = 0.0F;
            stream.at(2 * i, 0.0, {&value, 1});
            worst = std::max(worst, std::fabs(value));
        }
        QVERIFY2(worst < 5e-4F, qPrintable(QString::number(worst)));
    }

    void silenceTakesNoMemoryAndKeepsPlaces()
    {
        AudioInterpolator stream(1, 1.0);
        stream.append(std::vector<float>(10, 1.0F));
        stream.appendSilence(1'000'000'000'000);
        stream.append(std::vector<float>(10, 0.5F));
        QCOMPARE(stream.held(), 20);
        float value = 9.0F;
        stream.at(9, 0.0, {&value, 1});
        QCOMPARE(value, 1.0F);
        stream.at(10, 0.0, {&value, 1});
        QCOMPARE(value, 0.0F);
        stream.at(1'000'000'000'010, 0.0, {&value, 1});
        QCOMPARE(value, 0.5F);
        stream.discardBefore(1'000'000'000'010);
        QCOMPARE(stream.held(), 10);
    }

    void driftIsLearntThroughNoise()
    {
        std::mt19937 random(1);
        std::uniform_real_distribution<double> noise(-0.03, 0.03);
        for (const double drift : {-500e-6, 0.0, 200e-6}) {
            DriftEstimator estimator;
            double worstAfterMinute = 0.0;
            for (int i = 0; i < 60000; ++i) {
                const double x = i * 0.01;
                estimator.update(x, 1.5 + drift * x + noise(random));
                if (x > 60.0)
                    worstAfterMinute =
                        std::max(worstAfterMinute, std::fabs(estimator.deviationAt(x) - (1.5 + drift * x)));
            }
            QVERIFY2(worstAfterMinute < 0.005, qPrintable(QString::number(worstAfterMinute)));
            QVERIFY2(std::fabs(estimator.slope() - drift) < 60e-6,
                     qPrintable(QString::number(estimator.slope())));
        }
    }
};

QTEST_GUILESS_MAIN(TestAudioInterpolator)
#include "test_audio_interpolator.moc"
