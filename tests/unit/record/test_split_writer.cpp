// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/split_writer.h"
#include "record/take_timeline.h"
#include "support/fake_source.h"
#include "support/fake_writer.h"
#include "support/virtual_clock.h"

#include <QTest>

#include <thread>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

namespace {

constexpr int kRate = 48000;

/// One file: what was written to it.
struct File {
    std::vector<std::uint64_t> pictures; ///< serials
    std::vector<float> sound;
    std::vector<Marker> markers;
    bool isFinished = false;
    bool isDropped = false;
};

struct Disk {
    std::mutex mutex;
    std::map<QString, File> files; ///< by path
    std::uint64_t bytesPerPicture = 1000;
    std::uint64_t bytesPerSample = 0;
    Gate finishGate;
    Gate openGate;
    std::optional<Error> openError;
    std::optional<Error> finishError; ///< of the first file

    File file(const QString& path)
    {
        const std::scoped_lock lock(mutex);
        return files[path];
    }
    int finished()
    {
        const std::scoped_lock lock(mutex);
        return static_cast<int>(std::count_if(files.begin(), files.end(),
                                              [](const auto& each) { return each.second.isFinished; }));
    }
};

class DiskWriter final : public MediaWriter {
public:
    DiskWriter(std::shared_ptr<Disk> disk, QString path) : m_disk(std::move(disk)), m_path(std::move(path))
    {
        const std::scoped_lock lock(m_disk->mutex);
        m_disk->files[m_path];
    }
    ~DiskWriter() override
    {
        const std::scoped_lock lock(m_disk->mutex);
        m_disk->files[m_path].isDropped = !m_disk->files[m_path].isFinished;
    }
    PixelFormat pictureFormat() const override { return PixelFormat::Bgrx8; }
    Size pictureSize() const override { return {16, 16}; }
    ColourSpec pictureColour() const override { return kScreenColour; }
    bool hasCheapRepeats() const override { return true; }
    Status repeatPicture(const PicturePtr& picture, std::int64_t index) override
    {
        {
            const std::scoped_lock lock(m_disk->mutex);
            const File& file = m_disk->files[m_path];
            if (file.pictures.empty() || file.pictures.back() != picture->serial)
                return makeError(ErrorCode::Internal, QStringLiteral("repeat"), m_path);
        }
        return writePicture(picture, index);
    }
    Status writePicture(const PicturePtr& picture, std::int64_t index) override
    {
        const std::scoped_lock lock(m_disk->mutex);
        File& file = m_disk->files[m_path];
        if (index < static_cast<std::int64_t>(file.pictures.size()))
            return makeError(ErrorCode::Internal, QStringLiteral("picture"), m_path);
        // The one before stays on show.
        while (static_cast<std::int64_t>(file.pictures.size()) < index && !file.pictures.empty())
            file.pictures.push_back(file.pictures.back());
        file.pictures.push_back(picture->serial);
        m_bytes += m_disk->bytesPerPicture;
        return {};
    }
    Status writeAudio(std::span<const float> samples, std::int64_t firstFrame) override
    {
        const std::scoped_lock lock(m_disk->mutex);
        File& file = m_disk->files[m_path];
        if (firstFrame != static_cast<std::int64_t>(file.sound.size()))
            return makeError(ErrorCode::Internal, QStringLiteral("sound"), m_path);
        file.sound.insert(file.sound.end(), samples.begin(), samples.end());
        m_bytes += m_disk->bytesPerSample * samples.size();
        return {};
    }
    Status addMarker(const Marker& marker) override
    {
        const std::scoped_lock lock(m_disk->mutex);
        m_disk->files[m_path].markers.push_back(marker);
        return {};
    }
    Result<WrittenFile> finish(Timestamp) override
    {
        m_disk->finishGate.pass();
        const std::scoped_lock lock(m_disk->mutex);
        File& file = m_disk->files[m_path];
        file.isFinished = true;
        if (m_disk->finishError && m_path == QLatin1String("0"))
            return *m_disk->finishError;
        return WrittenFile{m_path,
                           m_bytes,
                           static_cast<std::int64_t>(file.pictures.size()),
                           static_cast<std::int64_t>(file.sound.size()),
                           {},
                           {}};
    }
    std::uint64_t bytesWritten() const override { return m_bytes; }

private:
    std::shared_ptr<Disk> m_disk;
    QString m_path;
    std::uint64_t m_bytes = 0;
};

/// A writer of files "0", "1" … on a scripted disk.
struct Bench {
    Bench()
    {
        setup.rate = FrameRate(25, 1);
        setup.clock = &clock;
        setup.pace = SplitSetup::Pace::Unhurried;
        setup.openNext = [disk = disk, number = 1]() mutable -> Result<PartOpener::Opened> {
            disk->openGate.pass();
            if (disk->openError)
                return *disk->openError;
            const QString path = QString::number(number++);
            return PartOpener::Opened{path, std::make_unique<DiskWriter>(disk, path)};
        };
        setup.started = [this](const QString& path) { started += path; };
        setup.finished = [this](const FinishedPart& part) {
            const std::scoped_lock lock(mutex);
            finished.push_back(part);
        };
        setup.refused = [this](const Error& error) { refused += error.detail; };
    }
    void open()
    {
        writer = std::make_unique<SplitWriter>(
            setup,
            PartOpener::Opened{QStringLiteral("0"), std::make_unique<DiskWriter>(disk, QStringLiteral("0"))},
            orders);
    }
    bool picture(std::int64_t index)
    {
        const bool isWritten =
            writer->writePicture(fakePicture(static_cast<std::uint64_t>(index + 1), {}), index).hasValue();
        return isWritten &&
               (setup.sampleRate == 0 || soundUntil(soundFramesFor(setup.rate, index + 1, kRate) - lag));
    }
    /// Sample n has the value n.
    bool soundUntil(std::int64_t end)
    {
        while (sound < end) {
            std::vector<float> block;
            const std::int64_t first = sound;
            for (; sound < std::min(end, first + 777); ++sound)
                block.push_back(static_cast<float>(sound));
            if (!writer->writeAudio(block, first))
                return false;
        }
        return true;
    }
    /// All files behind each other.
    File joined()
    {
        File all;
        const std::scoped_lock lock(disk->mutex);
        for (const auto& [path, file] : disk->files) {
            if (file.isDropped)
                continue;
            all.pictures.insert(all.pictures.end(), file.pictures.begin(), file.pictures.end());
            all.sound.insert(all.sound.end(), file.sound.begin(), file.sound.end());
        }
        return all;
    }
    bool isSeamless(std::size_t pictures, std::size_t samples)
    {
        const File all = joined();
        if (all.pictures.size() != pictures || all.sound.size() != samples)
            return false;
        for (std::size_t i = 0; i < pictures; ++i) {
            if (all.pictures[i] != i + 1)
                return false;
        }
        for (std::size_t i = 0; i < samples; ++i) {
            if (all.sound[i] != static_cast<float>(i))
                return false;
        }
        return true;
    }
    void hearSound(FrameRate rate)
    {
        setup.rate = rate;
        setup.sampleRate = kRate;
        setup.channels = 1;
    }

