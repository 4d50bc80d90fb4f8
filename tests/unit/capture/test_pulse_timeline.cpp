// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/pulse/capture_timeline.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

using namespace reelout;
using namespace std::chrono_literals;

namespace {

constexpr int kRate = 48000;
constexpr Timestamp kStart = timestampFromNanoseconds(1'000'000'000'000);

/// A device and a server that can be made to misbehave. Frame n is captured at `captureOf(n)`.
struct Device {
    explicit Device(CaptureTimeline::Figures kind = CaptureTimeline::Figures::Latency)
        : figures(kind),
          block(kind == CaptureTimeline::Figures::Count ? 1024 : 480)
    {}
    const CaptureTimeline::Figures figures;
    const std::int64_t block;    ///< frames that arrive together
    double ppm = 0.0;            ///< the device is fast by that much
    Duration delay = 15ms;       ///< from capture to arrival of the end of a block
    double jitterMs = 0.0;       ///< late deliveries up to that
    double measureNoiseMs = 0.0; ///< of what the server says
    bool isMeasured = true;

    CaptureTimeline timeline{kRate, figures};
    std::int64_t waiting = 0;
    std::int64_t arrived = 0; ///< frames handed over
    Duration lost{};          ///< time that was captured and never handed over, until now
    struct Loss {
        std::int64_t frame = 0; ///< that comes after it
        Duration total{};
    };
    std::vector<Loss> losses;
    std::uint32_t random = 1;
    Timestamp now; ///< deliveries overtake each other never
    struct Stamp {
        Timestamp captured;
        std::int64_t frame = 0;
        std::int64_t missing = 0;
    };
    std::vector<Stamp> stamps;
    std::int64_t taken = 0;
    std::int64_t skipped = 0;
    double serverError = 0.0; ///< seconds the server's figures are off by

