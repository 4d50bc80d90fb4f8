// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/replay_cut.h"
#include "encode/replay_memory.h"

#include <QTest>

#include <cstring>

using namespace reelout;
using namespace std::chrono_literals;

namespace {

constexpr AVRational kTick{1, 25};
constexpr Duration kFrame = 40ms;

SharedPacket picture(std::int64_t pts, std::int64_t dts, bool isKey, int bytes = 100)
{
    AVPacket* packet = av_packet_alloc();
    if (packet == nullptr || av_new_packet(packet, bytes) < 0)
        qFatal("no packet");
    std::memset(packet->data, 0, static_cast<std::size_t>(bytes));
    packet->pts = pts;
    packet->dts = dts;
    packet->duration = 1;
    packet->time_base = kTick;
    packet->flags = isKey ? AV_PKT_FLAG_KEY : 0;
    return SharedPacket(packet, AvFree<av_packet_free>());
}

SharedPacket again(const SharedPacket& packet, std::int64_t pts)
{
    AVPacket* copy = av_packet_clone(packet.get());
    copy->pts = pts;
    copy->dts = pts;
    return SharedPacket(copy, AvFree<av_packet_free>());
}

SharedPacket sound(std::int64_t pts, std::int64_t samples, int bytes)
{
    AVPacket* packet = av_packet_alloc();
    if (packet == nullptr || av_new_packet(packet, bytes) < 0)
        qFatal("no packet");
    for (int i = 0; i < bytes; ++i)
        packet->data[i] = static_cast<std::uint8_t>(pts + i / 4);
    packet->stream_index = 1;
    packet->pts = pts;
    packet->dts = pts;
    packet->duration = samples;
    packet->time_base = {1, 48000};
    packet->flags = AV_PKT_FLAG_KEY;
    return SharedPacket(packet, AvFree<av_packet_free>());
}

// I B B P B B P …: groups of `group` pictures with two B-frames between the others, in decoding order.
std::deque<SharedPacket> reordered(int groups, int group)
{
    std::deque<SharedPacket> pictures;
    std::int64_t dts = -2;
    for (int g = 0; g < groups; ++g) {
        const std::int64_t key = g * group;
        pictures.push_back(picture(key, dts++, true));
        for (std::int64_t p = key + 3; p < key + group; p += 3) {
            pictures.push_back(picture(p, dts++, false));
            pictures.push_back(picture(p - 2, dts++, false));
            pictures.push_back(picture(p - 1, dts++, false));
        }
    }
    return pictures;
}

std::vector<std::int64_t> shown(const std::deque<SharedPacket>& pictures, const PictureCut& cut)
{
    std::vector<std::int64_t> numbers;
    for (std::size_t i = cut.first; i < cut.end; ++i) {
        if (!isLeading(*pictures[i], cut))
            numbers.push_back(pictures[i]->pts);
    }
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

} // namespace

class TestReplayCut : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCutIsWholeByItself()
    {
        // 10, 13 and 16 pictures a group: the B-frames are complete in each.
        const std::deque<SharedPacket> all = reordered(4, 10);
        for (std::size_t there = 1; there <= all.size(); ++there) {
            const std::deque<SharedPacket> pictures(all.begin(),
                                                    all.begin() + static_cast<std::ptrdiff_t>(there));
            for (std::int64_t until = 1; until <= 40; ++until) {
                for (const bool mayBeShort : {false, true}) {
                    const std::optional<PictureCut> cut =
                        cutPictures(pictures, std::max<Duration>(until * kFrame - 12 * kFrame, 0ms),
                                    until * kFrame, mayBeShort);
                    if (!cut) {
                        QVERIFY(!mayBeShort);
                        continue;
                    }
                    QVERIFY(pictures[cut->first]->flags & AV_PKT_FLAG_KEY);
                    QCOMPARE(cut->begin % 10, 0);
                    QVERIFY(cut->begin <= std::max<std::int64_t>(until - 12, 0) || cut->first == 0);
                    if (!mayBeShort)
                        QVERIFY(cut->stop >= until);
                    // Nothing is missing in between, and nothing that comes later belongs before the end.
                    const std::vector<std::int64_t> numbers = shown(pictures, *cut);
                    if (!mayBeShort) {
                        QCOMPARE(static_cast<std::int64_t>(numbers.size()), cut->stop - cut->begin);
                        for (std::size_t i = cut->end; i < all.size(); ++i)
                            QVERIFY(all[i]->pts >= cut->stop);
                        QVERIFY(cut->stop - until <= 3);
                    }
                }
            }
        }
    }

    void waitsForWhatIsNotThere()
    {
        const std::deque<SharedPacket> pictures = reordered(2, 10);
        QVERIFY(!cutPictures(pictures, 0ms, 21 * kFrame, false));
        QVERIFY(!cutPictures({}, 0ms, kFrame, true));
        // Nothing begins without a key frame.
        const std::deque<SharedPacket> headless{picture(0, 0, false), picture(1, 1, false)};
        QVERIFY(!cutPictures(headless, 0ms, kFrame, true));
    }

