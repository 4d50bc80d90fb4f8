// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/audio_mapper.h"

#include <QTest>
#include <cmath>
#include <random>

using namespace reelout;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp kOrigin = timestampFromNanoseconds(7'000'000'000'000);

// A device that hands over 10 ms blocks of the "true time" as samples: sample value = (seconds since kOrigin
// at which it was captured) / kScale. So the result can be read like a clock.
constexpr double kScale = 16384.0;

struct Device {
    int rate = 8000;
    double drift = 0.0;  ///< its clock runs 1 + drift times as fast as ours
    double jitter = 0.0; ///< seconds, of the stamps
    double startsAt = -3.0;
    std::mt19937 random{11};
    std::int64_t frame = 0;

    double timeOf(std::int64_t f) const { return startsAt + static_cast<double>(f) / (rate * (1.0 + drift)); }

    AudioBlock next()
    {
        std::uniform_real_distribution<double> noise(-jitter, jitter);
        AudioBlock block;
        block.captured = kOrigin + fromSeconds(timeOf(frame) + (jitter > 0.0 ? noise(random) : 0.0));
        const int frames = rate / 100;
        for (int i = 0; i < frames; ++i)
            block.samples.push_back(static_cast<float>(timeOf(frame + i) / kScale));
        frame += frames;
        return block;
    }
};

AudioFormat monoAt(int rate)
{
    return {rate, 1, {}};
}

// Error in seconds of result frame j whose value is `value`; silence is no error.
double errorOf(float value, std::int64_t j, int trackRate)
{
    return static_cast<double>(value) * kScale - static_cast<double>(j) / trackRate;
}

} // namespace

