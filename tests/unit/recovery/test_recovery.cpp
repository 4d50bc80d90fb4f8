// SPDX-License-Identifier: GPL-3.0-or-later
#include "movie_fixture.h"
#include "record/journal.h"
#include "recovery/recovery.h"
#include "recovery/still_series.h"
#include "support/temp_folder.h"

#include <QFile>
#include <QTest>

using namespace reelout;
using namespace reelout::test;

namespace {

QString q(const char* words)
{
    return QString::fromLatin1(words);
}

void put(const QString& path, const QByteArray& bytes = "x")
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

/// A movie of three seconds whose program ended in the middle.
void leaveBehind(const TempFolder& folder, const QString& name)
{
    const OpenWriter open = journaled(openRealWriter, folder(q("takes")));
    WriterRequest request;
    request.op = q("moviefileout1");
    request.files = &systemFiles();
    request.name.path = folder(name);
    request.movie = smallSpec();
    auto writer = open(request);
    QVERIFY(writer);
    test::Take take;
    take.pictures = 180;
    QVERIFY(feedTake(**writer, request.movie, take));
}

void leaveManifest(const TempFolder& folder, const char* name, const char* kind)
{
    TakeManifest manifest;
    manifest.path = folder(q(name));
    manifest.kind = q(kind);
    manifest.begun = QDateTime::currentDateTimeUtc();
    QVERIFY(OpenManifest::create(systemFiles(), folder(q("takes")), manifest));
}

} // namespace

class TestRecovery final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anInterruptedMovieIsFinished();
    void whatIsKeptIsNotListedAgain();
    void whatIsDiscardedIsGone();
    void aRecordingInProgressIsLeftAlone();
    void whatIsGoneOrCompleteIsForgotten();
    void whatCantBePlayedSaysSoAndStays();
    void aSequenceLosesOnlyTheStillBeingWritten();
    void discardingASequenceTakesNothingElse();
    void seriesOfNames();
};

void TestRecovery::anInterruptedMovieIsFinished()
{
    const TempFolder folder;
    leaveBehind(folder, q("a.mp4"));
    const Recovery recovery(systemFiles(), folder(q("takes")));
    const auto takes = recovery.takes();
    QCOMPARE(takes.size(), std::size_t{1});
    QCOMPARE(takes[0].manifest().path, folder(q("a.mp4")));
    QCOMPARE(takes[0].bytes, static_cast<std::uint64_t>(QFile(folder(q("a.mp4"))).size()));
    QVERIFY(toSeconds(takes[0].duration) > 1.0);
    QVERIFY(!takes[0].reason.isEmpty());
    const auto finished = recovery.finish(takes[0]);
    QVERIFY(finished);
    QCOMPARE(finished->path, folder(q("a.mp4")));
    const DecodedMovie movie = decodeMovie(folder(q("a.mp4")));
    QVERIFY2(movie.error.isEmpty(), qPrintable(movie.error));
    QVERIFY(movie.pictures.size() > 60);
    QVERIFY(recovery.takes().empty());
}

void TestRecovery::whatIsKeptIsNotListedAgain()
{
    const TempFolder folder;
    leaveBehind(folder, q("a.mp4"));
    const Recovery recovery(systemFiles(), folder(q("takes")));
    const auto takes = recovery.takes();
    QFile file(folder(q("a.mp4")));
    const qint64 size = file.size();
    QVERIFY(recovery.keep(takes.at(0)));
    QVERIFY(recovery.takes().empty());
    QCOMPARE(file.size(), size);
}

void TestRecovery::whatIsDiscardedIsGone()
{
    const TempFolder folder;
    leaveBehind(folder, q("a.mp4"));
    leaveBehind(folder, q("b.mp4"));
    const Recovery recovery(systemFiles(), folder(q("takes")));
    const auto takes = recovery.takes();
    QCOMPARE(takes.size(), std::size_t{2});
    QVERIFY(recovery.discard(takes[0]));
    QVERIFY(!QFile::exists(folder(q("a.mp4"))));
    QVERIFY(QFile::exists(folder(q("b.mp4"))));
    QCOMPARE(recovery.takes().size(), std::size_t{1});
}

