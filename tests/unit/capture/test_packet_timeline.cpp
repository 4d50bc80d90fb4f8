// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/packet_timeline.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace reelout;

namespace {

using namespace std::chrono_literals;

constexpr int kRate = 48000;
constexpr std::int64_t kFrames = 480;

/// A device of its own rate that hands over packets of 10 ms, with jittering time stamps.
class Device {
public:
    explicit Device(double ppm = 0.0, Duration jitter = 0ns)
        : m_frameTime(1e9 / (kRate * (1.0 + ppm * 1e-6))),
          m_jitter(static_cast<double>(jitter.count()))
    {}

    PacketTimeline::Packet next()
    {
        PacketTimeline::Packet packet;
        packet.position = m_position;
        packet.frames = kFrames;
        packet.time = trueTime() + Duration(std::llround(m_spread(m_random) * m_jitter));
        m_position += kFrames;
        m_elapsed += kFrames;
        return packet;
    }
    /// When the first frame of what next() hands over was captured.
    Timestamp trueTime() const
    {
        return timestampFromNanoseconds(5'000'000'000) +
               Duration(std::llround(static_cast<double>(m_elapsed) * m_frameTime));
    }
    void lose(std::int64_t frames, bool isCounted)
    {
        m_elapsed += frames;
        if (isCounted)
            m_position += frames;
    }

private:
    const double m_frameTime;
    const double m_jitter;
    std::int64_t m_position = 0;
    std::int64_t m_elapsed = 0;
    std::mt19937 m_random{3};
    std::uniform_real_distribution<double> m_spread{-1.0, 1.0};
};

double offBy(const PacketTimeline::Placed& placed, Timestamp trueTime)
{
    return std::abs(toSeconds(placed.captured - trueTime));
}

} // namespace

class TestPacketTimeline : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void jitterIsSmoothed();
    void driftIsFollowed_data();
    void driftIsFollowed();
    void aCountedGapIsExact();
    void aGapTheDriverOnlySpeaksOf();
    void aCountInAnotherRate();
    void aSilentLossIsFound();
    void oneLatePacketIsNoGap();
    void withoutTimes();
    void aCountThatStartsAnew();
    void stampsNeverGoBack();
};

void TestPacketTimeline::jitterIsSmoothed()
{
    Device device(0.0, 2ms);
    PacketTimeline timeline(kRate);
    double most = 0.0;
    for (int i = 0; i < 3000; ++i) {
        const Timestamp when = device.trueTime();
        const auto placed = timeline.place(device.next());
        QCOMPARE(placed.missing, std::int64_t{0});
        if (i > 100)
            most = std::max(most, offBy(placed, when));
    }
    QVERIFY2(most < 0.0008, qPrintable(QString::number(most)));
    QCOMPARE(timeline.gaps(), std::int64_t{0});
}

void TestPacketTimeline::driftIsFollowed_data()
{
    QTest::addColumn<double>("ppm");
    QTest::newRow("slow") << -500.0;
    QTest::newRow("fast") << 500.0;
}

void TestPacketTimeline::driftIsFollowed()
{
    QFETCH(double, ppm);
    Device device(ppm, 500us);
    PacketTimeline timeline(kRate);
    double most = 0.0;
    for (int i = 0; i < 60000; ++i) { // ten minutes
        const Timestamp when = device.trueTime();
        const auto placed = timeline.place(device.next());
        QCOMPARE(placed.missing, std::int64_t{0});
        most = std::max(most, offBy(placed, when));
    }
    QVERIFY2(most < 0.003, qPrintable(QString::number(most)));
    QVERIFY2(std::abs(timeline.ratePpm() - ppm) < 30.0, qPrintable(QString::number(timeline.ratePpm())));
}

