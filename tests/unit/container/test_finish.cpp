// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/finisher.h"
#include "movie_maker.h"
#include "support/fault_files.h"

#include <QTest>
#include <QtEndian>

#include <cerrno>
#include <random>

using namespace reelout;
using namespace reelout::test;

namespace {

std::span<const std::byte> bytesOf(const QByteArray& data)
{
    return std::as_bytes(std::span(data.constData(), static_cast<std::size_t>(data.size())));
}

/// Writes content the way a muxer does, in pieces of any size, and lets the collector see it.
Status writeLikeAMuxer(OutputFile& file, FragmentCollector& collector, const QByteArray& content,
                       unsigned seed)
{
    std::mt19937 random(seed);
    qsizetype position = 0;
    while (position < content.size()) {
        const qsizetype largest = random() % 4 == 0 ? 20 : 70'000;
        const qsizetype length =
            std::min<qsizetype>(content.size() - position, 1 + qsizetype(random()) % largest);
        const auto piece = bytesOf(content).subspan(std::size_t(position), std::size_t(length));
        REELOUT_TRY(file.writeAt(std::uint64_t(position), piece));
        REELOUT_TRY(collector.feed(std::uint64_t(position), piece));
        position += length;
    }
    return {};
}

Result<FinishReport> finishCopy(const QString& from, const QString& to, unsigned seed = 1)
{
    auto file = systemFiles().open(to, OpenMode::CreateNew);
    if (!file)
        return file.error();
    FragmentCollector collector;
    REELOUT_TRY(writeLikeAMuxer(**file, collector, contentOf(from), seed));
    Result<FinishReport> report = finishInPlace(**file, collector);
    REELOUT_TRY((*file)->close());
    return report;
}

} // namespace

class TestFinish : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalsAPlainFile_data();
    void equalsAPlainFile();
    void boxesArriveInAnyPieces();
    void sizePatchedLater();
    void refusesHolesAndLateChanges();
    void countsFragmentsAsTheyComplete();
    void nothingWrittenIsAnError();
    void tornFragmentMakesRoom();
    void diskFullAtTheIndexLeavesAFragmentedFile();
    void brandsAreOrdinary();
};

void TestFinish::equalsAPlainFile_data()
{
    QTest::addColumn<int>("kind");
    for (int i = 0; i < int(movieKinds().size()); ++i)
        QTest::newRow(movieKinds()[std::size_t(i)].name) << i;
}

void TestFinish::equalsAPlainFile()
{
    QFETCH(int, kind);
    const TempFolder folder;
    const MoviePair pair = makeMovie(folder, movieKinds()[std::size_t(kind)]);
    QVERIFY2(pair.error.isEmpty(), qPrintable(pair.error));
    QVERIFY(boxesOf(contentOf(pair.fragmented)).contains(QStringLiteral("moof")));
    const QByteArray hashes = streamHashes(pair.fragmented);

    const QString finished = folder(QStringLiteral("finished.") + pair.plain.section(u'.', -1));
    const auto report = finishCopy(pair.fragmented, finished);
    QVERIFY2(report, qPrintable(report ? QString() : report.error().detail));
    QCOMPARE(boxesOf(contentOf(finished)), QStringLiteral("ftyp mdat moov"));
    QCOMPARE(complaints(finished), QByteArray());
    QCOMPARE(streamHashes(finished), hashes);
    QCOMPARE(streamHashes(finished), streamHashes(pair.plain));
    QCOMPARE(streamFacts(finished), streamFacts(pair.plain));
    QCOMPARE(packetsOf(finished), packetsOf(pair.plain));
    QVERIFY(report->fragments > 0 || report->samples > 0);
    QCOMPARE(report->bytesDropped, std::uint64_t{0});
    QVERIFY(!report->wasComplete);
    QVERIFY2(toSeconds(report->duration) >= 2.99 && toSeconds(report->duration) < 3.05,
             qPrintable(QString::number(toSeconds(report->duration))));
}