void TestRecovery::aRecordingInProgressIsLeftAlone()
{
    const TempFolder folder;
    leaveBehind(folder, q("a.mp4"));
    const Recovery recovery(systemFiles(), folder(q("takes")));
    const auto takes = recovery.takes();
    {
        const auto busy = takes.at(0).found.claim(); // another program decides about it just now
        QVERIFY(busy);
        QVERIFY(recovery.takes().empty());
        QCOMPARE(recovery.finish(takes[0]).error().code, ErrorCode::PermissionDenied);
        QCOMPARE(recovery.discard(takes[0]).error().code, ErrorCode::PermissionDenied);
    }
    {
        const auto writing = systemFiles().open(folder(q("a.mp4")), OpenMode::Edit);
        QVERIFY(writing);
        QCOMPARE(recovery.finish(takes[0]).error().code, ErrorCode::PermissionDenied);
        QCOMPARE(recovery.discard(takes[0]).error().code, ErrorCode::PermissionDenied);
    }
    QCOMPARE(recovery.takes().size(), std::size_t{1});
}

void TestRecovery::whatIsGoneOrCompleteIsForgotten()
{
    const TempFolder folder;
    leaveManifest(folder, "gone.mov", "movie");
    leaveManifest(folder, "gone.0.png", "imagesequence");
    QVERIFY(recordMovie(folder(q("whole.mp4")), smallSpec()));
    leaveManifest(folder, "whole.mp4", "movie");
    const Recovery recovery(systemFiles(), folder(q("takes")));
    QVERIFY(recovery.takes().empty());
    QVERIFY(systemFiles().namesIn(folder(q("takes")))->isEmpty());
}

void TestRecovery::whatCantBePlayedSaysSoAndStays()
{
    const TempFolder folder;
    put(folder(q("a.mov")), "no movie at all");
    leaveManifest(folder, "a.mov", "movie");
    const Recovery recovery(systemFiles(), folder(q("takes")));
    const auto takes = recovery.takes();
    QCOMPARE(takes.size(), std::size_t{1});
    QVERIFY(takes[0].reason.contains(q("Nothing in it can be played")));
    QVERIFY(!recovery.finish(takes[0]));
    QCOMPARE(recovery.takes().size(), std::size_t{1});
    QVERIFY(recovery.keep(takes[0]));
}

void TestRecovery::aSequenceLosesOnlyTheStillBeingWritten()
{
    const TempFolder folder;
    for (const char* name : {"s.08.png", "s.09.png", "s.10.png", "s.11.png.part", "s.12.png.1.part"})
        put(folder(q(name)));
    leaveManifest(folder, "s.08.png", "imagesequence");
    const Recovery recovery(systemFiles(), folder(q("takes")));
    const auto takes = recovery.takes();
    QCOMPARE(takes.size(), std::size_t{1});
    QCOMPARE(takes[0].stills, 3);
    const auto finished = recovery.finish(takes[0]);
    QVERIFY(finished);
    QCOMPARE(finished->stills, 3);
    QVERIFY(!QFile::exists(folder(q("s.11.png.part"))));
    QVERIFY(!QFile::exists(folder(q("s.12.png.1.part"))));
    QVERIFY(QFile::exists(folder(q("s.10.png"))));
}

void TestRecovery::discardingASequenceTakesNothingElse()
{
    const TempFolder folder;
    for (const char* name : {"s.0.png", "s.1.png", "s.3.png", "s.0.jpg", "other.0.png", "s.0.png.bak"})
        put(folder(q(name)));
    leaveManifest(folder, "s.0.png", "imagesequence");
    const Recovery recovery(systemFiles(), folder(q("takes")));
    QVERIFY(recovery.discard(recovery.takes().at(0)));
    for (const char* gone : {"s.0.png", "s.1.png"})
        QVERIFY(!QFile::exists(folder(q(gone))));
    for (const char* there : {"s.3.png", "s.0.jpg", "other.0.png", "s.0.png.bak"})
        QVERIFY(QFile::exists(folder(q(there))));
}

void TestRecovery::seriesOfNames()
{
    const TempFolder folder;
    QVERIFY(!StillSeries::ofFirst(systemFiles(), folder(q("plain.png"))));
    for (const char* name : {"a.0998.exr", "a.0999.exr", "a.1000.exr", "a.01001.exr"})
        put(folder(q(name)));
    const auto series = StillSeries::ofFirst(systemFiles(), folder(q("a.0998.exr")));
    QVERIFY(series);
    QCOMPARE(series->stills(),
             QStringList({folder(q("a.0998.exr")), folder(q("a.0999.exr")), folder(q("a.1000.exr"))}));
}

QTEST_GUILESS_MAIN(TestRecovery)
#include "test_recovery.moc"