void TestPacketTimeline::aCountedGapIsExact()
{
    Device device(120.0, 1ms);
    PacketTimeline timeline(kRate);
    for (int i = 0; i < 500; ++i)
        timeline.place(device.next());
    for (const std::int64_t lost : {std::int64_t{37}, kFrames, std::int64_t{48000}}) {
        device.lose(lost, true);
        const Timestamp when = device.trueTime();
        const auto placed = timeline.place(device.next());
        QCOMPARE(placed.missing, lost);
        QVERIFY(offBy(placed, when) < 0.002);
        for (int i = 0; i < 50; ++i)
            QCOMPARE(timeline.place(device.next()).missing, std::int64_t{0});
    }
    QCOMPARE(timeline.gaps(), std::int64_t{3});
    QVERIFY(std::abs(toSeconds(timeline.lost()) - (37.0 + 480.0 + 48000.0) / kRate) < 1e-6);
}

void TestPacketTimeline::aGapTheDriverOnlySpeaksOf()
{
    Device device;
    PacketTimeline timeline(kRate);
    for (int i = 0; i < 100; ++i)
        timeline.place(device.next());
    device.lose(4800, false);
    PacketTimeline::Packet packet = device.next();
    packet.isDiscontinuous = true;
    const auto placed = timeline.place(packet);
    QVERIFY(std::abs(placed.missing - 4800) <= 2);
    // Some drivers set the flag on their first packet, and now and then for nothing.
    packet = device.next();
    packet.isDiscontinuous = true;
    QCOMPARE(timeline.place(packet).missing, std::int64_t{0});
}

// The device runs at 96 kHz, is converted to 48, and counts its own frames.
void TestPacketTimeline::aCountInAnotherRate()
{
    Device device(0.0, 500us);
    PacketTimeline timeline(kRate);
    for (int i = 0; i < 2000; ++i) {
        PacketTimeline::Packet packet = device.next();
        packet.position *= 2;
        QCOMPARE(timeline.place(packet).missing, std::int64_t{0});
    }
    QCOMPARE(timeline.gaps(), std::int64_t{0});
}

void TestPacketTimeline::aSilentLossIsFound()
{
    Device device(0.0, 1ms);
    PacketTimeline timeline(kRate);
    for (int i = 0; i < 200; ++i)
        timeline.place(device.next());
    device.lose(9600, false);
    std::int64_t missing = 0;
    for (int i = 0; i < 30; ++i)
        missing += timeline.place(device.next()).missing;
    QVERIFY2(std::abs(missing - 9600) < 100, qPrintable(QString::number(missing)));
    QCOMPARE(timeline.gaps(), std::int64_t{1});
}

void TestPacketTimeline::oneLatePacketIsNoGap()
{
    Device device;
    PacketTimeline timeline(kRate);
    for (int i = 0; i < 300; ++i) {
        PacketTimeline::Packet packet = device.next();
        if (i % 40 == 39)
            packet.time += 90ms;
        QCOMPARE(timeline.place(packet).missing, std::int64_t{0});
    }
}

void TestPacketTimeline::withoutTimes()
{
    Device device;
    PacketTimeline timeline(kRate);
    Timestamp before;
    for (int i = 0; i < 200; ++i) {
        if (i == 100)
            device.lose(960, true);
        PacketTimeline::Packet packet = device.next();
        packet.isTimeKnown = i == 0;
        const auto placed = timeline.place(packet);
        QCOMPARE(placed.missing, i == 100 ? std::int64_t{960} : std::int64_t{0});
        if (i > 0)
            QVERIFY(std::abs(toSeconds(placed.captured - before) - (i == 100 ? 0.030 : 0.010)) < 1e-6);
        before = placed.captured;
    }
}

void TestPacketTimeline::aCountThatStartsAnew()
{
    Device device;
    PacketTimeline timeline(kRate);
    for (int i = 0; i < 50; ++i)
        timeline.place(device.next());
    for (int i = 0; i < 50; ++i) {
        PacketTimeline::Packet packet = device.next();
        packet.position -= 50 * kFrames;
        QCOMPARE(timeline.place(packet).missing, std::int64_t{0});
    }
}

void TestPacketTimeline::stampsNeverGoBack()
{
    Device device(0.0, 60ms);
    PacketTimeline timeline(kRate);
    Timestamp before{};
    for (int i = 0; i < 2000; ++i) {
        const auto placed = timeline.place(device.next());
        QVERIFY(placed.captured > before);
        before = placed.captured;
    }
}

QTEST_GUILESS_MAIN(TestPacketTimeline)
#include "test_packet_timeline.moc"
