// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/source.h"
#include "support/virtual_clock.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <thread>

using namespace reelout;
using namespace std::chrono_literals;
using test::VirtualClock;
using Wave = OscillatorSpec::Wave;

namespace {

struct Heard {
    std::vector<float> samples;                             ///< interleaved
    std::vector<std::pair<Timestamp, std::int64_t>> blocks; ///< capture time, first frame
};

OscillatorSpec specOf(Wave wave, double frequency = 440.0, double amplitude = 0.5)
{
    OscillatorSpec spec;
    spec.wave = wave;
    spec.frequency = frequency;
    spec.amplitude = amplitude;
    return spec;
}

/// Runs an oscillator from `start` for `length` on a clock that is stepped once it sleeps.
Heard listen(const OscillatorSpec& spec, Timestamp start, Duration length)
{
    VirtualClock clock(start);
    const std::unique_ptr<AudioSource> source = makeOscillator(spec, clock);
    const AudioFormat format = source->format();
    auto hub = std::make_shared<AudioHub>(format, length + 1s);
    AudioHub::Reader reader = hub->readerFromNow();
    Heard heard;
    if (!source->start(hub))
        return heard;
    AudioBlock block;
    const auto wanted = static_cast<std::size_t>(toSeconds(length) * format.sampleRate);
    while (heard.samples.size() / static_cast<std::size_t>(format.channels) < wanted) {
        // Never far ahead of the thread: it would rather skip than make up for more than a few seconds.
        const Duration heardOf(static_cast<std::int64_t>(hub->framesPublished()) * 1'000'000'000 /
                               format.sampleRate);
        if (clock.now() - start < heardOf + 100ms)
            clock.advance(3ms);
        else
            std::this_thread::yield();
        while (reader.read(block)) {
            heard.blocks.emplace_back(block.captured,
                                      heard.samples.size() / static_cast<std::size_t>(format.channels));
            heard.samples.insert(heard.samples.end(), block.samples.begin(), block.samples.end());
        }
    }
    return heard;
}

} // namespace

