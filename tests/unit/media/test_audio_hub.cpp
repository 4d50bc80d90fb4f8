// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/audio_hub.h"

#include <QTest>

#include <atomic>
#include <thread>
#include <utility>

using namespace reelout;
using namespace std::chrono_literals;

namespace {

Timestamp at(Duration time)
{
    return timestampFromNanoseconds(time.count());
}

/// `frames` stereo frames that count up from `first` on the left and down on the right.
std::vector<float> counting(std::int64_t first, int frames)
{
    std::vector<float> samples;
    for (int i = 0; i < frames; ++i) {
        // Whole numbers below 2^24 are exact in a float.
        const auto value = static_cast<float>((first + i) % 10'000'000);
        samples.push_back(value);
        samples.push_back(-value);
    }
    return samples;
}

} // namespace

class TestAudioHub : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void formatIsMadeSane()
    {
        const AudioHub hub({0, 200, {}}, 1s);
        QCOMPARE(hub.format().sampleRate, 1);
        QCOMPARE(hub.format().channels, 64);
        QCOMPARE(hub.format().channelNames.size(), 64);
        QCOMPARE(hub.format().channelNames.last(), QStringLiteral("chan64"));
    }

    void readersSeeWhatIsPublished()
    {
        AudioHub hub({48000, 2, {}}, 1s);
        AudioHub::Reader first = hub.readerFromNow();
        AudioBlock block;
        QVERIFY(!first.read(block));
        hub.publish(at(5s), counting(0, 480));
        AudioHub::Reader second = hub.readerFromNow();
        hub.publish(at(5010ms), counting(480, 480));
        QCOMPARE(hub.framesPublished(), 960U);

        QVERIFY(first.read(block));
        QCOMPARE(block.captured, at(5s));
        QCOMPARE(block.samples, counting(0, 480));
        QVERIFY(first.read(block));
        QCOMPARE(block.samples, counting(480, 480));
        QVERIFY(!first.read(block));

        QVERIFY(second.read(block));
        QCOMPARE(block.captured, at(5010ms));
        QCOMPARE(block.lostFrames, 0U);
        QVERIFY(!second.read(block));
    }

    void readerStartsInThePast()
    {
        AudioHub hub({1000, 2, {}}, 1s);
        for (int i = 0; i < 100; ++i)
            hub.publish(at(i * 10ms), counting(i * 10, 10));
        AudioBlock block;
        // A block that ends exactly at the time has nothing of it.
        AudioHub::Reader exact = hub.readerFrom(at(500ms));
        QVERIFY(exact.read(block));
        QCOMPARE(block.captured, at(500ms));
        QCOMPARE(block.lostFrames, 0U);
        AudioHub::Reader inside = hub.readerFrom(at(505ms));
        QVERIFY(inside.read(block));
        QCOMPARE(block.captured, at(500ms));
        AudioHub::Reader before = hub.readerFrom(at(-10s));
        QVERIFY(before.read(block));
        QCOMPARE(block.captured, at(0s));
        AudioHub::Reader future = hub.readerFrom(at(10s));
        QVERIFY(!future.read(block));
        hub.publish(at(1s), counting(1000, 10));
        QVERIFY(future.read(block));
        QCOMPARE(block.captured, at(1s));
    }

    void historyHoldsAtLeastWhatWasAsked()
    {
        AudioHub hub({48000, 2, {}}, 2s);
        for (int i = 0; i < 1000; ++i)
            hub.publish(at(i * 10ms), counting(i * 480, 480));
        AudioHub::Reader reader = hub.readerFrom(at(8s));
        AudioBlock block;
        QVERIFY(reader.read(block));
        QCOMPARE(block.captured, at(8s));
        QCOMPARE(block.samples, counting(384000, 480));
        // A reader from before the history starts with what is there, and that is no loss.
        AudioHub::Reader oldest = hub.readerFrom(at(0s));
        QVERIFY(oldest.read(block));
        QVERIFY(block.captured <= at(8s));
        QCOMPARE(block.lostFrames, 0U);
    }

    void overrunReaderLearnsWhatItLost()
    {
        AudioHub hub({1000, 2, {}}, 100ms);
        AudioHub::Reader reader = hub.readerFromNow();
        AudioBlock block;
        hub.publish(at(0s), counting(0, 10));
        QVERIFY(reader.read(block));
        for (int i = 1; i <= 1000; ++i)
            hub.publish(at(i * 10ms), counting(i * 10, 10));
        std::uint64_t got = 10;
        std::uint64_t lost = 0;
        int losses = 0;
        while (reader.read(block)) {
            lost += block.lostFrames;
            losses += block.lostFrames > 0 ? 1 : 0;
            QCOMPARE(block.samples, counting(static_cast<std::int64_t>(got + lost), 10));
            got += block.samples.size() / 2;
        }
        QCOMPARE(losses, 1);
        QVERIFY(lost > 9000);
        QCOMPARE(got + lost, hub.framesPublished());
    }

    void whatTheSourceKnowsToBeMissingIsTold()
    {
        AudioHub hub({1000, 2, {}}, 100ms);
        AudioHub::Reader reader = hub.readerFromNow();
        hub.publish(at(0s), counting(0, 10));
        hub.publish(at(31ms), counting(10, 200), 21); // split: longer than a quarter of the ring
        AudioHub::Reader late = hub.readerFrom(at(35ms));
        AudioBlock block;
        std::vector<std::uint64_t> lost;
        while (reader.read(block))
            lost.push_back(block.lostFrames);
        QVERIFY(lost.size() > 2);
        QCOMPARE(lost[0], 0U);
        QCOMPARE(lost[1], 21U);
        QCOMPARE(lost[2], 0U);
        QVERIFY(late.read(block));
        QCOMPARE(block.lostFrames, 0U); // before its time
    }

    void readerOverrunBeforeItsFirstReadLearnsItToo()
    {
        AudioHub hub({1000, 2, {}}, 100ms);
        AudioHub::Reader reader = hub.readerFromNow();
        for (int i = 0; i < 1000; ++i)
            hub.publish(at(i * 10ms), counting(i * 10, 10));
        AudioBlock block;
        QVERIFY(reader.read(block));
        QVERIFY(block.lostFrames > 9000);
        QCOMPARE(block.samples, counting(static_cast<std::int64_t>(block.lostFrames), 10));
    }

    void longRunsAreSplitWithExactTimes()
    {
        AudioHub hub({44100, 1, {}}, 1s);
        AudioHub::Reader reader = hub.readerFromNow();
        hub.publish(at(1s), std::vector<float>(60000, 0.25F));
        AudioBlock block;
        std::int64_t frames = 0;
        while (reader.read(block)) {
            QCOMPARE(block.captured, at(1s + Duration(frames * 1'000'000'000 / 44100)));
            frames += static_cast<std::int64_t>(block.samples.size());
        }
        QCOMPARE(frames, 60000);
    }

    void peaksAreTakenOnce()
    {
        AudioHub hub({48000, 2, {}}, 1s);
        hub.publish(at(0s), std::vector<float>{0.1F, -0.5F, 0.2F, 0.4F});
        hub.publish(at(1s), std::vector<float>{-0.3F, 0.1F});
        QCOMPARE(hub.takePeaks(), (std::vector<float>{0.3F, 0.5F}));
        QCOMPARE(hub.takePeaks(), (std::vector<float>{0.0F, 0.0F}));
    }

    void eventsAreKept()
    {
        AudioHub hub({48000, 2, {}}, 1s);
        QVERIFY(!hub.isLost());
        hub.publishEvent({SourceEventKind::Lost, at(1s), QStringLiteral("gone")});
        QVERIFY(hub.isLost());
        hub.publishEvent({SourceEventKind::Recovered, at(2s), QStringLiteral("back")});
        QVERIFY(!hub.isLost());
        QCOMPARE(hub.eventsAfter(0).size(), 2U);
        QCOMPARE(hub.eventsAfter(1).front().text, QStringLiteral("back"));
        QVERIFY(hub.eventsAfter(2).empty());
    }

    /// The one that matters under ThreadSanitizer: a writer that laps two readers, one of them started in the
    /// past. Whatever they get must be whole, in order and add up.
    void readersBesideAWriterThatLapsThem()
    {
        constexpr int kBlocks = 20000;
        constexpr int kFrames = 37;
        AudioHub hub({8000, 2, {}}, 100ms);
        std::atomic<bool> done{false};
        std::atomic<int> torn{0};
        hub.publish(at(0s), counting(0, kFrames));

        const auto follow = [&](AudioHub::Reader reader, std::uint64_t& accounted, bool dawdle) {
            AudioBlock block;
            bool isFirst = true;
            while (true) {
                const bool wasDone = done.load();
                while (reader.read(block)) {
                    // A reader that begins in the past is not told of what was before it, and what it loses
                    // at once counts from there.
                    if (std::exchange(isFirst, false))
                        accounted = static_cast<std::uint64_t>(block.captured.time_since_epoch().count());
                    else
                        accounted += block.lostFrames;
                    if (block.samples != counting(static_cast<std::int64_t>(accounted), kFrames) ||
                        block.captured != at(Duration(static_cast<std::int64_t>(accounted))))
                        ++torn;
                    accounted += block.samples.size() / 2;
                    if (dawdle)
                        std::this_thread::yield();
                }
                if (wasDone)
                    return;
            }
        };
        std::uint64_t firstCount = 0;
        std::uint64_t secondCount = 0;
        std::thread first([&] { follow(hub.readerFrom(at(0s)), firstCount, false); });
        // Made here, so that it begins at frame 0 too.
        std::thread second([&, reader = hub.readerFrom(at(0s))] { follow(reader, secondCount, true); });
        std::thread peeker([&] {
            while (!done.load())
                (void)hub.takePeaks();
        });
        for (std::int64_t i = 1; i < kBlocks; ++i)
            hub.publish(at(Duration(i * kFrames)), counting(i * kFrames, kFrames));
        done = true;
        first.join();
        second.join();
        peeker.join();
        QCOMPARE(torn.load(), 0);
        QCOMPARE(hub.framesPublished(), static_cast<std::uint64_t>(kBlocks) * kFrames);
        QCOMPARE(secondCount, hub.framesPublished());
        QCOMPARE(firstCount, hub.framesPublished());
    }
};

QTEST_GUILESS_MAIN(TestAudioHub)
#include "test_audio_hub.moc"
