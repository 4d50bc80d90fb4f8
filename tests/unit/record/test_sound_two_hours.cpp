// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/sound_taker.h"
#include "support/signal_quality.h"

#include <QTest>

#include <cmath>
#include <deque>
#include <numbers>
#include <random>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp kOrigin = timestampFromNanoseconds(100'000'000'000);
constexpr double kBeepSeconds = 0.05;

/// Seconds of true time since the origin.
struct Span {
    double from = 0.0;
    double to = 0.0;
};

bool touches(const std::vector<Span>& spans, double from, double to)
{
    return std::any_of(spans.begin(), spans.end(),
                       [&](const Span& span) { return from < span.to && to > span.from; });
}

/// Loudness of the beep of second n: neighbours differ, so that a second at another's place shows.
double loudnessOf(std::int64_t second)
{
    return 0.4 + 0.05 * static_cast<double>((second * 7) % 11);
}

/// A microphone in front of a clock that beeps at each whole second, with all that goes wrong on its way.
class Device {
public:
    Device(int rate, double drift, double jitter) : m_rate(rate), m_drift(drift), m_jitter(jitter) {}

    std::vector<Span> lost;    ///< the server lost these
    std::vector<Span> stalled; ///< the server delivered these late, at once

    /// Hands over all that is here by `now`.
    void deliverUntil(double now, AudioHub& hub)
    {
        while (timeOf(m_frame + kBlock) < now) {
            const double captured = timeOf(m_frame);
            if (!touches(lost, captured, timeOf(m_frame + kBlock)))
                m_waiting.push_back({stampFor(captured), samples()});
            m_frame += kBlock;
        }
        if (touches(stalled, now, now))
            return;
        for (; !m_waiting.empty(); m_waiting.pop_front())
            hub.publish(m_waiting.front().captured, m_waiting.front().samples);
    }
    double timeOf(std::int64_t frame) const
    {
        return -3.0 + static_cast<double>(frame) / (m_rate * (1.0 + m_drift));
    }

private:
    static constexpr int kBlock = 80;

    Timestamp stampFor(double captured)
    {
        std::uniform_real_distribution<double> noise(-m_jitter, m_jitter);
        return kOrigin + fromSeconds(captured + noise(m_random));
    }
    std::vector<float> samples() const
    {
        std::vector<float> block;
        for (int i = 0; i < kBlock; ++i) {
            const double time = timeOf(m_frame + i);
            const double since = time - std::floor(time);
            const double shape = std::sin(std::numbers::pi * since / kBeepSeconds);
            const double loudness = loudnessOf(static_cast<std::int64_t>(std::floor(time))) * shape * shape;
            block.push_back(since < kBeepSeconds
                                ? static_cast<float>(loudness * std::sin(2 * std::numbers::pi * 510 * since))
                                : 0.0F);
        }
        return block;
    }

    const int m_rate;
    const double m_drift;
    const double m_jitter;
    std::int64_t m_frame = 0;
    std::deque<AudioBlock> m_waiting;
    std::mt19937 m_random{3};
};

/// Finds the beeps in what is written.
class BeepFinder {
public:
    explicit BeepFinder(int rate) : m_rate(rate) {}

    struct Beep {
        double weight = 0.0;
        double moment = 0.0; ///< weight by frame
        double middle(int rate) const { return moment / weight / rate; }
    };
    void hear(std::span<const float> samples, std::int64_t first)
    {
        for (std::size_t i = 0; i < samples.size(); ++i) {
            const double level = std::fabs(samples[i]);
            if (level < 0.02)
                continue;
            const std::int64_t frame = first + static_cast<std::int64_t>(i);
            if (frame - m_lastLoud > m_rate / 5)
                beeps.emplace_back();
            m_lastLoud = frame;
            beeps.back().weight += level;
            beeps.back().moment += level * static_cast<double>(frame);
        }
    }
    std::vector<Beep> beeps;

private:
    const int m_rate;
    std::int64_t m_lastLoud = -1'000'000;
};

} // namespace