    double noise()
    {
        random = random * 1664525U + 1013904223U;
        return static_cast<double>(random >> 8U) / (1 << 24U);
    }
    void lose(Duration length)
    {
        lost += length;
        losses.push_back({arrived, lost});
    }
    Timestamp captureOf(std::int64_t frame) const
    {
        Duration missing{};
        for (const Loss& loss : losses) {
            if (loss.frame <= frame)
                missing = loss.total;
        }
        return kStart + missing + fromSeconds(static_cast<double>(frame) / (kRate * (1.0 + ppm * 1e-6)));
    }
    Timestamp endOf(std::int64_t frame) const { return captureOf(frame - 1) + fromSeconds(1.0 / kRate); }
    void lookAt(Timestamp when)
    {
        now = std::max(now, when);
        if (isMeasured && figures == CaptureTimeline::Figures::Latency) {
            const double error = serverError + (noise() - 0.5) * measureNoiseMs * 2e-3;
            // What a server tells: the capture of now's frame, counted back at the nominal rate.
            const Duration nominal(taken * 1'000'000'000 / kRate);
            timeline.measure(now, captureOf(taken) - nominal + fromSeconds(error));
        } else if (isMeasured) {
            timeline.setLatency(delay);
        }
        while (waiting > 0 && timeline.look({now, waiting}) == CaptureTimeline::Verdict::Take) {
            std::int64_t part = std::min(waiting, block);
            const std::int64_t surplus = std::min(part, timeline.surplus());
            timeline.skip(surplus);
            taken += surplus;
            skipped += surplus;
            waiting -= surplus;
            part -= surplus;
            if (part == 0)
                continue;
            const CaptureTimeline::Taken got = timeline.take(part);
            stamps.push_back({got.captured, taken, got.missing});
            taken += part;
            waiting -= part;
        }
    }
    void deliver(Timestamp when)
    {
        arrived += block;
        waiting += block;
        lookAt(when);
    }
    /// Delivers blocks in time until `seconds` of sound more have arrived.
    void run(double seconds)
    {
        const auto end = arrived + static_cast<std::int64_t>(seconds * kRate);
        while (arrived < end)
            deliver(endOf(arrived + block) + delay + fromSeconds(noise() * jitterMs * 1e-3));
    }
    /// Nothing arrives for `seconds`, then everything at once.
    void stallAndBurst(double seconds)
    {
        const auto blocks = static_cast<std::int64_t>(seconds * kRate) / block;
        const Timestamp end = endOf(arrived + blocks * block) + delay;
        for (std::int64_t i = 0; i < blocks; ++i)
            deliver(end + i * 50us);
    }
    double errorMs(std::size_t index) const
    {
        return toSeconds(stamps[index].captured - captureOf(stamps[index].frame)) * 1e3;
    }
    /// Time of all silence that stands for something lost, less what was thrown away for it again.
    Duration filled() const
    {
        std::int64_t frames = -skipped;
        for (const Stamp& stamp : stamps)
            frames += stamp.missing;
        return Duration(frames * 1'000'000'000 / kRate);
    }
};

double worstErrorMs(const Device& device, std::size_t from)
{
    double worst = 0.0;
    for (std::size_t i = from; i < device.stamps.size(); ++i)
        worst = std::max(worst, std::abs(device.errorMs(i)));
    return worst;
}

QString worstOf(const Device& device, std::size_t from)
{
    std::size_t worst = from;
    for (std::size_t i = from; i < device.stamps.size(); ++i)
        worst = std::abs(device.errorMs(i)) > std::abs(device.errorMs(worst)) ? i : worst;
    return QStringLiteral("%1 ms at %2 s")
        .arg(device.errorMs(worst))
        .arg(static_cast<double>(device.stamps[worst].frame) / kRate);
}

/// The worst error of what lies more than a fifth of a second from anything lost.
double worstApartMs(const Device& device)
{
    double worst = 0.0;
    for (std::size_t i = 0; i < device.stamps.size(); ++i) {
        const bool isNear =
            std::any_of(device.losses.begin(), device.losses.end(), [&](const Device::Loss& loss) {
                return std::abs(loss.frame - device.stamps[i].frame) < kRate / 5;
            });
        if (!isNear)
            worst = std::max(worst, std::abs(device.errorMs(i)));
    }
    return worst;
}

bool isMonotone(const Device& device)
{
    for (std::size_t i = 1; i < device.stamps.size(); ++i) {
        if (device.stamps[i].captured <= device.stamps[i - 1].captured)
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
        QCOMPARE(device.stamps.front().frame, 0); // nothing is thrown away while it settles
        QVERIFY2(worstErrorMs(device, 0) < 0.01, qPrintable(worstOf(device, 0)));
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
        QVERIFY2(worstErrorMs(device, 0) < 4.0, qPrintable(worstOf(device, 0)));
        // The rate over any three seconds.
        for (std::size_t i = 0; i + 300 < device.stamps.size(); ++i) {
            const double passed = toSeconds(device.stamps[i + 300].captured - device.stamps[i].captured);
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
        QVERIFY2(worstErrorMs(device, 0) < 5.0, qPrintable(worstOf(device, 0)));
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
        QVERIFY2(worstErrorMs(device, 0) < 1.0, qPrintable(worstOf(device, 0)));
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
        // Only PipeWire's figures are wrong after a loss.
        Device device(serverError == 0.0 ? CaptureTimeline::Figures::Latency
                                         : CaptureTimeline::Figures::Count);
        device.jitterMs = 4.0;
        device.run(5.0);
        const std::size_t before = device.stamps.size();
        const std::int64_t gapAt = device.arrived;
        device.lose(fromSeconds(seconds));
        device.serverError = serverError;
        device.run(3.0);
        device.serverError = 0.0;
        device.run(10.0);
        QCOMPARE(device.timeline.gaps(), 1);
        QVERIFY(std::abs(toSeconds(device.timeline.lost()) - seconds) < 0.010);
        QCOMPARE(device.taken, device.arrived);
        // The jump is exactly before the first sample after the hole.
        QCOMPARE(device.stamps[before].frame, gapAt);
        QVERIFY2(worstErrorMs(device, before) < 10.0, qPrintable(worstOf(device, before)));
        QVERIFY(isMonotone(device));
    }

    void shortLossIsFoundWithinASecondOrTwo()
    {
        Device device;
        device.run(5.0);
        device.lose(30ms);
        device.run(2.5);
        const std::size_t after = device.stamps.size();
        device.run(5.0);
        QCOMPARE(device.timeline.gaps(), 1);
        QVERIFY2(worstErrorMs(device, after) < 5.0, qPrintable(worstOf(device, after)));
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
        QVERIFY2(worstErrorMs(device, 0) < 1.0, qPrintable(worstOf(device, 0)));
    }

    // A null sink that plays something with a latency of two seconds hands over lumps of that kind.
    void lumpsOfASlowServerAreTakenAsTheyCome()
    {
        Device device;
        device.run(5.0);
        for (int lump = 0; lump < 100; ++lump) {
            device.stallAndBurst(0.15 + 0.3 * device.noise());
            QCOMPARE(device.taken, device.arrived);
        }
        QCOMPARE(device.timeline.gaps(), 0);
        QVERIFY2(worstErrorMs(device, 0) < 1.0, qPrintable(worstOf(device, 0)));
        // The same, and late on top of it.
        device.delay = 300ms;
        for (int lump = 0; lump < 20; ++lump)
            device.stallAndBurst(0.25);
        QCOMPARE(device.taken, device.arrived);
        QCOMPARE(device.timeline.gaps(), 0);
        QVERIFY2(worstErrorMs(device, 0) < 1.0, qPrintable(worstOf(device, 0)));
    }

    void longCyclesAreFollowedToo()
    {
        Device device(CaptureTimeline::Figures::Count);
        device.run(5.0);
        for (int cycle = 0; cycle < 100; ++cycle)
            device.stallAndBurst(0.17);
        device.lose(170ms);
        for (int cycle = 0; cycle < 20; ++cycle)
            device.stallAndBurst(0.17);
        QCOMPARE(device.taken, device.arrived);
        QVERIFY2(std::abs(toSeconds(device.filled()) - 0.17) < 0.006,
                 qPrintable(QString::number(toSeconds(device.filled()))));
        QVERIFY2(std::abs(device.errorMs(device.stamps.size() - 1)) < 6.0, qPrintable(worstOf(device, 0)));
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
        QVERIFY2(worstErrorMs(device, 0) < 20.0, qPrintable(worstOf(device, 0)));
        device.lose(1s);
        device.run(5.0);
        QCOMPARE(device.timeline.gaps(), 1);
    }

    // What PipeWire does when a thread of it comes late: one cycle's samples are never there.
    void singleQuantaLostAreFoundWhereTheyAreMissing_data()
    {
        QTest::addColumn<double>("jitterMs");
        QTest::addColumn<double>("ppm");
        QTest::newRow("quiet") << 0.2 << 0.0;
        QTest::newRow("jitter 8 ms") << 8.0 << 0.0;
        QTest::newRow("jitter 8 ms, fast device") << 8.0 << 500.0;
        QTest::newRow("jitter 8 ms, slow device") << 8.0 << -500.0;
    }
    void singleQuantaLostAreFoundWhereTheyAreMissing()
    {
        QFETCH(double, jitterMs);
        QFETCH(double, ppm);
        Device device(CaptureTimeline::Figures::Count);
        device.jitterMs = jitterMs;
        device.ppm = ppm;
        device.run(5.0);
        const Duration quantum(device.block * 1'000'000'000 / kRate);
        int lost = 0;
        for (; lost < 40; ++lost) {
            device.lose(quantum);
            device.run(0.1 + 5.0 * device.noise());
        }
        device.jitterMs = 0.0;
        device.run(3.0);
        QCOMPARE(device.taken, device.arrived);
        QVERIFY(device.timeline.gaps() >= lost / 2); // two that follow each other closely may be one
        QVERIFY2(std::abs(toSeconds(device.filled() - device.lost)) < 0.015,
                 qPrintable(QString::number(toSeconds(device.filled() - device.lost))));
        QVERIFY2(worstErrorMs(device, 0) < 20.0, qPrintable(worstOf(device, 0)));
        QVERIFY(isMonotone(device));
        // No loss has been taken for drift.
        QVERIFY2(std::abs(device.timeline.ratePpm() - ppm) < 60.0,
                 qPrintable(QString::number(device.timeline.ratePpm())));
    }

    void lossesThatFollowEachOtherAreToldApart()
    {
        Device device(CaptureTimeline::Figures::Count);
        device.jitterMs = 1.0;
        device.run(5.0);
        const std::size_t before = device.stamps.size();
        for (int i = 0; i < 10; ++i) {
            device.lose(21333333ns);
            device.run(0.1);
        }
        device.run(3.0);
        QCOMPARE(device.taken, device.arrived);
        QCOMPARE(device.timeline.gaps(), 10);
        QVERIFY2(worstErrorMs(device, before) < 2.0, qPrintable(worstOf(device, before)));
    }

    // What doesn't fill a fragment at the end of a cycle comes a cycle late: 941 frames of 44.1 kHz sound.
    void fragmentsThatDoNotFitTheCycleAreNoLoss()
    {
        Device device(CaptureTimeline::Figures::Count);
        constexpr std::int64_t kFragment = 128;
        std::int64_t captured = 0;
        std::int64_t handedOver = 0;
        for (int cycle = 0; cycle < 47 * 300; ++cycle) {
            captured += 941;
            const Timestamp when = device.endOf(captured) + device.delay;
            for (; captured - handedOver >= kFragment; handedOver += kFragment) {
                device.arrived += kFragment;
                device.waiting += kFragment;
                device.lookAt(when);
            }
        }
        QCOMPARE(device.timeline.gaps(), 0);
        QCOMPARE(device.skipped, 0);
        QVERIFY2(worstErrorMs(device, 0) < 3.0, qPrintable(worstOf(device, 0)));
    }

    void shortQuantaLostAddUpToNoOffset()
    {
        Device device(CaptureTimeline::Figures::Count);
        device.jitterMs = 1.0;
        device.run(5.0);
        for (int i = 0; i < 100; ++i) {
            device.lose(5333333ns);
            device.run(0.3 + 2.0 * device.noise());
        }
        QVERIFY2(worstErrorMs(device, 0) < 20.0, qPrintable(worstOf(device, 0)));
        device.run(5.0);
        QVERIFY(std::abs(device.errorMs(device.stamps.size() - 1)) < 8.0);
    }

    void latenessTakenForALossIsTakenBack()
    {
        Device device(CaptureTimeline::Figures::Count);
        device.jitterMs = 1.0;
        device.run(5.0);
        device.delay = 55ms;
        device.run(0.6);
        device.delay = 15ms;
        device.run(5.0);
        QVERIFY(device.timeline.gaps() > 0);
        QVERIFY(std::abs(toSeconds(device.filled())) < 0.003);
        QVERIFY(device.skipped > 0);
        QVERIFY(std::abs(device.errorMs(device.stamps.size() - 1)) < 3.0);
        QVERIFY(isMonotone(device));
    }

    void everythingAtOnce_data()
    {
        QTest::addColumn<bool>("isPipeWire");
        QTest::addColumn<double>("ppm");
        for (const double ppm : {-500.0, 0.0, 500.0}) {
            QTest::addRow("PulseAudio %+.0f ppm", ppm) << false << ppm;
            QTest::addRow("PipeWire %+.0f ppm", ppm) << true << ppm;
        }
    }
    // Deliveries up to 30 ms late, bursts, stalls that lose nothing (PulseAudio) or everything (PipeWire),
    // quanta lost, for ten minutes.
    void everythingAtOnce()
    {
        QFETCH(bool, isPipeWire);
        QFETCH(double, ppm);
        Device device(isPipeWire ? CaptureTimeline::Figures::Count : CaptureTimeline::Figures::Latency);
        device.jitterMs = 30.0;
        device.measureNoiseMs = 2.0;
        device.ppm = ppm;
        device.run(10.0);
        for (int i = 0; i < 60; ++i) {
            device.run(3.0 + 10.0 * device.noise());
            const double what = device.noise();
            if (what < 0.3)
                device.stallAndBurst(0.1 + 1.5 * device.noise());
            else if (isPipeWire && what < 0.8)
                device.lose(21333333ns);
            else if (isPipeWire)
                device.lose(1500ms);
        }
        device.jitterMs = 0.0;
        device.run(10.0);
        QCOMPARE(device.taken, device.arrived);
        QVERIFY2(std::abs(toSeconds(device.filled() - device.lost)) < 0.030,
                 qPrintable(QString::number(toSeconds(device.filled() - device.lost))));
        // Just where among deliveries of such jitter a quantum is missing nobody can tell.
        QVERIFY2(worstErrorMs(device, 0) < 21.4 + 2.0, qPrintable(worstOf(device, 0)));
        QVERIFY2(worstApartMs(device) < 10.0, qPrintable(QString::number(worstApartMs(device))));
        QVERIFY(isMonotone(device));
        QVERIFY2(std::abs(device.timeline.ratePpm() - ppm) < 150.0,
                 qPrintable(QString::number(device.timeline.ratePpm())));
    }

    void idleServerThatHandsOverALotAtFirst()
    {
        Device device;
        device.deliver(device.captureOf(device.block) + 1s); // one second late
        device.stallAndBurst(1.2);
        device.run(5.0);
        QCOMPARE(device.timeline.gaps(), 0);
        QVERIFY2(worstErrorMs(device, 0) < 1.0, qPrintable(worstOf(device, 0)));
    }
};

QTEST_GUILESS_MAIN(TestPulseTimeline)
#include "test_pulse_timeline.moc"
