// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/still_file.h"
#include "encode/writers.h"
#include "support/fault_files.h"
#include "support/temp_folder.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QTest>

#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <mutex>
#include <thread>

using namespace reelout;
using namespace reelout::test;

namespace {

constexpr Size kSize{8, 6};

/// A picture whose first pixel says its number.
PicturePtr numbered(int number)
{
    static PicturePool pool;
    std::shared_ptr<Picture> picture = pool.acquire(PixelFormat::Rgba8, kSize);
    for (int y = 0; y < kSize.height; ++y) {
        std::fill_n(picture->row(0, y), 4 * kSize.width, std::uint8_t(255));
        picture->row(0, y)[0] = static_cast<std::uint8_t>(number);
    }
    return picture;
}

RecordingName sequenceName(const TempFolder& folder)
{
    RecordingName name;
    name.pattern = folder(QStringLiteral("out.0.%1.png"));
    name.path = folder(QStringLiteral("out.0.0.png"));
    name.usesSuffix = true;
    return name;
}

StillSpec specOf(int threads)
{
    StillSpec spec;
    spec.type = QStringLiteral("png");
    spec.maxThreads = threads;
    return spec;
}

std::unique_ptr<MediaWriter> opened(FileSystem& files, const RecordingName& name, bool isSequence,
                                    int threads, Overwrite overwrite = Overwrite::Never)
{
    Result<std::unique_ptr<MediaWriter>> writer =
        openStillWriter(files, name, 1, isSequence, kSize, specOf(threads), overwrite);
    return writer ? std::move(writer).value() : nullptr;
}

Timestamp inAMinute()
{
    return systemClock().now() + std::chrono::minutes(1);
}

QStringList filesIn(const TempFolder& folder)
{
    return QDir(folder.path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
}

int numberIn(const QString& path)
{
    const QImage image(path);
    return image.isNull() ? -1 : qRed(image.pixel(0, 0));
}

/// Holds writers of files until released.
class Gate {
public:
    void wait()
    {
        std::unique_lock lock(m_mutex);
        ++m_waiting;
        m_changed.notify_all();
        m_changed.wait(lock, [this] { return m_isOpen; });
    }
    void open()
    {
        const std::scoped_lock lock(m_mutex);
        m_isOpen = true;
        m_changed.notify_all();
    }
    void awaitWaiting(int count)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_waiting >= count; });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_waiting = 0;
    bool m_isOpen = false;
};

} // namespace

class StillWriterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneStillUnderItsName()
    {
        TempFolder folder;
        RecordingName name;
        name.path = folder(QStringLiteral("out.3.png"));
        const auto writer = opened(systemFiles(), name, false, 4);
        QVERIFY(writer);
        QCOMPARE(writer->pictureFormat(), PixelFormat::Bgra8);
        QCOMPARE(writer->pictureSize(), kSize);
        QCOMPARE(filesIn(folder), QStringList());
        QVERIFY(writer->writePicture(numbered(17), 0));
        QCOMPARE(numberIn(name.path), 17);
        QVERIFY(!writer->writePicture(numbered(18), 1));
        const Result<WrittenFile> file = writer->finish(inAMinute());
        QVERIFY(file);
        QCOMPARE(file->path, name.path);
        QCOMPARE(file->frames, std::int64_t(1));
        QCOMPARE(qint64(file->bytes), QFile(name.path).size());
        QCOMPARE(filesIn(folder), QStringList{QStringLiteral("out.3.png")});
    }

    void sequenceHasNoGaps_data()
    {
        QTest::addColumn<int>("threads");
        for (const int threads : {1, 2, 7, 64})
            QTest::addRow("%d", threads) << threads;
    }

    void sequenceHasNoGaps()
    {
        QFETCH(int, threads);
        TempFolder folder;
        const RecordingName name = sequenceName(folder);
        const auto writer = opened(systemFiles(), name, true, threads);
        QVERIFY(writer);
        for (int index = 0; index < 40; ++index)
            QVERIFY(writer->writePicture(numbered(index), index));
        const Result<WrittenFile> file = writer->finish(inAMinute());
        QVERIFY(file);
        QCOMPARE(file->frames, std::int64_t(40));
        QCOMPARE(file->warnings, QStringList());
        QCOMPARE(filesIn(folder).size(), 40);
        for (int index = 0; index < 40; ++index)
            QCOMPARE(numberIn(sequencePath(name, index, 1)), index);
    }

    void repeatedPicturesAreWrittenEachTime()
    {
        TempFolder folder;
        const RecordingName name = sequenceName(folder);
        const auto writer = opened(systemFiles(), name, true, 1);
        const PicturePtr first = numbered(1);
        const PicturePtr second = numbered(2);
        QVERIFY(writer->writePicture(first, 0) && writer->writePicture(first, 1) &&
                writer->writePicture(second, 2) && writer->writePicture(first, 3));
        QVERIFY(writer->finish(inAMinute()));
        QCOMPARE(numberIn(sequencePath(name, 1, 1)), 1);
        QCOMPARE(numberIn(sequencePath(name, 2, 1)), 2);
        QCOMPARE(numberIn(sequencePath(name, 3, 1)), 1);
    }

    void asManyAtOnceAsThreadsAndThenBlocks()
    {
        TempFolder folder;
        FaultFiles files;
        Gate gate;
        files.setBeforeWrite([&](const QString&) { gate.wait(); });
        const auto writer = opened(files, sequenceName(folder), true, 3);
        for (int index = 0; index < 3; ++index)
            QVERIFY(writer->writePicture(numbered(index), index));
        gate.awaitWaiting(3); // three at once, else this never returns
        for (int index = 3; index < 6; ++index)
            QVERIFY(writer->writePicture(numbered(index), index));
        std::atomic<bool> isThrough = false;
        std::thread seventh([&] { isThrough = writer->writePicture(numbered(6), 6).hasValue(); });
        // The queue is full and nobody takes from it: the seventh can't be through, however long one looks.
        for (int look = 0; look < 100; ++look) {
            QVERIFY(!isThrough);
            std::this_thread::yield();
        }
        gate.open();
        seventh.join();
        QVERIFY(isThrough);
        const Result<WrittenFile> file = writer->finish(inAMinute());
        QVERIFY(file);
        QCOMPARE(file->frames, std::int64_t(7));
    }

    void nothingAppearsBeforeItIsWhole()
    {
        TempFolder folder;
        FaultFiles files;
        QStringList seen;
        files.setBeforeWrite([&](const QString& path) {
            seen.append(path);
            QVERIFY(!files.exists(folder(QStringLiteral("out.0.0.png"))));
        });
        const auto writer = opened(files, sequenceName(folder), true, 1);
        QVERIFY(writer->writePicture(numbered(0), 0));
        QCOMPARE(seen, QStringList{folder(QStringLiteral("out.0.0.png.part"))});
        // On the disk before it gets its name.
        std::vector<FileCall> order;
        for (const FileEvent& event : files.events())
            order.push_back(event.call);
        const auto synced = std::find(order.begin(), order.end(), FileCall::Sync);
        const auto renamed = std::find(order.begin(), order.end(), FileCall::Rename);
        QVERIFY(synced < renamed && renamed != order.end());
    }

    void existingFilesAreNeverReplaced()
    {
        TempFolder folder;
        RecordingName name;
        name.path = folder(QStringLiteral("out.png"));
        QFile existing(name.path);
        QVERIFY(existing.open(QIODevice::WriteOnly) && existing.write("mine") == 4);
        existing.close();
        QVERIFY(!opened(systemFiles(), name, false, 1));
        const auto allowed = opened(systemFiles(), name, false, 1, Overwrite::Allowed);
        QVERIFY(allowed);
        QVERIFY(allowed->writePicture(numbered(5), 0));
        QCOMPARE(numberIn(name.path), 5);
    }

    /// Somebody else makes the file between our look and our rename.
    void aRaceIsLostWithoutHarm()
    {
        TempFolder folder;
        const RecordingName name = sequenceName(folder);
        const auto writer = opened(systemFiles(), name, true, 2);
        QFile other(sequencePath(name, 1, 1));
        QVERIFY(other.open(QIODevice::WriteOnly) && other.write("theirs") == 6);
        other.close();
        for (int index = 0; index < 4 && writer->writePicture(numbered(index), index); ++index) {
        }
        const Result<WrittenFile> file = writer->finish(inAMinute());
        QVERIFY(file);
        QCOMPARE(file->frames, std::int64_t(1));
        QVERIFY(file->error && file->error->code == ErrorCode::AlreadyExists);
        QVERIFY2(file->warnings.value(0).startsWith(QLatin1String("still 1:")),
                 qPrintable(file->warnings.value(0)));
        QVERIFY(other.open(QIODevice::ReadOnly));
        QCOMPARE(other.readAll(), QByteArray("theirs"));
        QCOMPARE(filesIn(folder).size(), 2);
    }

    void staleTemporariesAreNoObstacle()
    {
        TempFolder folder;
        const QString path = folder(QStringLiteral("a.png"));
        QFile stale(path + QStringLiteral(".part"));
        QVERIFY(stale.open(QIODevice::WriteOnly));
        QVERIFY(writeStillFile(systemFiles(), path, StillBytes(3), Overwrite::Never));
        QCOMPARE(filesIn(folder), (QStringList{QStringLiteral("a.png"), QStringLiteral("a.png.part")}));
        const QString longest = folder(QString(125, QChar(u'ü')) + QStringLiteral(".png"));
        QVERIFY(writeStillFile(systemFiles(), longest, StillBytes(3), Overwrite::Never));
        QVERIFY(QFile::exists(longest));
    }

    void failuresLeaveNothingHalfMade_data()
    {
        QTest::addColumn<int>("call");
        for (const FileCall call :
             {FileCall::Open, FileCall::Write, FileCall::Sync, FileCall::Close, FileCall::Rename})
            QTest::addRow("%d", int(call)) << int(call);
    }

    void failuresLeaveNothingHalfMade()
    {
        QFETCH(int, call);
        for (const int threads : {1, 3}) {
            TempFolder folder;
            FaultFiles files;
            const auto writer = opened(files, sequenceName(folder), true, threads);
            files.fail(static_cast<FileCall>(call), EIO, 0, QStringLiteral("out.0.2.png"));
            Status status;
            for (int index = 0; index < 5 && status; ++index)
                status = writer->writePicture(numbered(index), index);
            QVERIFY(threads > 1 || !status); // one thread knows at once
            const Result<WrittenFile> file = writer->finish(inAMinute());
            QVERIFY(file);
            // Nothing behind the one that failed, so that there is no gap; and the last good one has a name.
            QCOMPARE(file->frames, std::int64_t(2));
            QVERIFY(file->error);
            QCOMPARE(file->warnings.size(), 2);
            QVERIFY(file->warnings[0].startsWith(QLatin1String("still 2:")));
            QVERIFY(file->warnings[1].endsWith(QLatin1String("out.0.1.png")));
            QCOMPARE(filesIn(folder),
                     (QStringList{QStringLiteral("out.0.0.png"), QStringLiteral("out.0.1.png")}));
        }
    }

    /// The first still hangs: those behind it are ready, have no names yet, and don't pile up.
    void namesComeInOrder()
    {
        TempFolder folder;
        FaultFiles files;
        Gate gate;
        files.setBeforeWrite([&](const QString& path) {
            if (path.contains(QLatin1String("out.0.0.")))
                gate.wait();
        });
        const auto writer = opened(files, sequenceName(folder), true, 2);
        std::atomic<int> through = 0;
        std::thread feeder([&] {
            for (int index = 0; index < 30 && writer->writePicture(numbered(index), index); ++index)
                ++through;
        });
        gate.awaitWaiting(1);
        // Eight may be on their way; the ninth waits.
        while (through < 8)
            std::this_thread::yield();
        for (int look = 0; look < 200; ++look) {
            QVERIFY(through <= 8);
            std::this_thread::yield();
        }
        for (const QString& name : filesIn(folder))
            QVERIFY2(name.endsWith(QLatin1String(".part")), qPrintable(name));
        gate.open();
        feeder.join();
        const Result<WrittenFile> file = writer->finish(inAMinute());
        QVERIFY(file);
        QCOMPARE(file->frames, std::int64_t(30));
        QCOMPARE(filesIn(folder).size(), 30);
    }

    void aWriterThatIsDroppedLeavesWholeImagesOnly()
    {
        TempFolder folder;
        FaultFiles files;
        auto writer = opened(files, sequenceName(folder), true, 4);
        files.fail(FileCall::Write, EIO, 0, QStringLiteral("out.0.3.png"));
        for (int index = 0; index < 12 && writer->writePicture(numbered(index), index); ++index) {
        }
        writer.reset();
        const QStringList names = filesIn(folder);
        QVERIFY2(names.filter(QStringLiteral(".part")).isEmpty(), qPrintable(names.join(QLatin1Char(' '))));
        QVERIFY(names.size() <= 3);
        for (int index = 0; index < names.size(); ++index)
            QCOMPARE(numberIn(sequencePath(sequenceName(folder), index, 1)), index);
    }

    void aFullDiskEndsTheRecording()
    {
        TempFolder folder;
        FaultFiles files;
        const auto writer = opened(files, sequenceName(folder), true, 1);
        QVERIFY(writer->writePicture(numbered(0), 0));
        files.failWritesAfter(10, ENOSPC);
        const Status status = writer->writePicture(numbered(1), 1);
        QVERIFY(!status);
        QCOMPARE(status.error().code, ErrorCode::DiskFull);
        QVERIFY(!writer->writePicture(numbered(2), 2));
        const Result<WrittenFile> file = writer->finish(inAMinute());
        QVERIFY(file);
        QCOMPARE(file->frames, std::int64_t(1));
        QCOMPARE(filesIn(folder), QStringList{QStringLiteral("out.0.0.png")});
    }

    void nothingWrittenIsAFailure()
    {
        TempFolder folder;
        FaultFiles files;
        RecordingName name;
        name.path = folder(QStringLiteral("out.png"));
        const auto writer = opened(files, name, false, 1);
        files.failWritesAfter(0, ENOSPC);
        QVERIFY(!writer->writePicture(numbered(0), 0));
        const Result<WrittenFile> file = writer->finish(inAMinute());
        QVERIFY(!file);
        QCOMPARE(file.error().code, ErrorCode::DiskFull);
        QCOMPARE(filesIn(folder), QStringList());
    }

    void afterTheDeadlineTheQueueIsGivenUp()
    {
        TempFolder folder;
        FaultFiles files;
        Gate gate;
        files.setBeforeWrite([&](const QString&) { gate.wait(); });
        const auto writer = opened(files, sequenceName(folder), true, 2);
        for (int index = 0; index < 4; ++index)
            QVERIFY(writer->writePicture(numbered(index), index));
        gate.awaitWaiting(2);
        Result<WrittenFile> file = makeError(ErrorCode::Internal, {}, {});
        std::thread finisher([&] { file = writer->finish(systemClock().now()); });
        // The queue is full: this returns when finish() has closed it, its deadline being over.
        QVERIFY(!writer->writePicture(numbered(4), 4));
        gate.open();
        finisher.join();
        QVERIFY(file);
        QCOMPARE(file->frames, std::int64_t(2));
        QCOMPARE(file->warnings,
                 QStringList{QStringLiteral("stills 2 to 3: given up, there was no time left")});
        QCOMPARE(filesIn(folder).size(), 2);
    }

    void wrongUseIsRefused()
    {
        TempFolder folder;
        RecordingName name = sequenceName(folder);
        const auto writer = opened(systemFiles(), name, true, 1);
        QVERIFY(!writer->writePicture(numbered(1), 1)); // 0 is missing
        QVERIFY(!writer->writePicture(nullptr, 0));
        QVERIFY(!writer->writeAudio({}, 0));
        name.usesSuffix = false; // all images would have one name
        QVERIFY(!opened(systemFiles(), name, true, 1));
        RecordingName nowhere;
        nowhere.path = folder(QStringLiteral("missing/out.png"));
        QVERIFY(!opened(systemFiles(), nowhere, false, 1));
    }
};

QTEST_GUILESS_MAIN(StillWriterTest)
#include "test_still_writer.moc"
