// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/packet_interleaver.h"

#include <QTest>

using namespace reelout;

namespace {

AvPacketPtr packet(int track, std::int64_t dts, AVRational timeBase)
{
    AvPacketPtr result(av_packet_alloc());
    result->stream_index = track;
    result->dts = dts;
    result->time_base = timeBase;
    return result;
}

constexpr AVRational kFrames{1, 30};
constexpr AVRational kSamples{1, 48000};

} // namespace

class TestPacketInterleaver : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneTrackNeverWaits();
    void orderIsThatOfDecoding();
    void laggingTrackIsWaitedForOnlySoLong();
};

void TestPacketInterleaver::oneTrackNeverWaits()
{
    PacketInterleaver interleaver(1, std::chrono::seconds(1));
    QVERIFY(!interleaver.pop());
    interleaver.push(packet(0, 5, kFrames));
    QCOMPARE(interleaver.pop()->dts, 5);
    QVERIFY(!interleaver.pop());
}

void TestPacketInterleaver::orderIsThatOfDecoding()
{
    PacketInterleaver interleaver(2, std::chrono::seconds(1));
    for (int i = -2; i < 10; ++i)
        interleaver.push(packet(0, i, kFrames));
    QVERIFY(!interleaver.pop());
    for (int i = -1; i < 10; ++i)
        interleaver.push(packet(1, i * 1024, kSamples));
    Duration last = Duration::min();
    int count = 0;
    while (const AvPacketPtr next = interleaver.pop()) {
        QVERIFY(decodingTime(*next) >= last);
        last = decodingTime(*next);
        ++count;
    }
    QVERIFY(count > 11 && count < 23);
    while (const AvPacketPtr next = interleaver.popRest()) {
        QVERIFY(decodingTime(*next) >= last);
        last = decodingTime(*next);
        ++count;
    }
    QCOMPARE(count, 23);
}

void TestPacketInterleaver::laggingTrackIsWaitedForOnlySoLong()
{
    PacketInterleaver interleaver(2, std::chrono::seconds(1));
    std::int64_t written = 0;
    for (int i = 0; i < 300; ++i) {
        interleaver.push(packet(0, i, kFrames));
        while (interleaver.pop())
            ++written;
        QVERIFY(i + 1 - written <= 32);
    }
    QVERIFY(written >= 268);
}

QTEST_GUILESS_MAIN(TestPacketInterleaver)
#include "test_packet_interleaver.moc"