    void picturesBeforeTheKeyFrameAreLeading()
    {
        // An open group: 3 and 4 are decoded after the key frame 5 and shown before it.
        const std::deque<SharedPacket> pictures{
            picture(0, -2, true), picture(2, -1, false), picture(1, 0, false), picture(5, 1, true),
            picture(3, 2, false), picture(4, 3, false),  picture(6, 6, false), picture(7, 7, false)};
        const std::optional<PictureCut> cut = cutPictures(pictures, 5 * kFrame, 7 * kFrame, true);
        QVERIFY(cut);
        QCOMPARE(shown(pictures, *cut), (std::vector<std::int64_t>{5, 6}));
    }

    void uncompressedSoundIsCutAtTheSample()
    {
        AVCodecParameters pcm{};
        pcm.codec_id = AV_CODEC_ID_PCM_S16LE;
        pcm.sample_rate = 48000;
        pcm.block_align = 4;
        std::deque<SharedPacket> packets;
        for (std::int64_t i = 0; i < 5; ++i)
            packets.push_back(sound(i * 10, 10, 40));
        const std::vector<AvPacketPtr> cut = cutSound(packets, pcm, 13, 37, true);
        QCOMPARE(cut.size(), 3U);
        std::int64_t next = 0;
        for (const AvPacketPtr& packet : cut) {
            QCOMPARE(packet->pts, next);
            QCOMPARE(packet->duration, packet->size / 4);
            for (int i = 0; i < packet->size; i += 4)
                QCOMPARE(packet->data[i], static_cast<std::uint8_t>(13 + next++));
        }
        QCOMPARE(next, 24);
    }

    void codedSoundBeginsEarlyWhereItMay()
    {
        AVCodecParameters aac{};
        aac.codec_id = AV_CODEC_ID_AAC;
        aac.sample_rate = 48000;
        std::deque<SharedPacket> packets;
        for (std::int64_t i = 0; i < 6; ++i)
            packets.push_back(sound(i * 1024 - 1024, 1024, 100));
        const std::vector<AvPacketPtr> early = cutSound(packets, aac, 2100, 4000, true);
        QCOMPARE(early.size(), 3U);
        QCOMPARE(early.front()->pts, 1024 - 2100); // a whole packet before the one that holds the sample
        QCOMPARE(early.back()->pts + early.back()->duration, 4000 - 2100);
        const std::vector<AvPacketPtr> late = cutSound(packets, aac, 2100, 4000, false);
        QCOMPARE(late.front()->pts, 3072 - 2100);
    }

    void wholeGroupsLeaveTheMemory()
    {
        ReplayMemory memory({10 * kFrame, 1 << 20});
        memory.setSounds(1);
        std::vector<SharedPacket> left;
        for (std::int64_t i = 0; i < 100; ++i) {
            memory.add(sound(i * 1920, 1920, 40), left);
            memory.add(picture(i, i, i % 4 == 0), left);
            QVERIFY(memory.pictures().front()->flags & AV_PKT_FLAG_KEY);
            const Duration held = memory.level().length;
            QVERIFY(held >= std::min<Duration>((i + 1) * kFrame, 10 * kFrame));
            QVERIFY(held < 15 * kFrame);
            QVERIFY(memory.sounds()[0].front()->pts <= memory.pictures().front()->pts * 1920);
        }
        QVERIFY(memory.sounds()[0].size() < 30);
        QCOMPARE(left.size() + memory.pictures().size() + memory.sounds()[0].size(), 200U);
        QVERIFY(!memory.level().isCramped);
    }

    void neverMoreThanItsBytes()
    {
        ReplayMemory memory({1000 * kFrame, 5000});
        memory.setSounds(0);
        std::vector<SharedPacket> left;
        for (std::int64_t i = 0; i < 100; ++i) {
            memory.add(picture(i, i, i % 3 == 0, 300), left);
            QVERIFY(memory.level().bytes <= 5000);
        }
        QVERIFY(memory.level().isCramped);
        QVERIFY(memory.level().length > 3 * kFrame);
        // One packet that is larger than all of it leaves nothing, and the next key frame begins anew.
        memory.add(picture(100, 100, false, 6000), left);
        QCOMPARE(memory.level().bytes, 0U);
        memory.add(picture(101, 101, false, 300), left);
        QVERIFY(memory.pictures().empty());
        memory.add(picture(102, 102, true, 300), left);
        QCOMPARE(memory.level().length, kFrame);
    }

    void aPacketThatRepeatsCountsOnce()
    {
        ReplayMemory memory({20 * kFrame, 1 << 20});
        memory.setSounds(0);
        std::vector<SharedPacket> left;
        const SharedPacket first = picture(0, 0, true, 1000);
        memory.add(first, left);
        const std::uint64_t one = memory.level().bytes;
        for (std::int64_t i = 1; i < 50; ++i)
            memory.add(again(first, i), left);
        QCOMPARE(memory.level().bytes, one);
        for (std::int64_t i = 50; i < 100; ++i)
            memory.add(picture(i, i, true, 10), left);
        QVERIFY(memory.level().bytes < 20 * (10 + 256) + 500);
    }
};

QTEST_APPLESS_MAIN(TestReplayCut)
#include "test_replay_cut.moc"
