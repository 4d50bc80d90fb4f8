// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/analyze/control_levels.h"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace reelout;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp kStart = timestampFromNanoseconds(3'000'000'000);
constexpr int kRate = 48000;

/// 10 ms of a tone on the left channel; the right one has half of it.
AudioBlock tone(int number, double level)
{
    AudioBlock block;
    block.captured = kStart + number * 10ms;
    for (int i = 0; i < kRate / 100; ++i) {
        const double value = level * std::sin(2 * std::numbers::pi * 1000 * i / kRate);
        block.samples.push_back(static_cast<float>(value));
        block.samples.push_back(static_cast<float>(value / 2));
    }
    return block;
}

const AudioFormat kStereo{kRate, 2, {QStringLiteral("left"), QStringLiteral("right")}};

/// The gate of each window while the level is what `levels` says, 10 ms each.
std::vector<int> gates(const LevelsSpec& spec, const std::vector<double>& levels)
{
    ControlLevels control(spec, kStereo, kStart);
    for (std::size_t i = 0; i < levels.size(); ++i)
        control.push(tone(static_cast<int>(i), levels[i]));
    control.advance(kStart + static_cast<int>(levels.size()) * 10ms);
    std::vector<int> all;
    Timestamp end;
    std::vector<float> values;
    while (control.next(end, values))
        all.push_back(static_cast<int>(values.back()));
    return all;
}

LevelsSpec specOf(LevelsSpec::Function function)
{
    LevelsSpec spec;
    spec.function = function;
    spec.rate = FrameRate(50, 1);
    return spec;
}

} // namespace

class TestControlLevels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void functionsMeasureEachChannel_data()
    {
        QTest::addColumn<int>("function");
        QTest::addColumn<double>("left");
        QTest::newRow("rms") << static_cast<int>(LevelsSpec::Function::Rms) << 0.8 / std::numbers::sqrt2;
        QTest::newRow("peak") << static_cast<int>(LevelsSpec::Function::Peak) << 0.8;
        QTest::newRow("minimum") << static_cast<int>(LevelsSpec::Function::Minimum) << -0.8;
        QTest::newRow("maximum") << static_cast<int>(LevelsSpec::Function::Maximum) << 0.8;
    }

    void functionsMeasureEachChannel()
    {
        QFETCH(int, function);
        QFETCH(double, left);
        const LevelsSpec spec = specOf(static_cast<LevelsSpec::Function>(function));
        const AudioFormat format = ControlLevels::formatFor(spec, kStereo);
        QCOMPARE(format.sampleRate, 50);
        QCOMPARE(format.channelNames,
                 QStringList({QStringLiteral("left"), QStringLiteral("right"), QStringLiteral("gate")}));
        ControlLevels control(spec, kStereo, kStart);
        for (int i = 0; i < 10; ++i)
            control.push(tone(i, 0.8));
        Timestamp end;
        std::vector<float> values;
        int windows = 0;
        while (control.next(end, values)) {
            ++windows;
            QCOMPARE(end, kStart + windows * 20ms);
            QCOMPARE(values.size(), 3U);
            QVERIFY(std::fabs(values[0] - left) < 1e-3);
            QVERIFY(std::fabs(values[1] - left / 2) < 1e-3);
        }
        QCOMPARE(windows, 4); // the fifth is still open
    }

    void gateOpensAtOnceAndHolds()
    {
        LevelsSpec spec = specOf(LevelsSpec::Function::Peak);
        spec.threshold = 0.5;
        spec.hold = 0.06;
        const std::vector<double> levels{0, 0, 0.6, 0.6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        QCOMPARE(gates(spec, levels), std::vector<int>({0, 1, 1, 1, 1, 0, 0}));
    }

    void hysteresisKeepsItFromFluttering()
    {
        LevelsSpec spec = specOf(LevelsSpec::Function::Peak);
        spec.threshold = 0.5;
        spec.hold = 0.0;
        const std::vector<double> levels{0.6, 0.6, 0.45, 0.45, 0.45, 0.45, 0.3, 0.3, 0.45, 0.45};
        spec.hysteresis = 0.0;
        QCOMPARE(gates(spec, levels), std::vector<int>({1, 0, 0, 0, 0}));
        spec.hysteresis = 0.1;
        QCOMPARE(gates(spec, levels), std::vector<int>({1, 1, 1, 0, 0}));
    }

    void aSourceThatGoesClosesTheGate()
    {
        LevelsSpec spec = specOf(LevelsSpec::Function::Rms);
        spec.hold = 0.1;
        ControlLevels control(spec, kStereo, kStart);
        control.push(tone(0, 0.8));
        control.push(tone(1, 0.8));
        control.advance(kStart + 1s);
        Timestamp end;
        std::vector<float> values;
        while (control.next(end, values)) {
        }
        QCOMPARE(end, kStart + 1s);
        QCOMPARE(values, std::vector<float>({0, 0, 0}));
    }
};

QTEST_GUILESS_MAIN(TestControlLevels)
#include "test_control_levels.moc"