void TestFinish::boxesArriveInAnyPieces()
{
    const TempFolder folder;
    const MoviePair pair = makeMovie(folder, movieKind("h264 aac"));
    QVERIFY2(pair.error.isEmpty(), qPrintable(pair.error));
    QByteArray first;
    for (unsigned seed = 1; seed <= 20; ++seed) {
        const QString to = folder(QStringLiteral("%1.mp4").arg(seed));
        QVERIFY(finishCopy(pair.fragmented, to, seed));
        const QByteArray content = contentOf(to);
        if (first.isEmpty())
            first = content;
        QCOMPARE(content, first);
    }
    // And byte by byte.
    auto file = systemFiles().open(folder(QStringLiteral("bytes.mp4")), OpenMode::CreateNew);
    QVERIFY(file);
    FragmentCollector collector;
    const QByteArray content = contentOf(pair.fragmented);
    QVERIFY((*file)->writeAt(0, bytesOf(content)));
    for (qsizetype i = 0; i < content.size(); ++i)
        QVERIFY(collector.feed(std::uint64_t(i), bytesOf(content).subspan(std::size_t(i), 1)));
    QVERIFY(finishInPlace(**file, collector));
    QCOMPARE(contentOf((*file)->path()), first);
}

void TestFinish::sizePatchedLater()
{
    const TempFolder folder;
    const MoviePair pair = makeMovie(folder, movieKind("h264 aac"));
    QVERIFY2(pair.error.isEmpty(), qPrintable(pair.error));
    const QByteArray content = contentOf(pair.fragmented);
    FragmentCollector straight;
    QVERIFY(straight.feed(0, bytesOf(content)));

    // Some boxes first with size 0, which is then set, as a muxer with a small buffer writes them.
    FragmentCollector patched;
    qsizetype fed = 0;
    const auto feedTo = [&](qsizetype end) {
        const Status status = patched.feed(std::uint64_t(fed), bytesOf(content.mid(fed, end - fed)));
        fed = end;
        return status;
    };
    for (const qsizetype start : {boxOffset(content, "moov"), boxOffset(content, "moof", 1)}) {
        QVERIFY(start > 0);
        QVERIFY(feedTo(start));
        const qsizetype size = qFromBigEndian<quint32>(content.constData() + start);
        const QByteArray open = QByteArray(4, '\0') + content.mid(start + 4, size - 4);
        QVERIFY(patched.feed(std::uint64_t(start), bytesOf(open)));
        const int before = patched.completeFragments();
        QVERIFY(patched.feed(std::uint64_t(start), bytesOf(content.mid(start, 4))));
        QCOMPARE(patched.completeFragments(), before);
        fed = start + size;
    }
    QVERIFY(feedTo(content.size()));
    QVERIFY(straight.completeFragments() > 1);
    QCOMPARE(patched.completeFragments(), straight.completeFragments());
}

void TestFinish::refusesHolesAndLateChanges()
{
    const TempFolder folder;
    const MoviePair pair = makeMovie(folder, movieKind("h264 alone"));
    QVERIFY2(pair.error.isEmpty(), qPrintable(pair.error));
    const QByteArray content = contentOf(pair.fragmented);
    FragmentCollector collector;
    QVERIFY(collector.feed(0, bytesOf(content)));
    QCOMPARE(collector.feed(std::uint64_t(content.size()) + 1, bytesOf("x")).error().code,
             ErrorCode::InvalidData);
    QCOMPARE(collector.feed(40, bytesOf("x")).error().code, ErrorCode::InvalidData);
    QCOMPARE(FragmentCollector().feed(1, bytesOf("x")).error().code, ErrorCode::InvalidData);
    QVERIFY(!FragmentCollector().feed(0, bytesOf(QByteArray("\0\0\0\4ftypisom", 12))));
}

void TestFinish::countsFragmentsAsTheyComplete()
{
    const TempFolder folder;
    const MoviePair pair = makeMovie(folder, movieKind("h264 aac"));
    QVERIFY2(pair.error.isEmpty(), qPrintable(pair.error));
    const QByteArray content = contentOf(pair.fragmented);
    FragmentCollector collector;
    const qsizetype second = boxOffset(content, "moof", 1);
    QVERIFY(second > 0);
    QVERIFY(collector.feed(0, bytesOf(content.left(second - 1))));
    QCOMPARE(collector.completeFragments(), 0);
    QVERIFY(collector.feed(std::uint64_t(second - 1), bytesOf(content.mid(second - 1, 1))));
    QCOMPARE(collector.completeFragments(), 1);
    QVERIFY(collector.feed(std::uint64_t(second), bytesOf(content.mid(second))));
    QCOMPARE(collector.completeFragments(), int(boxesOf(content).count(QStringLiteral("moof"))));
}

