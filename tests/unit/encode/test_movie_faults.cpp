// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/finisher.h"
#include "movie_fixture.h"
#include "support/fault_files.h"
#include "support/media_probe.h"
#include "support/temp_folder.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <cerrno>

using namespace reelout;
using namespace reelout::test;

namespace {

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

MovieSpec busySpec()
{
    MovieSpec spec = smallSpec(320, 180);
    spec.rate = FrameRate(30, 1);
    spec.sounds = {AudioTrackSpec{}};
    return spec;
}

} // namespace

class TestMovieFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void killedMovieIsRepaired_data();
    void killedMovieIsRepaired();
    void killedMatroskaPlays();
    void fullDiskLeavesAPlayableMovie_data();
    void fullDiskLeavesAPlayableMovie();
    void fullDiskAtOpenLeavesNothing();
    void failedStepsAreReported_data();
    void failedStepsAreReported();
    void otherFilesAreNeverTouched();
    void refusedSettingsLeaveNoFile();
    void nothingRecordedLeavesNoFile_data();
    void nothingRecordedLeavesNoFile();
    void eachSecondIsOnTheDisk_data();
    void eachSecondIsOnTheDisk();
    void deadlineGivesUpTheRest();
    void wrongPicturesAreRefused();

private:
    QStringList left() const { return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden); }

    std::unique_ptr<TempFolder> m_folder;
};

void TestMovieFaults::init()
{
    m_folder = std::make_unique<TempFolder>();
}

void TestMovieFaults::killedMovieIsRepaired_data()
{
    QTest::addColumn<QString>("container");
    QTest::addColumn<QString>("audio");
    QTest::newRow("mp4 aac") << q("mp4") << q("aac");
    QTest::newRow("mov pcm24") << q("mov") << q("pcm24");
}

void TestMovieFaults::killedMovieIsRepaired()
{
    QFETCH(QString, container);
    QFETCH(QString, audio);
    MovieSpec spec = busySpec();
    spec.sounds[0].codec = audio;
    const QString path = (*m_folder)(q("killed.%1").arg(container));
    {
        Result<std::unique_ptr<MediaWriter>> writer =
            openMovieWriter(systemFiles(), path, spec, Overwrite::Never);
        QVERIFY(writer);
        Take take;
        take.pictures = 160;
        QVERIFY(feedTake(**writer, spec, take));
    }
    QVERIFY(topLevelBoxes(path).contains(q("moof")));
    const Result<FinishReport> report = repairIsoFile(systemFiles(), path);
    QVERIFY2(report.hasValue(), report ? "" : qPrintable(report.error().detail));
    QCOMPARE(decodeErrors(path), QString());
    const DecodedMovie movie = decodeMovie(path);
    // A second of fragment and what the encoder held back.
    QVERIFY2(movie.pictures.size() >= 160 - 30 - 30, qPrintable(QString::number(movie.pictures.size())));
    for (std::size_t i = 0; i < movie.pictures.size(); ++i)
        QCOMPARE(movie.pictures[i]->pts * 30, static_cast<std::int64_t>(i) * movie.videoTimeBase.den);
    QVERIFY(std::abs(static_cast<double>(movie.sound.at(0).size()) / 48000 -
                     static_cast<double>(movie.pictures.size()) / 30) < 1.1);
}

void TestMovieFaults::killedMatroskaPlays()
{
    const MovieSpec spec = busySpec();
    const QString path = (*m_folder)(q("killed.mkv"));
    {
        Result<std::unique_ptr<MediaWriter>> writer =
            openMovieWriter(systemFiles(), path, spec, Overwrite::Never);
        QVERIFY(writer);
        Take take;
        take.pictures = 160;
        QVERIFY(feedTake(**writer, spec, take));
    }
    QCOMPARE(decodeErrors(path), QString());
    QVERIFY(decodeMovie(path).pictures.size() >= 160 - 30 - 30);
}

void TestMovieFaults::fullDiskLeavesAPlayableMovie_data()
{
    QTest::addColumn<QString>("container");
    QTest::addColumn<int>("kilobytes");
    QTest::addColumn<int>("number");
    QTest::addColumn<ErrorCode>("code");
    for (const char* container : {"mp4", "mov", "mkv"}) {
        for (const int kilobytes : {66, 150, 450})
            QTest::addRow("%s %d", container, kilobytes)
                << q(container) << kilobytes << ENOSPC << ErrorCode::DiskFull;
    }
    QTest::newRow("quota") << q("mp4") << 300 << EDQUOT << ErrorCode::DiskFull;
    QTest::newRow("file size") << q("mp4") << 300 << EFBIG << ErrorCode::FileTooLarge;
    QTest::newRow("drive gone") << q("mp4") << 300 << EIO << ErrorCode::IoFailed;
}