class TestOscillator : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void timesAreThoseOfTheSampleCount_data()
    {
        QTest::addColumn<int>("rate");
        for (const int rate : {8000, 11025, 44100, 48000, 96000})
            QTest::newRow(qPrintable(QString::number(rate))) << rate;
    }
    void timesAreThoseOfTheSampleCount()
    {
        QFETCH(int, rate);
        OscillatorSpec spec = specOf(Wave::Sine);
        spec.sampleRate = rate;
        spec.channels = 1;
        const Heard heard = listen(spec, timestampFromNanoseconds(123'456'789'012), 2s);
        const FrameRate samples(rate, 1);
        const std::int64_t first = samples.frameAt(123'456'789'012ns) + 1;
        for (const auto& [captured, frame] : heard.blocks)
            QCOMPARE(captured.time_since_epoch(), samples.timeOf(first + frame));
    }

    void sineHasItsLevelAndFrequency()
    {
        const Heard heard = listen(specOf(Wave::Sine, 997.0, 0.25), timestampFromNanoseconds(0), 1s);
        double energy = 0.0;
        int crossings = 0;
        for (std::size_t frame = 1; frame < 48000; ++frame) {
            const float value = heard.samples[frame * 2];
            QCOMPARE(value, heard.samples[frame * 2 + 1]);
            energy += static_cast<double>(value) * static_cast<double>(value);
            crossings += heard.samples[frame * 2 - 2] < 0.0F && value >= 0.0F ? 1 : 0;
        }
        QVERIFY(std::abs(std::sqrt(energy / 48000) - 0.25 / std::numbers::sqrt2) < 1e-4);
        QVERIFY(std::abs(crossings - 997) <= 1);
    }

    void sineHasNoSeams()
    {
        // After two years of uptime, with a frequency that is no whole number.
        const Timestamp start = timestampFromNanoseconds(60'000'000'000'000'000);
        const Heard heard = listen(specOf(Wave::Sine, 440.7, 1.0), start, 3s);
        const double largestStep = 2.0 * std::numbers::pi * 440.7 / 48000;
        for (std::size_t frame = 1; frame < heard.samples.size() / 2; ++frame) {
            const float step = std::fabs(heard.samples[frame * 2] - heard.samples[frame * 2 - 2]);
            QVERIFY(static_cast<double>(step) <= largestStep * 1.0001);
        }
    }

    void squareHasTwoLevels()
    {
        const Heard heard = listen(specOf(Wave::Square, 100.0, 0.5), timestampFromNanoseconds(0), 1s);
        const auto high = std::count(heard.samples.begin(), heard.samples.begin() + 96000, 0.5F);
        const auto low = std::count(heard.samples.begin(), heard.samples.begin() + 96000, -0.5F);
        QCOMPARE(high + low, 96000);
        QVERIFY(std::abs(high - low) <= 4);
    }

    void noiseIsFlatAndDiffersBetweenChannels()
    {
        const Heard heard = listen(specOf(Wave::Noise, 0.0, 0.5), timestampFromNanoseconds(0), 2s);
        double sum = 0.0;
        double energy = 0.0;
        double product = 0.0;
        for (std::size_t frame = 0; frame < 96000; ++frame) {
            const auto left = static_cast<double>(heard.samples[frame * 2]);
            sum += left;
            energy += left * left;
            product += left * static_cast<double>(heard.samples[frame * 2 + 1]);
            QVERIFY(std::abs(left) <= 0.5);
        }
        QVERIFY(std::abs(sum / 96000) < 0.01);
        QVERIFY(std::abs(std::sqrt(energy / 96000) - 0.5 / std::numbers::sqrt3) < 0.005);
        QVERIFY(std::abs(product / energy) < 0.02);
    }

    void beepBeginsWithEachWholeSecond()
    {
        const std::int64_t start = 77'300'000'000;
        const Heard heard = listen(specOf(Wave::Beep, 440.0, 1.0), timestampFromNanoseconds(start), 3s);
        const std::int64_t first = FrameRate(48000, 1).frameAt(Duration(start)) + 1;
        for (std::int64_t frame = 0; frame < 3 * 48000; ++frame) {
            const std::int64_t inSecond = (first + frame) % 48000;
            const float value = heard.samples[static_cast<std::size_t>(frame * 2)];
            // Half a cycle of 1 kHz is 24 samples; in between the sine is not zero.
            if (inSecond < 2400 && inSecond % 24 != 0)
                QVERIFY(value != 0.0F);
            if (inSecond >= 2400)
                QCOMPARE(value, 0.0F);
        }
    }

    void everythingMissedIsMadeUpFor()
    {
        VirtualClock clock(timestampFromNanoseconds(0));
        const std::unique_ptr<AudioSource> source = makeOscillator(specOf(Wave::Sine), clock);
        auto hub = std::make_shared<AudioHub>(source->format(), 10s);
        AudioHub::Reader reader = hub->readerFromNow();
        QVERIFY(source->start(hub));
        clock.advance(4s);
        AudioBlock block;
        std::int64_t frames = 0;
        while (frames < 4 * 48000 - 1) {
            while (reader.read(block))
                frames += static_cast<std::int64_t>(block.samples.size()) / 2;
            std::this_thread::yield();
        }
        QCOMPARE(frames, 4 * 48000 - 1); // the first sample is the one after "now"
    }

    void wrongHubIsRefused()
    {
        VirtualClock clock;
        const std::unique_ptr<AudioSource> source = makeOscillator(specOf(Wave::Sine), clock);
        const Status status = source->start(std::make_shared<AudioHub>(AudioFormat{44100, 2, {}}, 1s));
        QVERIFY(!status);
        QCOMPARE(status.error().code, ErrorCode::InvalidParameter);
    }

    void nonsenseIsMadeSane()
    {
        VirtualClock clock;
        OscillatorSpec spec = specOf(Wave::Sine, std::nan(""), 7.0);
        spec.channels = 1000;
        spec.sampleRate = -1;
        QCOMPARE(makeOscillator(spec, clock)->format().channels, 64);
        QCOMPARE(makeOscillator(spec, clock)->format().sampleRate, 1);
    }
};

QTEST_GUILESS_MAIN(TestOscillator)
#include "test_generator_oscillator.moc"
