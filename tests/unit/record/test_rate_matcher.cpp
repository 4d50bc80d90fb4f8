// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/rate_matcher.h"
#include "support/signal_quality.h"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp kStart = timestampFromNanoseconds(5'000'000'000);

AudioBlock blockOf(int rate, std::int64_t from, int frames, double frequency)
{
    AudioBlock block;
    block.captured = kStart + fromSeconds(static_cast<double>(from) / rate);
    for (std::int64_t i = from; i < from + frames; ++i) {
        const double cycles = std::fmod(frequency / rate * static_cast<double>(i), 1.0);
        block.samples.push_back(static_cast<float>(0.9 * std::sin(2 * std::numbers::pi * cycles)));
    }
    return block;
}

std::vector<float> joined(const std::vector<AudioBlock>& blocks)
{
    std::vector<float> all;
    for (const AudioBlock& block : blocks)
        all.insert(all.end(), block.samples.begin(), block.samples.end());
    return all;
}

} // namespace

class TestRateMatcher : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sweepIs120DecibelsAboveAllElse_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        for (const auto& [from, to] : {std::pair{44100, 48000},
                                       {48000, 44100},
                                       {96000, 48000},
                                       {192000, 44100},
                                       {22050, 96000},
                                       {8000, 48000}})
            QTest::addRow("%d %d", from, to) << from << to;
    }

    void sweepIs120DecibelsAboveAllElse()
    {
        QFETCH(int, from);
        QFETCH(int, to);
        const double highest = 0.45 * std::min(from, to);
        for (double frequency = 30.0; frequency < highest; frequency *= 1.6) {
            RateMatcher matcher({from, 1, {}}, to);
            QCOMPARE(matcher.format().sampleRate, to);
            std::vector<AudioBlock> made;
            for (int i = 0; i < 50; ++i)
                matcher.match(blockOf(from, i * (from / 100), from / 100, frequency), made);
            matcher.finish(made);
            const std::vector<float> all = joined(made);
            QCOMPARE(all.size(), static_cast<std::size_t>(std::llround(50.0 * (from / 100) * to / from)));
            const auto edge = static_cast<std::size_t>(to / 20);
            const double quality =
                signalToNoise(std::span(all).subspan(edge, all.size() - 2 * edge), frequency / to);
            QVERIFY2(quality > 120.0, qPrintable(QStringLiteral("%1 Hz: %2 dB").arg(frequency).arg(quality)));
        }
    }

    void stampsStayTheirSamples()
    {
        // A click at 0.3 s comes out at 0.3 s by the stamp of its block.
        RateMatcher matcher({44100, 2, {}}, 48000);
        std::vector<AudioBlock> made;
        for (int i = 0; i < 100; ++i) {
            AudioBlock block;
            block.captured = kStart + i * 10ms;
            block.samples.assign(882, 0.0F);
            if (i == 30)
                block.samples[1] = 1.0F;
            matcher.match(block, made);
        }
        double place = 0.0;
        float greatest = 0.0F;
        for (const AudioBlock& block : made) {
            for (std::size_t i = 1; i < block.samples.size(); i += 2) {
                if (block.samples[i] > greatest) {
                    greatest = block.samples[i];
                    place = toSeconds(block.captured - kStart) + static_cast<double>(i / 2) / 48000;
                }
            }
        }
        QVERIFY2(std::fabs(place - 0.3) < 1.0 / 48000, qPrintable(QString::number(place)));
    }

    void breaksAreKept()
    {
        RateMatcher matcher({44100, 1, {}}, 48000);
        std::vector<AudioBlock> made;
        for (int i = 0; i < 20; ++i)
            matcher.match(blockOf(44100, i * 441, 441, 1000), made);
        AudioBlock late = blockOf(44100, 20 * 441 + 4410, 441, 1000);
        late.lostFrames = 4410;
        matcher.match(late, made);
        matcher.finish(made);
        std::int64_t before = 0;
        std::int64_t lost = 0;
        std::int64_t after = 0;
        for (const AudioBlock& block : made) {
            lost += static_cast<std::int64_t>(block.lostFrames);
            (lost > 0 ? after : before) += static_cast<std::int64_t>(block.samples.size());
        }
        QCOMPARE(before, 9600);
        QCOMPARE(lost, 4800);
        QCOMPARE(after, 480);
    }

    void equalRatesPassUntouched()
    {
        RateMatcher matcher({48000, 1, {}}, 48000);
        std::vector<AudioBlock> made;
        const AudioBlock block = blockOf(48000, 0, 480, 997);
        matcher.match(block, made);
        matcher.finish(made);
        QCOMPARE(made.size(), 1U);
        QVERIFY(made.front().samples == block.samples);
    }
};

QTEST_GUILESS_MAIN(TestRateMatcher)
#include "test_rate_matcher.moc"