void TestMovieFaults::fullDiskLeavesAPlayableMovie()
{
    QFETCH(QString, container);
    QFETCH(int, kilobytes);
    QFETCH(int, number);
    QFETCH(ErrorCode, code);
    FaultFiles files;
    files.failWritesAfter(static_cast<std::uint64_t>(kilobytes) * 1024, number);
    MovieSpec spec = busySpec();
    spec.quality = 0.4;
    const QString path = (*m_folder)(q("full.%1").arg(container));
    Result<std::unique_ptr<MediaWriter>> writer = openMovieWriter(files, path, spec, Overwrite::Never);
    QVERIFY2(writer.hasValue(), writer ? "" : qPrintable(writer.error().detail));
    Take take;
    take.pictures = 400;
    const Status fed = feedTake(**writer, spec, take);
    QVERIFY(!fed);
    QCOMPARE(fed.error().code, code);
    // Sticky.
    QCOMPARE((*writer)->writeAudio({}, 0).error().code, code);
    const Result<WrittenFile> finished = (*writer)->finish(farFuture());
    QVERIFY(!finished);
    QCOMPARE(finished.error().code, code);
    QVERIFY(!finished.error().detail.isEmpty());
    writer->reset();

    if (left().isEmpty()) {
        // The first second did not fit.
        QVERIFY2(kilobytes < 250, qPrintable(finished.error().detail));
        QVERIFY2(finished.error().detail.contains(q("removed")), qPrintable(finished.error().detail));
        return;
    }
    if (container != q("mkv") && topLevelBoxes(path).contains(q("moof"))) {
        const Result<FinishReport> report = repairIsoFile(systemFiles(), path);
        QVERIFY2(report.hasValue(), report ? "" : qPrintable(report.error().detail));
    }
    QCOMPARE(decodeErrors(path), QString());
    QVERIFY(!decodeMovie(path).pictures.empty());
}

void TestMovieFaults::fullDiskAtOpenLeavesNothing()
{
    for (const char* container : {"mp4", "mov", "mkv"}) {
        FaultFiles files;
        files.failWritesAfter(100, ENOSPC);
        const Result<std::unique_ptr<MediaWriter>> writer =
            openMovieWriter(files, (*m_folder)(q("full.%1").arg(q(container))), busySpec(), Overwrite::Never);
        QVERIFY(!writer);
        QCOMPARE(writer.error().code, ErrorCode::DiskFull);
        QCOMPARE(left(), QStringList());
    }
}

void TestMovieFaults::failedStepsAreReported_data()
{
    QTest::addColumn<FileCall>("call");
    QTest::addColumn<int>("after");
    QTest::newRow("sync") << FileCall::Sync << 0;
    QTest::newRow("later sync") << FileCall::Sync << 1;
    QTest::newRow("close") << FileCall::Close << 0;
    QTest::newRow("folder") << FileCall::SyncFolder << 1;
}

void TestMovieFaults::failedStepsAreReported()
{
    QFETCH(FileCall, call);
    QFETCH(int, after);
    for (const char* container : {"mp4", "mkv"}) {
        FaultFiles files;
        files.fail(call, EIO, after);
        const MovieSpec spec = busySpec();
        Result<std::unique_ptr<MediaWriter>> writer =
            openMovieWriter(files, (*m_folder)(q("fault.%1").arg(q(container))), spec, Overwrite::Never);
        QVERIFY(writer);
        const Status fed = feedTake(**writer, spec, {});
        const Result<WrittenFile> finished = (*writer)->finish(farFuture());
        if (call == FileCall::Sync && after == 1 && finished) {
            // Matroska recorded faster than the clock runs syncs just once.
            QCOMPARE(q(container), q("mkv"));
            continue;
        }
        QVERIFY2(!finished, container);
        QCOMPARE(finished.error().code, ErrorCode::IoFailed);
        QVERIFY(fed || fed.error().code == ErrorCode::IoFailed);
    }
}

void TestMovieFaults::otherFilesAreNeverTouched()
{
    const QString path = (*m_folder)(q("mine.mp4"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("precious");
    file.close();
    const auto refused = openMovieWriter(systemFiles(), path, busySpec(), Overwrite::Never);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::AlreadyExists);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("precious"));
    file.close();

    Result<std::unique_ptr<MediaWriter>> writer =
        openMovieWriter(systemFiles(), path, busySpec(), Overwrite::Allowed);
    QVERIFY(writer);
    QVERIFY(feedTake(**writer, busySpec(), {}));
    QVERIFY((*writer)->finish(farFuture()));
    QCOMPARE(decodeMovie(path).pictures.size(), std::size_t(60));
}

void TestMovieFaults::refusedSettingsLeaveNoFile()
{
    MovieSpec spec = busySpec();
    spec.sounds[0].codec = q("pcm16");
    QCOMPARE(openMovieWriter(systemFiles(), (*m_folder)(q("a.mp4")), spec, Overwrite::Never).error().code,
             ErrorCode::Unsupported);
    QCOMPARE(openMovieWriter(systemFiles(), (*m_folder)(q("no/a.mov")), spec, Overwrite::Never).error().code,
             ErrorCode::NotFound);
    QCOMPARE(left(), QStringList());
}