class TestAudioMapper : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void exactDeviceIsCopiedBitByBit()
    {
        Device device{.rate = 48000, .startsAt = -1.0};
        AudioMapper mapper(monoAt(48000), 48000, kOrigin);
        while (device.timeOf(device.frame) < 10.0)
            mapper.push(device.next());
        std::vector<float> out(48000 * 9);
        QCOMPARE(mapper.produce(out), static_cast<std::int64_t>(out.size()));
        for (std::size_t j = 0; j < out.size(); ++j)
            QCOMPARE(out[j],
                     static_cast<float>(device.timeOf(48000 + static_cast<std::int64_t>(j)) / kScale));
        QCOMPARE(mapper.gaps(), 0);
        QCOMPARE(mapper.gapFrames(), 0);
    }

    void twoHoursOfDriftAndJitterStayWithinTwentyMilliseconds_data()
    {
        QTest::addColumn<double>("drift");
        QTest::newRow("fast") << 500e-6;
        QTest::newRow("slow") << -500e-6;
    }

    void twoHoursOfDriftAndJitterStayWithinTwentyMilliseconds()
    {
        QFETCH(double, drift);
        constexpr int kSlow = 2000; // two hours go by faster
        Device device{.rate = kSlow, .drift = drift, .jitter = 0.030, .startsAt = -0.1};
        AudioMapper mapper(monoAt(kSlow), kSlow, kOrigin);
        constexpr double kTwoHours = 7200.0;
        double worst = 0.0;
        double last = 0.0;
        std::vector<float> out(8000);
        while (device.timeOf(device.frame) < kTwoHours) {
            mapper.push(device.next());
            const std::int64_t from = mapper.position();
            const std::int64_t count = mapper.produce(out);
            for (std::int64_t i = 0; i < count; i += 4) {
                const double error = errorOf(out[static_cast<std::size_t>(i)], from + i, kSlow);
                worst = std::max(worst, std::fabs(error));
                last = error;
            }
        }
        QVERIFY2(worst <= 0.020, qPrintable(QStringLiteral("worst offset %1 s").arg(worst)));
        QVERIFY(std::fabs(last) <= 0.005);
        QCOMPARE(mapper.gaps(), 0);
        QVERIFY(std::fabs(mapper.driftPpm() - drift * 1e6) < 60.0);
        // Nothing is lost on the way: what was captured so far is what came out, less what settles.
        QVERIFY(std::fabs(static_cast<double>(mapper.position()) / kSlow - kTwoHours) < 0.1);
    }

    void correctionNeverJumps()
    {
        Device device{.rate = 8000, .drift = -500e-6, .jitter = 0.030, .startsAt = -0.1};
        AudioMapper mapper(monoAt(8000), 8000, kOrigin);
        std::vector<float> out(8000);
        double last = 0.0;
        double worstStep = 0.0;
        while (device.timeOf(device.frame) < 50.0) {
            mapper.push(device.next());
            const std::int64_t from = mapper.position();
            const std::int64_t count = mapper.produce(out);
            for (std::int64_t i = 0; i < count; ++i) {
                const double error = errorOf(out[static_cast<std::size_t>(i)], from + i, 8000);
                if (from + i > 0)
                    worstStep = std::max(worstStep, std::fabs(error - last));
                last = error;
            }
        }
        // From one sample to the next the place moves by far less than a sample (125 microseconds).
        QVERIFY2(worstStep < 60e-6, qPrintable(QString::number(worstStep)));
    }

    void soundBeginsAtTheOriginExactly()
    {
        // History from before the origin: cut at the very sample.
        Device early{.rate = 48000, .startsAt = -2.0037};
        AudioMapper mapper(monoAt(48000), 48000, kOrigin);
        while (early.timeOf(early.frame) < 1.0)
            mapper.push(early.next());
        std::vector<float> out(4800);
        QCOMPARE(mapper.produce(out), 4800);
        QVERIFY(std::fabs(errorOf(out[0], 0, 48000)) < 1.0 / 48000);
        QVERIFY(std::fabs(errorOf(out[4799], 4799, 48000)) < 1.0 / 48000);
    }

    void lateSourceGetsSilenceOfThatLength()
    {
        Device late{.rate = 48000, .startsAt = 3.25};
        AudioMapper mapper(monoAt(48000), 48000, kOrigin);
        std::vector<float> all;
        std::vector<float> out(48000);
        for (double now = 0.0; now < 6.0; now += 0.01) {
            while (late.timeOf(late.frame + 480) < now)
                mapper.push(late.next());
            mapper.advance(kOrigin + fromSeconds(now));
            const std::int64_t count = mapper.produce(out);
            all.insert(all.end(), out.begin(), out.begin() + count);
            // Sound keeps up with the clock, but for the lateness allowed.
            QVERIFY(static_cast<double>(all.size()) / 48000 > now - 3.1);
        }
        const auto first = std::find_if(all.begin(), all.end(), [](float v) { return v != 0.0F; });
        QVERIFY(std::abs((first - all.begin()) - 156000) <= 1);
        QCOMPARE(mapper.gaps(), 1);
        QVERIFY(std::abs(mapper.gapFrames() - 156000) <= 1);
    }

    void lostSamplesBecomeSilenceOfExactlyTheirLength_data()
    {
        QTest::addColumn<double>("seconds");
        QTest::addColumn<double>("jitter");
        QTest::addColumn<bool>("known");
        QTest::newRow("a fifth, by stamps") << 0.2 << 0.0 << false;
        QTest::newRow("a fifth, by noisy stamps") << 0.2 << 0.020 << false;
        QTest::newRow("a fifth, by count") << 0.2 << 0.020 << true;
        QTest::newRow("a quantum, by count") << 0.021375 << 0.010 << true;
        QTest::newRow("a minute, by stamps") << 60.0 << 0.0 << false;
        QTest::newRow("ten minutes, by count") << 600.0 << 0.0 << true;
    }

    void lostSamplesBecomeSilenceOfExactlyTheirLength()
    {
        QFETCH(double, seconds);
        QFETCH(double, jitter);
        QFETCH(bool, known);
        Device device{.rate = 8000, .jitter = jitter, .startsAt = -1.0};
        AudioMapper mapper(monoAt(8000), 8000, kOrigin);
        while (device.timeOf(device.frame) < 5.0)
            mapper.push(device.next());
        const std::int64_t lost = std::llround(seconds * 8000);
        device.frame += lost;
        bool isFirst = true;
        while (device.timeOf(device.frame) < 10.0 + seconds) {
            AudioBlock block = device.next();
            if (isFirst && known)
                block.lostFrames = static_cast<std::uint64_t>(lost);
            isFirst = false;
            mapper.push(block);
        }
        QVERIFY(mapper.held() < 8000 * 12);
        std::vector<float> out(8000);
        std::int64_t silent = 0;
        double worst = 0.0;
        while (const std::int64_t count = mapper.produce(out)) {
            const std::int64_t from = mapper.position() - count;
            for (std::int64_t i = 0; i < count; ++i) {
                const float value = out[static_cast<std::size_t>(i)];
                if (value == 0.0F && from + i > 0)
                    ++silent;
                else if (std::fabs(static_cast<double>(from + i) / 8000 - 5.0) > 0.1 &&
                         std::fabs(static_cast<double>(from + i) / 8000 - 5.0 - seconds) >
                             0.1) // not the edges
                    worst = std::max(worst, std::fabs(errorOf(value, from + i, 8000)));
            }
        }
        QCOMPARE(mapper.gaps(), 1);
        const double tolerance = known || jitter == 0.0 ? 2.0 : 0.006 * 8000;
        QVERIFY2(std::abs(mapper.gapFrames() - lost) <= tolerance,
                 qPrintable(QString::number(mapper.gapFrames())));
        QVERIFY(std::abs(silent - lost) <= tolerance + 130);
        QVERIFY2(worst < 0.015, qPrintable(QString::number(worst)));
    }

    // What one step of the stamps would look like: a device that is slow.
    void manyKnownLossesAreNoDrift()
    {
        Device device{.rate = 8000, .jitter = 0.005, .startsAt = -1.0};
        AudioMapper mapper(monoAt(8000), 8000, kOrigin);
        int losses = 0;
        for (int i = 0; device.timeOf(device.frame) < 120.0; ++i) {
            const bool isLoss = i % 500 == 499;
            device.frame += isLoss ? 171 : 0;
            AudioBlock block = device.next();
            block.lostFrames = isLoss ? 171 : 0;
            losses += isLoss && device.timeOf(device.frame) < 118.9 ? 1 : 0;
            mapper.push(block);
        }
        std::vector<float> out(8000 * 119);
        QCOMPARE(mapper.produce(out), static_cast<std::int64_t>(out.size()));
        QCOMPARE(mapper.gaps(), losses);
        QVERIFY(std::abs(mapper.gapFrames() - losses * 171) <= losses);
        QVERIFY2(std::fabs(mapper.driftPpm()) < 60.0, qPrintable(QString::number(mapper.driftPpm())));
    }

    void strayStampsMeanNothing()
    {
        Device device{.rate = 8000, .jitter = 0.005, .startsAt = -1.0};
        AudioMapper mapper(monoAt(8000), 8000, kOrigin);
        for (int i = 0; device.timeOf(device.frame) < 30.0; ++i) {
            AudioBlock block = device.next();
            if (i % 97 == 50)
                block.captured += 180ms;
            mapper.push(block);
        }
        std::vector<float> out(8000 * 29);
        QCOMPARE(mapper.produce(out), static_cast<std::int64_t>(out.size()));
        QCOMPARE(mapper.gaps(), 0);
        for (std::size_t j = 0; j < out.size(); j += 100)
            QVERIFY(std::fabs(errorOf(out[j], static_cast<std::int64_t>(j), 8000)) < 0.010);
    }

    void samplesThatComeTwiceAreDropped()
    {
        Device device{.rate = 8000, .startsAt = -1.0};
        AudioMapper mapper(monoAt(8000), 8000, kOrigin);
        while (device.timeOf(device.frame) < 5.0)
            mapper.push(device.next());
        device.frame -= 8000 / 4; // a quarter second again
        while (device.timeOf(device.frame) < 10.0)
            mapper.push(device.next());
        std::vector<float> out(8000 * 9);
        QCOMPARE(mapper.produce(out), static_cast<std::int64_t>(out.size()));
        for (std::size_t j = 0; j < out.size(); ++j)
            QVERIFY(std::fabs(errorOf(out[j], static_cast<std::int64_t>(j), 8000)) < 0.002);
    }

    void lostSourceIsSilenceThatKeepsUpAndIsTakenBack()
    {
        Device device{.rate = 8000, .startsAt = -1.0};
        AudioMapper mapper(monoAt(8000), 8000, kOrigin);
        std::vector<float> out(8000);
        std::vector<float> all;
        const auto pull = [&] {
            while (const std::int64_t count = mapper.produce(out))
                all.insert(all.end(), out.begin(), out.begin() + count);
        };
        for (double now = 0.0; now < 30.0; now += 0.05) {
            const bool gone = now > 5.0 && now < 20.0;
            while (device.timeOf(device.frame + 80) < now) {
                const AudioBlock block = device.next();
                if (!gone)
                    mapper.push(block);
            }
            mapper.advance(kOrigin + fromSeconds(now));
            pull();
            QVERIFY(static_cast<double>(all.size()) / 8000 > now - 3.2);
        }
        mapper.finish();
        QVERIFY(std::abs(mapper.gapFrames() - 15 * 8000) < 1000);
        for (const double second : {4.0, 21.0, 28.0}) {
            const auto j = static_cast<std::size_t>(second * 8000);
            QVERIFY(std::fabs(errorOf(all[j], static_cast<std::int64_t>(j), 8000)) < 0.002);
        }
        QCOMPARE(all[10 * 8000], 0.0F);
    }

    void ratesAreConverted_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        QTest::newRow("up") << 44100 << 48000;
        QTest::newRow("down") << 192000 << 48000;
        QTest::newRow("odd") << 22050 << 96000;
    }

    void ratesAreConverted()
    {
        QFETCH(int, from);
        QFETCH(int, to);
        Device device{.rate = from / 100 * 100, .startsAt = -1.0};
        AudioMapper mapper(monoAt(device.rate), to, kOrigin);
        while (device.timeOf(device.frame) < 4.0)
            mapper.push(device.next());
        std::vector<float> out(static_cast<std::size_t>(3 * to));
        QCOMPARE(mapper.produce(out), static_cast<std::int64_t>(out.size()));
        for (std::size_t j = 1000; j < out.size(); j += 97)
            QVERIFY(std::fabs(errorOf(out[j], static_cast<std::int64_t>(j), to)) < 0.0015);
    }

    void skippingStaysOnTheClock()
    {
        Device device{.rate = 8000, .drift = 300e-6, .jitter = 0.010, .startsAt = -1.0};
        AudioMapper mapper(monoAt(8000), 8000, kOrigin);
        std::vector<float> out(800);
        for (int second = 0; second < 600; ++second) {
            while (device.timeOf(device.frame) < second + 1.0)
                mapper.push(device.next());
            mapper.skipTo(static_cast<std::int64_t>(second) * 8000);
            QCOMPARE(mapper.position(), static_cast<std::int64_t>(second) * 8000);
            QCOMPARE(mapper.produce(out), 800);
            if (second > 1)
                QVERIFY(std::fabs(errorOf(out[400], second * 8000 + 400, 8000)) < 0.015);
        }
    }

    void finishedStreamGoesOnAsSilence()
    {
        AudioMapper mapper(monoAt(48000), 48000, kOrigin);
        mapper.finish();
        std::vector<float> out(1000, 1.0F);
        QCOMPARE(mapper.produce(out), 1000);
        QCOMPARE(out[0], 0.0F);
        QCOMPARE(out[999], 0.0F);
    }
};

QTEST_GUILESS_MAIN(TestAudioMapper)
#include "test_audio_mapper.moc"
