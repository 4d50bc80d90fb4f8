// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pulse/capture_timeline.h"

#include <QTest>

#include <cmath>
#include <functional>
#include <vector>

using namespace reelout;
using namespace std::chrono_literals;

namespace {

constexpr int kRate = 48000;
constexpr std::int64_t kBlock = 480;
constexpr Timestamp kStart = timestampFromNanoseconds(1'000'000'000'000);

/// A device and a server that can be made to misbehave. Frame n is captured at `captureOf(n)`.
struct Device {
    double ppm = 0.0;            ///< the device is fast by that much
    Duration delay = 15ms;       ///< from capture to arrival of the end of a block
    double jitterMs = 0.0;       ///< late deliveries up to that
    double measureNoiseMs = 0.0; ///< of what the server says
    bool isMeasured = true;

    CaptureTimeline timeline{kRate};
    std::int64_t waiting = 0;
    std::int64_t arrived = 0; ///< frames handed over
    Duration lost{};          ///< time that was captured and never handed over
    std::uint32_t random = 1;
    std::vector<std::pair<Timestamp, std::int64_t>> stamps; ///< and the frame each begins with
    std::int64_t taken = 0;
    double serverError = 0.0; ///< seconds the server's figures are off by

    double noise()
    {
        random = random * 1664525U + 1013904223U;
        return static_cast<double>(random >> 8U) / (1 << 24U);
    }
    Timestamp captureOf(std::int64_t frame) const
    {
        return kStart + lost + fromSeconds(static_cast<double>(frame) / (kRate * (1.0 + ppm * 1e-6)));
    }
    void lookAt(Timestamp now)
    {
        if (isMeasured) {
            const double error = serverError + (noise() - 0.5) * measureNoiseMs * 2e-3;
            // What a server tells: the capture of now's frame, counted back at the nominal rate.
            const Duration nominal(taken * 1'000'000'000 / kRate);
            timeline.measure(now, captureOf(taken) - nominal + fromSeconds(error));
        }
        while (waiting > 0 && timeline.look({now, waiting}) == CaptureTimeline::Verdict::Take) {
            const std::int64_t part = std::min(waiting, kBlock);
            stamps.emplace_back(timeline.take(part), taken);
            taken += part;
            waiting -= part;
        }
    }
    /// Delivers blocks in time until `seconds` of sound more have arrived.
    void run(double seconds)
    {
        const auto end = arrived + static_cast<std::int64_t>(seconds * kRate);
        while (arrived < end) {
            arrived += kBlock;
            waiting += kBlock;
            lookAt(captureOf(arrived) + delay + fromSeconds(noise() * jitterMs * 1e-3));
        }
    }
    /// Nothing arrives for `seconds`, then everything at once.
    void stallAndBurst(double seconds)
    {
        const auto blocks = static_cast<std::int64_t>(seconds * kRate) / kBlock;
        const Timestamp end = captureOf(arrived + blocks * kBlock) + delay;
        for (std::int64_t i = 0; i < blocks; ++i) {
            arrived += kBlock;
            waiting += kBlock;
            lookAt(end + i * 50us);
        }
    }
    double errorMs(std::size_t index) const
    {
        return toSeconds(stamps[index].first - captureOf(stamps[index].second)) * 1e3;
    }
};

double worstErrorMs(const Device& device, std::size_t from)
{
    double worst = 0.0;
    for (std::size_t i = from; i < device.stamps.size(); ++i)
        worst = std::max(worst, std::abs(device.errorMs(i)));
    return worst;
}

bool isMonotone(const Device& device)
{
    for (std::size_t i = 1; i < device.stamps.size(); ++i) {
        if (device.stamps[i].first <= device.stamps[i - 1].first)
            return false;
    }
    return true;
}

} // namespace

class TestPulseTimeline : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void exactDeviceIsStampedExactly()
    {
        Device device;
        device.run(10.0);
        QVERIFY(device.stamps.size() > 990);
        QCOMPARE(device.stamps.front().second, 0); // nothing is thrown away while it settles
        QVERIFY(worstErrorMs(device, 0) < 0.01);
        QCOMPARE(device.timeline.gaps(), 0);
    }

    void jitterDoesNotShakeTheStamps()
    {
        Device device;
        device.jitterMs = 30.0;
        device.measureNoiseMs = 5.0;
        device.run(60.0);
        QCOMPARE(device.timeline.gaps(), 0);
        QVERIFY(isMonotone(device));
        QVERIFY(worstErrorMs(device, 0) < 4.0);
        // The rate over any three seconds.
        for (std::size_t i = 0; i + 300 < device.stamps.size(); ++i) {
            const double passed = toSeconds(device.stamps[i + 300].first - device.stamps[i].first);
            QVERIFY(std::abs(passed - 3.0) < 3.0 * 1000e-6);
        }
    }

