// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/level_analyser.h"
#include "media/level_meter.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <numbers>

using namespace reelout;
using namespace std::chrono_literals;

namespace {

bool isClose(float value, double expected, double tolerance = 1e-4)
{
    return std::abs(static_cast<double>(value) - expected) < tolerance;
}

} // namespace

class TestLevelAnalyser : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void peakAndRmsPerChannel()
    {
        LevelAnalyser analyser(2, 48000);
        std::vector<float> samples;
        for (int i = 0; i < 4800; ++i) {
            samples.push_back(static_cast<float>(0.5 * std::sin(2 * std::numbers::pi * i / 48)));
            samples.push_back(-0.25F);
        }
        analyser.process(samples);
        QVERIFY(isClose(analyser.levels()[0].peak, 0.5));
        QVERIFY(isClose(analyser.levels()[0].rms, 0.5 / std::numbers::sqrt2));
        QVERIFY(isClose(analyser.levels()[1].peak, 0.25));
        QVERIFY(isClose(analyser.levels()[1].rms, 0.25));
        QVERIFY(!analyser.levels()[0].clipped);
    }

    void heldPeakStaysThenFalls()
    {
        LevelAnalyser analyser(1, 1000, {500ms, 20.0, 1s, 0.99F});
        analyser.process(std::vector<float>{0.8F});
        analyser.process(std::vector<float>(499, 0.1F));
        QCOMPARE(analyser.levels()[0].peak, 0.1F);
        QCOMPARE(analyser.levels()[0].heldPeak, 0.8F);
        analyser.process(std::vector<float>(501, 0.0F));
        // Half a second at 20 dB/s.
        QVERIFY(isClose(analyser.levels()[0].heldPeak, 0.8 * std::pow(10.0, -0.5), 0.002));
        analyser.process(std::vector<float>(10, 0.5F));
        QCOMPARE(analyser.levels()[0].heldPeak, 0.5F);
    }

    void clipLightGoesOutByItselfOrByHand()
    {
        LevelAnalyser analyser(1, 1000, {500ms, 20.0, 1s, 0.99F});
        analyser.process(std::vector<float>{-1.0F});
        QVERIFY(analyser.levels()[0].clipped);
        analyser.processSilence(1s);
        QVERIFY(analyser.levels()[0].clipped);
        analyser.processSilence(1ms);
        QVERIFY(!analyser.levels()[0].clipped);
        analyser.process(std::vector<float>{1.0F});
        analyser.clearClips();
        QVERIFY(!analyser.levels()[0].clipped);
    }

    void fullScaleOfSixteenBitsClips()
    {
        LevelAnalyser analyser(1, 48000);
        analyser.process(std::vector<float>{32766.0F / 32768.0F});
        QVERIFY(!analyser.levels()[0].clipped);
        analyser.process(std::vector<float>{32767.0F / 32768.0F});
        QVERIFY(analyser.levels()[0].clipped);
    }

    void oddInputIsHarmless()
    {
        LevelAnalyser analyser(2, 48000);
        analyser.process(std::vector<float>{0.5F, 0.5F});
        analyser.process({});
        analyser.process(std::vector<float>{1.0F});
        QCOMPARE(analyser.levels()[0].peak, 0.5F);
        analyser.process(std::vector<float>{std::numeric_limits<float>::quiet_NaN(),
                                            std::numeric_limits<float>::infinity(), 0.1F, 0.2F});
        QCOMPARE(analyser.levels()[0].peak, 0.1F);
        QCOMPARE(analyser.levels()[1].peak, 0.2F);
    }

    void decibelsOfLevels()
    {
        QCOMPARE(decibels(1.0F), 0.0);
        QVERIFY(isClose(static_cast<float>(decibels(0.5F)), -6.0206));
        QCOMPARE(decibels(0.0F), -200.0);
    }

    void twoMetersSeeTheSameSound()
    {
        auto hub = std::make_shared<AudioHub>(AudioFormat{48000, 1, {}}, 1s);
        LevelMeter first(hub);
        LevelMeter second(hub);
        const Timestamp start = timestampFromNanoseconds(0);
        hub->publish(start, std::vector<float>(480, 0.25F));
        hub->publish(start + 10ms, std::vector<float>(480, 0.5F));
        QCOMPARE(first.update(start + 20ms)[0].peak, 0.5F);
        QCOMPARE(second.update(start + 20ms)[0].peak, 0.5F);
        QVERIFY(isClose(second.update(start + 40ms)[0].rms, std::sqrt((0.0625 + 0.25) / 2)));
        // A device that is gone goes quiet; one that only lags does not flicker.
        QCOMPARE(first.update(start + 120ms)[0].peak, 0.5F);
        QCOMPARE(first.update(start + 300ms)[0].peak, 0.0F);
    }
};

QTEST_GUILESS_MAIN(TestLevelAnalyser)
#include "test_level_analyser.moc"