void TestFinish::nothingWrittenIsAnError()
{
    const TempFolder folder;
    auto file = systemFiles().open(folder(QStringLiteral("a.mp4")), OpenMode::CreateNew);
    QVERIFY(file);
    FragmentCollector collector;
    QCOMPARE(finishInPlace(**file, collector).error().code, ErrorCode::InvalidData);
    QCOMPARE((*file)->size().value(), std::uint64_t{0});

    const MoviePair pair = makeMovie(folder, movieKind("h264 aac"));
    QVERIFY2(pair.error.isEmpty(), qPrintable(pair.error));
    const QByteArray head = contentOf(pair.fragmented).left(boxOffset(contentOf(pair.fragmented), "moof"));
    QVERIFY((*file)->writeAt(0, bytesOf(head)));
    QVERIFY(collector.feed(0, bytesOf(head)));
    QCOMPARE(finishInPlace(**file, collector).error().code, ErrorCode::InvalidData);
    QCOMPARE(contentOf((*file)->path()), head);
}

void TestFinish::tornFragmentMakesRoom()
{
    const TempFolder folder;
    const MoviePair pair = makeMovie(folder, movieKind("prores pcm24"));
    QVERIFY2(pair.error.isEmpty(), qPrintable(pair.error));
    const QByteArray content = contentOf(pair.fragmented);
    const qsizetype lastMoof = content.lastIndexOf("moof") - 4;
    FaultFiles files;
    files.failWritesAfter(std::uint64_t(lastMoof + 50'000), ENOSPC);
    auto file = files.open(folder(QStringLiteral("full.mov")), OpenMode::CreateNew);
    QVERIFY(file);
    FragmentCollector collector;
    QCOMPARE(writeLikeAMuxer(**file, collector, content, 3).error().code, ErrorCode::DiskFull);
    QCOMPARE((*file)->size().value(), std::uint64_t(lastMoof + 50'000));
    // What the torn fragment holds is room the disk has already given.
    files.failWritesAfter(50'000, ENOSPC);
    const auto report = finishInPlace(**file, collector);
    QVERIFY2(report, qPrintable(report ? QString() : report.error().detail));
    QCOMPARE(report->bytesDropped, std::uint64_t{50'000});
    QCOMPARE(report->fragments, collector.completeFragments());
    QVERIFY((*file)->size().value() < std::uint64_t(lastMoof + 50'000));
    QCOMPARE(boxesOf(contentOf((*file)->path())), QStringLiteral("ftyp mdat moov"));
    QCOMPARE(complaints((*file)->path()), QByteArray());
}

void TestFinish::diskFullAtTheIndexLeavesAFragmentedFile()
{
    const TempFolder folder;
    const MoviePair pair = makeMovie(folder, movieKind("h264 aac"));
    QVERIFY2(pair.error.isEmpty(), qPrintable(pair.error));
    const QByteArray content = contentOf(pair.fragmented);
    FaultFiles files;
    auto file = files.open(folder(QStringLiteral("full.mp4")), OpenMode::CreateNew);
    QVERIFY(file);
    FragmentCollector collector;
    QVERIFY(writeLikeAMuxer(**file, collector, content, 3));
    files.failWritesAfter(100, ENOSPC);
    QCOMPARE(finishInPlace(**file, collector).error().code, ErrorCode::DiskFull);
    QCOMPARE(contentOf((*file)->path()), content);
    files.clearFaults();
    files.fail(FileCall::Sync, EIO);
    QCOMPARE(finishInPlace(**file, collector).error().code, ErrorCode::IoFailed);
    QCOMPARE(contentOf((*file)->path()), content);
    files.clearFaults();
    QVERIFY(finishInPlace(**file, collector));
    QCOMPARE(packetsOf((*file)->path()), packetsOf(pair.plain));
}

void TestFinish::brandsAreOrdinary()
{
    const TempFolder folder;
    const MoviePair pair = makeMovie(folder, movieKind("h264 aac"));
    QVERIFY2(pair.error.isEmpty(), qPrintable(pair.error));
    const QString to = folder(QStringLiteral("b.mp4"));
    QVERIFY(finishCopy(pair.fragmented, to));
    QVERIFY(contentOf(pair.fragmented)
                .startsWith(QByteArray("\0\0\0\x1c"
                                       "ftypiso5",
                                       12)));
    const QByteArray brands = contentOf(to).mid(8, 20);
    QCOMPARE(brands, QByteArray("isom\0\0\2\0isomiso2mp41", 20));
}

QTEST_GUILESS_MAIN(TestFinish)
#include "test_finish.moc"