void TestMovieFaults::nothingRecordedLeavesNoFile_data()
{
    QTest::addColumn<QString>("container");
    QTest::addColumn<bool>("finish");
    for (const char* container : {"mp4", "mkv"}) {
        QTest::addRow("%s finished", container) << q(container) << true;
        QTest::addRow("%s dropped", container) << q(container) << false;
    }
}

void TestMovieFaults::nothingRecordedLeavesNoFile()
{
    QFETCH(QString, container);
    QFETCH(bool, finish);
    Result<std::unique_ptr<MediaWriter>> writer = openMovieWriter(
        systemFiles(), (*m_folder)(q("empty.%1").arg(container)), busySpec(), Overwrite::Never);
    QVERIFY(writer);
    if (finish) {
        const Result<WrittenFile> written = (*writer)->finish(farFuture());
        QVERIFY(written);
        QVERIFY(written->path.isEmpty());
        QCOMPARE(written->frames, std::int64_t(0));
    }
    writer->reset();
    QCOMPARE(left(), QStringList());
}

void TestMovieFaults::eachSecondIsOnTheDisk_data()
{
    QTest::addColumn<QString>("container");
    QTest::newRow("mp4") << q("mp4");
    QTest::newRow("mkv") << q("mkv");
}

// After each recorded second no more than that second and the encoder's delay is missing from the file.
void TestMovieFaults::eachSecondIsOnTheDisk()
{
    QFETCH(QString, container);
    FaultFiles files;
    const MovieSpec spec = busySpec();
    const QString path = (*m_folder)(q("grow.%1").arg(container));
    Result<std::unique_ptr<MediaWriter>> writer = openMovieWriter(files, path, spec, Overwrite::Never);
    QVERIFY(writer);
    std::int64_t sound = 0;
    for (int index = 0; index < 150; ++index) {
        QVERIFY((*writer)->writePicture(
            makePicture((*writer)->pictureFormat(), (*writer)->pictureSize(), index, kBt709Limited), index));
        QVERIFY((*writer)->writeAudio(makeTone(2, 48000, sound, 1600), sound));
        sound += 1600;
        if (index % 45 != 44 || index < 60)
            continue;
        const QString copy = (*m_folder)(q("copy%1.%2").arg(index).arg(container));
        QVERIFY(QFile::copy(path, copy));
        if (container == q("mp4"))
            QVERIFY(repairIsoFile(systemFiles(), copy));
        const auto pictures = static_cast<int>(decodeMovie(copy).pictures.size());
        QVERIFY2(pictures >= index + 1 - 30 - 30, qPrintable(q("%1 of %2").arg(pictures).arg(index + 1)));
    }
    QVERIFY((*writer)->finish(farFuture()));
}

void TestMovieFaults::deadlineGivesUpTheRest()
{
    MovieSpec spec = busySpec();
    spec.preset = q("ultrahigh");
    const QString path = (*m_folder)(q("late.mp4"));
    Result<std::unique_ptr<MediaWriter>> writer =
        openMovieWriter(systemFiles(), path, spec, Overwrite::Never);
    QVERIFY(writer);
    QVERIFY(feedTake(**writer, spec, {}));
    const Result<WrittenFile> written = (*writer)->finish(systemClock().now() - std::chrono::seconds(1));
    QVERIFY2(written.hasValue(), written ? "" : qPrintable(written.error().detail));
    QVERIFY(written->frames < 60);
    QCOMPARE(written->warnings.size(), 1);
    QCOMPARE(decodeErrors(path), QString());
    QCOMPARE(decodeMovie(path).pictures.size(), static_cast<std::size_t>(written->frames));
}

void TestMovieFaults::wrongPicturesAreRefused()
{
    const auto open = [] { return openTestWriter(busySpec()); };
    Result<std::unique_ptr<MediaWriter>> writer = open();
    QVERIFY(!(*writer)->writePicture(makePicture(PixelFormat::Bgra8, {320, 180}, 0, kScreenColour), 0));
    writer = open();
    QVERIFY(!(*writer)->writePicture(makePicture(PixelFormat::Nv12, {322, 180}, 0, kBt709Limited), 0));
    writer = open();
    const PicturePtr picture = makePicture(PixelFormat::Nv12, {320, 180}, 0, kBt709Limited);
    QVERIFY((*writer)->writePicture(picture, 3)); // the numbers before it may be left out
    QVERIFY(!(*writer)->writePicture(picture, 3));
    writer = open();
    QVERIFY(!(*writer)->writePicture(nullptr, 0));
}

QTEST_GUILESS_MAIN(TestMovieFaults)
#include "test_movie_faults.moc"