/// Two hours of recording in seconds: time is a number here.
class TestSoundTwoHours : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyBeepIsInItsPlace_data()
    {
        QTest::addColumn<double>("drift");
        QTest::newRow("+500 ppm") << 500e-6;
        QTest::newRow("exact") << 0.0;
        QTest::newRow("-500 ppm") << -500e-6;
    }

    void everyBeepIsInItsPlace()
    {
        QFETCH(double, drift);
        constexpr int kRate = 4000;
        constexpr double kEnd = 7200.0;
        Device device(kRate, drift, 0.030);
        std::mt19937 random(5);
        for (double time = 60.0; time < kEnd; time += 41.0 + static_cast<double>(random() % 30)) {
            const double length = 0.08 + static_cast<double>(random() % 1000) / 1000.0;
            if (random() % 2 == 0)
                device.lost.push_back({time, time + length});
            else
                device.stalled.push_back({time, time + length + 0.5});
        }
        auto hub = std::make_shared<AudioHub>(AudioFormat{kRate, 1, {}}, 4s);
        SoundTaker taker({{hub, {0}, {}}}, kRate, kOrigin);
        TakeTimeline timeline(FrameRate(60, 1));
        timeline.begin(kOrigin, false);
        BeepFinder finder(kRate);
        const auto write = [&](std::span<const float> samples, std::int64_t first) -> Status {
            finder.hear(samples, first);
            return {};
        };
        for (double time = -3.0; time < kEnd; time += 0.02) {
            device.deliverUntil(time, *hub);
            const Timestamp now = kOrigin + fromSeconds(time);
            if (time < 0.0)
                continue;
            taker.listen(now);
            QVERIFY(taker.take(timeline, static_cast<std::int64_t>(time * kRate), now, write));
        }
        taker.finish();
        const auto end = static_cast<std::int64_t>(kEnd * kRate);
        QVERIFY(taker.take(timeline, end, kOrigin + fromSeconds(kEnd), write));
        QCOMPARE(taker.position(), end);

        double worst = 0.0;
        std::size_t next = 0;
        for (std::int64_t second = 1; second < static_cast<std::int64_t>(kEnd) - 1; ++second) {
            const auto at = static_cast<double>(second);
            const bool isHarmed = touches(device.lost, at - 0.1, at + 0.15);
            while (next < finder.beeps.size() && finder.beeps[next].middle(kRate) < at - 0.3)
                ++next;
            const bool isThere = next < finder.beeps.size() && finder.beeps[next].middle(kRate) < at + 0.3;
            if (isHarmed)
                continue;
            QVERIFY2(isThere, qPrintable(QStringLiteral("no beep at %1 s").arg(second)));
            worst = std::max(worst, std::fabs(finder.beeps[next].middle(kRate) - at - kBeepSeconds / 2));
            const double loudness = finder.beeps[next].weight / (kRate * kBeepSeconds / std::numbers::pi);
            QVERIFY2(std::fabs(loudness - loudnessOf(second)) < 0.05,
                     qPrintable(QStringLiteral("another beep at %1 s").arg(second)));
        }
        QVERIFY2(worst <= 0.020, qPrintable(QStringLiteral("worst offset %1 s").arg(worst)));
        QVERIFY(finder.beeps.size() <= static_cast<std::size_t>(kEnd));
        QVERIFY(std::fabs(taker.driftPpm() - drift * 1e6) < 60.0);
        QVERIFY(taker.gaps() >= static_cast<int>(device.lost.size()) / 2);
    }

    // A steady tone of a device that is off stays a clean tone: no step, no click, no wow anybody could hear.
    void correctionIsNotHeard()
    {
        constexpr int kRate = 48000;
        constexpr double kTone = 997.0;
        auto hub = std::make_shared<AudioHub>(AudioFormat{kRate, 1, {}}, 4s);
        SoundTaker taker({{hub, {0}, {}}}, kRate, kOrigin);
        TakeTimeline timeline(FrameRate(60, 1));
        timeline.begin(kOrigin, false);
        std::vector<float> all;
        const auto write = [&](std::span<const float> samples, std::int64_t) -> Status {
            all.insert(all.end(), samples.begin(), samples.end());
            return {};
        };
        std::mt19937 random(9);
        std::uniform_real_distribution<double> jitter(-0.030, 0.030);
        std::int64_t frame = 0;
        const double speed = 1.0 - 400e-6;
        for (double time = -3.0; time < 40.0; time += 0.02) {
            for (; - 3.0 + static_cast<double>(frame + 480) / (kRate * speed) < time; frame += 480) {
                std::vector<float> block;
                for (std::int64_t i = frame; i < frame + 480; ++i)
                    block.push_back(static_cast<float>(
                        0.5 * std::sin(2 * std::numbers::pi *
                                       std::fmod(kTone / kRate * static_cast<double>(i), 1.0))));
                const double captured = -3.0 + static_cast<double>(frame) / (kRate * speed);
                hub->publish(kOrigin + fromSeconds(captured + jitter(random)), block);
            }
            if (time < 0.0)
                continue;
            const Timestamp now = kOrigin + fromSeconds(time);
            taker.listen(now);
            QVERIFY(taker.take(timeline, static_cast<std::int64_t>(time * kRate), now, write));
        }
        QVERIFY(all.size() > 35U * kRate);
        constexpr std::size_t kWindow = 960;
        double worst = 1e9;
        double highest = 0.0;
        double lowest = 1e9;
        for (std::size_t at = kRate; at + kWindow < all.size(); at += kWindow) {
            const std::span<const float> window = std::span(all).subspan(at, kWindow);
            const double pitch = measuredFrequency(window, kTone / kRate);
            worst = std::min(worst, signalToNoise(window, pitch));
            highest = std::max(highest, pitch * kRate);
            lowest = std::min(lowest, pitch * kRate);
        }
        QVERIFY2(worst > 75.0, qPrintable(QStringLiteral("%1 dB").arg(worst)));
        QVERIFY((highest - lowest) / kTone < 900e-6);
    }
};

QTEST_GUILESS_MAIN(TestSoundTwoHours)
#include "test_sound_two_hours.moc"