    void driftingDeviceIsFollowed_data()
    {
        QTest::addColumn<double>("ppm");
        QTest::newRow("fast") << 500.0;
        QTest::newRow("slow") << -500.0;
    }
    void driftingDeviceIsFollowed()
    {
        QFETCH(double, ppm);
        Device device;
        device.ppm = ppm;
        device.jitterMs = 5.0;
        device.measureNoiseMs = 1.0;
        device.run(300.0);
        QCOMPARE(device.timeline.gaps(), 0);
        QVERIFY(worstErrorMs(device, 0) < 5.0);
        QVERIFY(std::abs(device.timeline.ratePpm() - ppm) < 60.0);
    }

    void burstAfterAStallIsNoGap()
    {
        Device device;
        device.run(5.0);
        device.stallAndBurst(1.5);
        device.run(5.0);
        QCOMPARE(device.timeline.gaps(), 0);
        QCOMPARE(device.taken, device.arrived);
        QVERIFY(worstErrorMs(device, 0) < 1.0);
    }

    void lostSamplesBecomeAJumpOfTheirLength_data()
    {
        QTest::addColumn<double>("seconds");
        QTest::addColumn<double>("serverError");
        QTest::newRow("1.5 s") << 1.5 << 0.0;
        QTest::newRow("1.5 s and a confused server") << 1.5 << -1.5;
        QTest::newRow("100 ms") << 0.1 << 0.0;
        QTest::newRow("a minute") << 60.0 << -1.5;
    }
    void lostSamplesBecomeAJumpOfTheirLength()
    {
        QFETCH(double, seconds);
        QFETCH(double, serverError);
        Device device;
        device.jitterMs = 4.0;
        device.run(5.0);
        const std::size_t before = device.stamps.size();
        const std::int64_t gapAt = device.arrived;
        device.lost += fromSeconds(seconds);
        device.serverError = serverError;
        device.run(3.0);
        device.serverError = 0.0;
        device.run(10.0);
        QCOMPARE(device.timeline.gaps(), 1);
        QVERIFY(std::abs(toSeconds(device.timeline.lost()) - seconds) < 0.010);
        QCOMPARE(device.taken, device.arrived);
        // The jump is exactly before the first sample after the hole.
        QCOMPARE(device.stamps[before].second, gapAt);
        QVERIFY(worstErrorMs(device, before) < 10.0);
        QVERIFY(isMonotone(device));
    }

    void shortLossIsFoundWithinASecondOrTwo()
    {
        Device device;
        device.run(5.0);
        device.lost += 30ms;
        device.run(2.5);
        const std::size_t after = device.stamps.size();
        device.run(5.0);
        QCOMPARE(device.timeline.gaps(), 1);
        QVERIFY(worstErrorMs(device, after) < 5.0);
    }

    void otherLatencyOfTheServerIsNoGap()
    {
        Device device;
        device.run(5.0);
        device.delay = 45ms; // delivered later, captured as before
        device.run(10.0);
        device.delay = 5ms;
        device.run(10.0);
        QCOMPARE(device.timeline.gaps(), 0);
        QVERIFY(worstErrorMs(device, 0) < 1.0);
    }

    void wrongStartIsMended()
    {
        Device device;
        device.serverError = -0.1;
        device.run(1.0);
        device.serverError = 0.0;
        device.run(30.0);
        QVERIFY(std::abs(device.errorMs(device.stamps.size() - 1)) < 2.0);
        QVERIFY(isMonotone(device));
    }

    void serverThatMeasuresNothingIsStampedByArrival()
    {
        Device device;
        device.isMeasured = false;
        device.jitterMs = 5.0;
        device.run(10.0);
        QVERIFY(device.taken == device.arrived);
        // Late by the delivery's delay, which nobody can know, and no more.
        QVERIFY(worstErrorMs(device, 0) < 20.0);
        device.lost += 1s;
        device.run(5.0);
        QCOMPARE(device.timeline.gaps(), 1);
    }

    void idleServerThatHandsOverALotAtFirst()
    {
        Device device;
        device.arrived = kBlock;
        device.waiting = kBlock;
        device.lookAt(device.captureOf(kBlock) + 1s); // one second late
        device.stallAndBurst(1.2);
        device.run(5.0);
        QCOMPARE(device.timeline.gaps(), 0);
        QVERIFY(worstErrorMs(device, 0) < 1.0);
    }
};

QTEST_GUILESS_MAIN(TestPulseTimeline)
#include "test_pulse_timeline.moc"