    std::shared_ptr<Disk> disk = std::make_shared<Disk>();
    std::shared_ptr<WriterOrders> orders = std::make_shared<WriterOrders>();
    VirtualClock clock;
    SplitSetup setup;
    std::unique_ptr<SplitWriter> writer;
    std::int64_t sound = 0;
    std::int64_t lag = 0; ///< samples the sound is behind the picture
    QStringList started;
    QStringList refused;
    std::mutex mutex;
    std::vector<FinishedPart> finished;
};

} // namespace

class TestSplitWriter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutASplitNothingChanges()
    {
        Bench bench;
        bench.open();
        for (int i = 0; i < 10; ++i)
            QVERIFY(bench.picture(i));
        const Result<WrittenFile> file = bench.writer->finish(Timestamp::max());
        QVERIFY(file);
        QCOMPARE(file->path, QStringLiteral("0"));
        QCOMPARE(file->frames, 10);
        QCOMPARE(bench.finished.size(), 1U);
        QVERIFY(bench.started.isEmpty());
        QVERIFY(bench.isSeamless(10, 0));
    }

    void picturesAndSamplesAreCutTogether_data()
    {
        QTest::addColumn<int>("numerator");
        QTest::addColumn<int>("denominator");
        QTest::addColumn<int>("lag");
        for (const int lag : {0, 1, 1000, 5000, 30000}) {
            QTest::addRow("25, sound %d behind", lag) << 25 << 1 << lag;
            QTest::addRow("29.97, sound %d behind", lag) << 30000 << 1001 << lag;
            QTest::addRow("60, sound %d behind", lag) << 60 << 1 << lag;
        }
    }

    void picturesAndSamplesAreCutTogether()
    {
        QFETCH(int, numerator);
        QFETCH(int, denominator);
        QFETCH(int, lag);
        Bench bench;
        bench.hearSound(FrameRate(numerator, denominator));
        bench.lag = lag;
        bench.setup.limits.frames = 40;
        bench.open();
        for (int i = 0; i < 100; ++i)
            QVERIFY(bench.picture(i));
        const std::int64_t all = soundFramesFor(bench.setup.rate, 100, kRate);
        QVERIFY(bench.soundUntil(all));
        const Result<WrittenFile> file = bench.writer->finish(Timestamp::max());
        QVERIFY(file);
        QCOMPARE(file->frames, 100);
        QCOMPARE(file->audioFrames, all);
        QVERIFY(bench.isSeamless(100, static_cast<std::size_t>(all)));
        QCOMPARE(bench.started, (QStringList{QStringLiteral("1"), QStringLiteral("2")}));
        // Each file's sound begins and ends with its pictures.
        for (const int number : {0, 1, 2}) {
            const File part = bench.disk->file(QString::number(number));
            const int first = 40 * number;
            const int end = std::min(first + 40, 100);
            QCOMPARE(part.pictures.size(), static_cast<std::size_t>(end - first));
            QCOMPARE(part.pictures.front(), static_cast<std::uint64_t>(first + 1));
            QCOMPARE(static_cast<std::int64_t>(part.sound.size()),
                     soundFramesFor(bench.setup.rate, end, kRate) -
                         soundFramesFor(bench.setup.rate, first, kRate));
            QVERIFY(part.isFinished);
        }
    }

    void twoSplitsInARowAreTwo()
    {
        Bench bench;
        bench.hearSound(FrameRate(25, 1));
        bench.lag = 10000;
        bench.open();
        for (int i = 0; i < 20; ++i) {
            if (i == 10) {
                QVERIFY(bench.orders->split());
                QVERIFY(bench.orders->split());
            }
            QVERIFY(bench.picture(i));
        }
        QVERIFY(bench.soundUntil(20 * 1920));
        QVERIFY(bench.writer->finish(Timestamp::max()));
        QVERIFY(bench.isSeamless(20, 20 * 1920));
        QCOMPARE(bench.disk->file(QStringLiteral("0")).pictures.size(), 10U);
        QCOMPARE(bench.disk->file(QStringLiteral("1")).pictures.size(), 1U);
        QCOMPARE(bench.disk->file(QStringLiteral("2")).pictures.size(), 9U);
    }

    void aSplitWithNothingBehindItLeavesNoFile()
    {
        Bench bench;
        bench.open();
        for (int i = 0; i < 5; ++i)
            QVERIFY(bench.picture(i));
        QVERIFY(bench.orders->split());
        const Result<WrittenFile> file = bench.writer->finish(Timestamp::max());
        QVERIFY(file);
        QCOMPARE(bench.disk->files.size(), 1U);
        // Nor does one that was opened ahead of its time.
        Bench ahead;
        ahead.setup.limits.frames = 10;
        ahead.open();
        for (int i = 0; i < 9; ++i)
            QVERIFY(ahead.picture(i));
        QVERIFY(ahead.writer->finish(Timestamp::max()));
        ahead.writer.reset();
        QVERIFY(ahead.disk->file(QStringLiteral("1")).isDropped);
        QVERIFY(ahead.isSeamless(9, 0));
    }

    void finishingDoesNotHoldUpTheTake()
    {
        Bench bench;
        bench.setup.pace = SplitSetup::Pace::Live;
        bench.open();
        bench.disk->finishGate.close();
        int index = 0;
        const auto splitNow = [&](int number) {
            if (!bench.orders->split())
                return false;
            while (bench.disk->file(QString::number(number)).pictures.empty()) {
                if (!bench.picture(index++))
                    return false;
                std::this_thread::yield();
            }
            return true;
        };
        for (int number = 1; number <= SplitWriter::kMostLeftBehind; ++number)
            QVERIFY(splitNow(number));
        QCOMPARE(bench.disk->finished(), 0);
        // No more than that hang: a further split waits, the take goes on.
        QVERIFY(bench.orders->split());
        for (int i = 0; i < 50; ++i)
            QVERIFY(bench.picture(index++));
        QCOMPARE(bench.started.size(), SplitWriter::kMostLeftBehind);
        bench.disk->finishGate.open();
        while (bench.started.size() == SplitWriter::kMostLeftBehind)
            QVERIFY(bench.picture(index++));
        QVERIFY(bench.writer->finish(Timestamp::max()));
        QVERIFY(bench.isSeamless(static_cast<std::size_t>(index), 0));
    }

    void aFileThatHangsIsGivenUpAtTheEnd()
    {
        Bench bench;
        bench.setup.limits.frames = 5;
        bench.open();
        bench.disk->finishGate.close();
        for (int i = 0; i < 8; ++i)
            QVERIFY(bench.picture(i));
        bench.disk->finishGate.open(); // for the last
        while (bench.disk->finished() == 0)
            std::this_thread::yield();
        QVERIFY(bench.writer->finish(bench.clock.now()));
        QCOMPARE(bench.finished.size(), 2U);
    }

    void aFileThatCantBeBegunEndsNothing()
    {
        Bench bench;
        bench.open();
        bench.disk->openError =
            makeError(ErrorCode::DiskFull, QStringLiteral("open"), QStringLiteral("full"));
        for (int i = 0; i < 30; ++i) {
            if (i == 10)
                QVERIFY(bench.orders->split());
            QVERIFY(bench.picture(i));
        }
        QCOMPARE(bench.refused, QStringList{QStringLiteral("full")});
        QVERIFY(bench.writer->finish(Timestamp::max()));
        QVERIFY(bench.isSeamless(30, 0));
    }

    void aFileThatCantBeFinishedIsSaid()
    {
        Bench bench;
        bench.setup.limits.frames = 5;
        bench.disk->finishError =
            makeError(ErrorCode::IoFailed, QStringLiteral("finish"), QStringLiteral("bad"));
        bench.open();
        for (int i = 0; i < 8; ++i)
            QVERIFY(bench.picture(i));
        const Result<WrittenFile> all = bench.writer->finish(Timestamp::max());
        QVERIFY(all);
        QVERIFY(all->error);
        QCOMPARE(all->error->detail, QStringLiteral("bad"));
        QCOMPARE(all->frames, 3);
    }

    void noFileGrowsBeyondItsSize()
    {
        Bench bench;
        bench.setup.limits.bytes = 10'000'000;
        bench.disk->bytesPerPicture = 50'000;
        bench.open();
        for (int i = 0; i < 1000; ++i)
            QVERIFY(bench.picture(i));
        QVERIFY(bench.writer->finish(Timestamp::max()));
        QVERIFY(bench.isSeamless(1000, 0));
        QVERIFY(bench.disk->files.size() >= 5U);
        QVERIFY(bench.disk->files.size() <= 8U);
        for (const FinishedPart& part : bench.finished) {
            QVERIFY(part.file);
            QVERIFY(part.file->bytes <= 10'000'000U);
        }
    }

    void soundFilesAreCutAtTheSample()
    {
        Bench bench;
        bench.setup.hasPictures = false;
        bench.setup.sampleRate = kRate;
        bench.setup.channels = 1;
        bench.setup.limits.seconds = 0.1;
        bench.open();
        QVERIFY(bench.soundUntil(20001));
        QVERIFY(bench.writer->finish(Timestamp::max()));
        QVERIFY(bench.isSeamless(0, 20001));
        for (const int number : {0, 1, 2, 3})
            QCOMPARE(bench.disk->file(QString::number(number)).sound.size(), 4800U);
        QCOMPARE(bench.disk->file(QStringLiteral("4")).sound.size(), 801U);
    }

    void heldPicturesStayInTheirFile()
    {
        Bench bench;
        bench.open();
        for (int i = 0; i < 5; ++i)
            QVERIFY(bench.picture(i));
        QVERIFY(bench.orders->split());
        QVERIFY(bench.picture(9)); // 5 to 8 were left out: picture 4 stood for them
        QVERIFY(bench.writer->finish(Timestamp::max()));
        QCOMPARE(bench.disk->file(QStringLiteral("0")).pictures.size(), 9U);
        QCOMPARE(bench.disk->file(QStringLiteral("1")).pictures, std::vector<std::uint64_t>{10});
    }

    void aFileBeginsWithAPictureNotWithARepeat()
    {
        Bench bench;
        bench.setup.limits.frames = 10;
        bench.open();
        QVERIFY(bench.writer->hasCheapRepeats());
        const PicturePtr picture = fakePicture(1, {});
        QVERIFY(bench.writer->writePicture(picture, 0));
        for (int i = 1; i < 25; ++i)
            QVERIFY(bench.writer->repeatPicture(picture, i));
        QVERIFY(bench.writer->finish(Timestamp::max()));
        for (const int number : {0, 1, 2})
            QCOMPARE(bench.disk->file(QString::number(number)).pictures.size(), number < 2 ? 10U : 5U);
    }

    void markersGoIntoTheFileOfTheirMoment()
    {
        Bench bench;
        bench.setup.limits.frames = 25;
        bench.open();
        QVERIFY(bench.orders->mark({400ms, QStringLiteral("a")}));
        QVERIFY(bench.orders->mark({990ms, QStringLiteral("b")}));
        QVERIFY(bench.orders->mark({1500ms, QStringLiteral("c")}));
        for (int i = 0; i < 60; ++i)
            QVERIFY(bench.picture(i));
        QVERIFY(bench.orders->mark({5s, QStringLiteral("late")}));
        QVERIFY(bench.writer->finish(Timestamp::max()));
        QCOMPARE(bench.disk->file(QStringLiteral("0")).markers,
                 (std::vector<Marker>{{400ms, QStringLiteral("a")}, {990ms, QStringLiteral("b")}}));
        QCOMPARE(bench.disk->file(QStringLiteral("1")).markers,
                 (std::vector<Marker>{{500ms, QStringLiteral("c")}}));
        QCOMPARE(bench.disk->file(QStringLiteral("2")).markers,
                 (std::vector<Marker>{{3s, QStringLiteral("late")}}));
    }

    void ordersAreBounded()
    {
        WriterOrders orders;
        int taken = 0;
        while (orders.split())
            ++taken;
        QCOMPARE(taken, WriterOrders::kMostSplits);
        std::size_t marks = 0;
        while (orders.mark({1s, QStringLiteral("x")}))
            ++marks;
        QCOMPARE(marks, WriterOrders::kMostMarkers);
        QCOMPARE(orders.takeMarkers(1s).size(), 0U);
        QCOMPARE(orders.takeMarkers(2s).size(), marks);
    }
};

QTEST_GUILESS_MAIN(TestSplitWriter)
#include "test_split_writer.moc"
