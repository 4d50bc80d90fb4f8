// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/finisher.h"
#include "movie_maker.h"
#include "support/fault_files.h"
#include "synthetic_movie.h"

#include <QFile>
#include <QTest>
#include <QtEndian>

#include <random>

using namespace reelout;
using namespace reelout::test;

namespace {

// The disk without waiting for it.
FaultFiles& quickFiles()
{
    static FaultFiles files;
    files.skipSyncs();
    return files;
}

/// Repairs the content; what it may never do is checked here.
void repairSafely(const QString& path, const QByteArray& content, int& repairs)
{
    writeContent(path, content);
    const auto report = repairIsoFile(quickFiles(), path);
    const QByteArray after = contentOf(path);
    if (!report || report->wasComplete) {
        QCOMPARE(after, content);
        return;
    }
    ++repairs;
    // An index has at most a few bytes per byte of the fragments' headers, and 64 Ki empty samples.
    QVERIFY2(after.size() < 20 * content.size() + 1'000'000, qPrintable(QString::number(after.size())));
    QVERIFY2(boxesOf(after).endsWith(QStringLiteral("moov")), qPrintable(boxesOf(after)));
    // Done once, it stays done.
    const auto again = repairIsoFile(quickFiles(), path);
    QVERIFY(again);
    QVERIFY(again->wasComplete);
}

QByteArray mutated(const QByteArray& original, std::mt19937& random)
{
    static const std::vector<quint32> kNumbers = {0,  1,          2,          7,          8,
                                                  16, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffff8};
    QByteArray content = original;
    const int changes = 1 + int(random() % 4);
    // Cut down to nothing there is nothing left to change.
    for (int i = 0; i < changes && content.size() > 8; ++i) {
        const auto place = qsizetype(random() % unsigned(content.size() - 8));
        switch (random() % 6) {
        case 0:
            content[place] = char(random());
            break;
        case 1:
            content[place] = char(content[place] ^ (1 << random() % 8));
            break;
        case 2:
            qToBigEndian(kNumbers[random() % kNumbers.size()], content.data() + place);
            break;
        case 3:
            content.remove(place, 1 + qsizetype(random() % 40));
            break;
        case 4:
            content.insert(place, content.mid(qsizetype(random() % unsigned(content.size() - 8)), 60));
            break;
        default:
            content.truncate(place + 8);
        }
    }
    return content;
}

} // namespace

class TestHostile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mutations_data();
    void mutations();
    void mutationsThroughTheCollector();
    void sizesOfEveryBox_data();
    void sizesOfEveryBox();
    void nestedWithoutEnd();
    void manyTinyBoxes();
    void openEndedMedia();
    void longMediaHeader();
    void beyondFourGibibytes();
    void twoMoviesInOneFile();
};

void TestHostile::mutations_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<int>("rounds");
    QTest::newRow("headers of h264 aac") << QByteArray("h264 aac") << 500;
    QTest::newRow("headers of prores pcm") << QByteArray("prores pcm24") << 200;
    QTest::newRow("samples in the first moov") << QByteArray("samples in the first moov") << 300;
}

void TestHostile::mutations()
{
    QFETCH(QByteArray, kind);
    QFETCH(int, rounds);
    const TempFolder folder;
    const MoviePair pair = makeMovie(folder, movieKind(kind.constData()));
    QVERIFY2(pair.error.isEmpty(), qPrintable(pair.error));
    // Media are never looked at: short ones let the mutations hit what matters.
    QByteArray whole = contentOf(pair.fragmented);
    whole.truncate(boxOffset(whole, "mdat", 1) + 400);
    const qsizetype data = boxOffset(whole, "mdat") + 8;
    std::mt19937 random(7);
    int repairs = 0;
    for (int i = 0; i < rounds; ++i) {
        const QByteArray head = mutated(whole.left(data), random);
        const bool both = random() % 2 == 0;
        const QByteArray rest = both ? mutated(whole.mid(data), random) : whole.mid(data);
        repairSafely(folder(QStringLiteral("m.mp4")), head + rest, repairs);
        if (QTest::currentTestFailed())
            QFAIL(qPrintable(QStringLiteral("round %1").arg(i)));
    }
    QVERIFY2(repairs > rounds / 20, qPrintable(QString::number(repairs)));
}

void TestHostile::mutationsThroughTheCollector()
{
    const TempFolder folder;
    const MoviePair pair = makeMovie(folder, movieKind("h264 aac"));
    QVERIFY2(pair.error.isEmpty(), qPrintable(pair.error));
    const QByteArray whole = contentOf(pair.fragmented);
    std::mt19937 random(11);
    int accepted = 0;
    for (int i = 0; i < 300; ++i) {
        const QByteArray content = mutated(whole.left(boxOffset(whole, "mdat") + 8), random) +
                                   whole.mid(boxOffset(whole, "mdat") + 8);
        auto file = quickFiles().open(folder(QStringLiteral("c.mp4")), OpenMode::Replace);
        QVERIFY(file);
        FragmentCollector collector;
        Status status;
        for (qsizetype at = 0; at < content.size() && status; at += 5000) {
            const QByteArray piece = content.mid(at, 5000);
            const auto bytes = std::as_bytes(std::span(piece.constData(), std::size_t(piece.size())));
            QVERIFY((*file)->writeAt(std::uint64_t(at), bytes));
            status = collector.feed(std::uint64_t(at), bytes);
        }
        if (finishInPlace(**file, collector))
            ++accepted;
        QVERIFY((*file)->size().value() < std::uint64_t(content.size() + 1'000'000));
    }
    QVERIFY(accepted > 10);
}

void TestHostile::sizesOfEveryBox_data()
{
    QTest::addColumn<quint32>("size");
    for (const quint32 size : {0U, 1U, 2U, 7U, 8U, 9U, 0x7fffffffU, 0xffffffffU})
        QTest::addRow("%u", size) << size;
}

void TestHostile::sizesOfEveryBox()
{
    QFETCH(quint32, size);
    const TempFolder folder;
    QByteArray movie = movieHeader({{1, 1000, 0, false}, {2, 48'000, {}, true}});
    const std::vector<SyntheticSample> pictures(10, SyntheticSample{10, 50, 0, true});
    const std::vector<SyntheticSample> sound(4, SyntheticSample{100, 400, 0, true});
    movie += fragment(std::uint64_t(movie.size()), {{1, 0, pictures, true, 0}, {2, 0, sound, false, 0}});
    int repairs = 0;
    for (qsizetype at = 0; at + 8 < movie.size(); at += 4) {
        QByteArray content = movie;
        qToBigEndian(size, content.data() + at);
        repairSafely(folder(QStringLiteral("s.mov")), content, repairs);
        if (QTest::currentTestFailed())
            QFAIL(qPrintable(QStringLiteral("at %1").arg(at)));
    }
    QVERIFY(repairs > 0);
}

void TestHostile::nestedWithoutEnd()
{
    const TempFolder folder;
    QByteArray nested;
    for (int i = 0; i < 20'000; ++i) {
        QByteArray header(8, '\0');
        qToBigEndian(quint32(8 * (20'000 - i)), header.data());
        std::copy_n(i % 2 == 0 ? "moov" : "trak", 4, header.data() + 4);
        nested += header;
    }
    int repairs = 0;
    repairSafely(folder(QStringLiteral("n.mp4")), nested, repairs);
    QCOMPARE(repairs, 0);
}

void TestHostile::manyTinyBoxes()
{
    const TempFolder folder;
    QByteArray content = movieHeader({{1, 1000, {}, false}});
    content += fragment(std::uint64_t(content.size()), {{1, 0, {{10, 5, 0, true}}, true, 0}});
    for (int i = 0; i < 50'000; ++i)
        content += QByteArray("\0\0\0\x08moof", 8);
    int repairs = 0;
    repairSafely(folder(QStringLiteral("t.mov")), content, repairs);
    QCOMPARE(repairs, 1);
}

void TestHostile::openEndedMedia()
{
    const TempFolder folder;
    QByteArray content = movieHeader({{1, 1000, {}, false}});
    content +=
        fragment(std::uint64_t(content.size()), {{1, 0, {{10, 5, 0, true}, {10, 6, 0, true}}, true, 0}},
                 BaseOffset::Moof, DataSize::ToTheEnd);
    writeContent(folder(QStringLiteral("o.mov")), content);
    const auto report = repairIsoFile(quickFiles(), folder(QStringLiteral("o.mov")));
    QVERIFY(report);
    QCOMPARE(report->samples, std::uint64_t{2});
    QCOMPARE(boxesOf(contentOf(folder(QStringLiteral("o.mov")))), QStringLiteral("ftyp mdat moov"));
}

void TestHostile::longMediaHeader()
{
    const TempFolder folder;
    const std::vector<SyntheticSample> pictures(10, SyntheticSample{10, 50, 0, true});
    QByteArray content = movieHeader({{1, 1000, {}, false}});
    content += fragment(std::uint64_t(content.size()), {{1, 0, pictures, true, 0}}, BaseOffset::Moof,
                        DataSize::Long);
    // Torn, so that the long size has to be corrected as well.
    content.chop(75);
    writeContent(folder(QStringLiteral("l.mov")), content);
    const auto report = repairIsoFile(quickFiles(), folder(QStringLiteral("l.mov")));
    QVERIFY(report);
    QCOMPARE(report->samples, std::uint64_t{8});
    QCOMPARE(report->bytesDropped, std::uint64_t{25});
    QCOMPARE(boxesOf(contentOf(folder(QStringLiteral("l.mov")))), QStringLiteral("ftyp mdat moov"));
}

void TestHostile::beyondFourGibibytes()
{
    const TempFolder folder;
    const QString path = folder(QStringLiteral("big.mov"));
    const std::vector<SyntheticSample> pictures(3, SyntheticSample{10, 50, 0, true});
    const QByteArray head = movieHeader({{1, 1000, {}, false}});
    auto file = systemFiles().open(path, OpenMode::CreateNew);
    QVERIFY(file);
    const auto put = [&](std::uint64_t at, const QByteArray& bytes) {
        return (*file)->writeAt(at, std::as_bytes(std::span(bytes.constData(), std::size_t(bytes.size()))));
    };
    // A hole of 5 GiB in a box nobody reads, then the fragment.
    constexpr std::uint64_t kHole = std::uint64_t{5} << 30;
    QByteArray hole(16, '\0');
    std::copy_n("\0\0\0\1skip", 8, hole.data());
    qToBigEndian(quint64(kHole), hole.data() + 8);
    const std::uint64_t place = std::uint64_t(head.size()) + kHole;
    QVERIFY(put(0, head));
    QVERIFY(put(std::uint64_t(head.size()), hole));
    QVERIFY(put(place, fragment(place, {{1, 0, pictures, true, 0}}, BaseOffset::Explicit)));
    QVERIFY((*file)->close());

    const auto report = repairIsoFile(quickFiles(), path);
    QVERIFY2(report, qPrintable(report ? QString() : report.error().detail));
    QCOMPARE(report->samples, std::uint64_t{3});
    QFile reader(path);
    QVERIFY(reader.open(QIODevice::ReadOnly));
    const QByteArray start = reader.read(36);
    QCOMPARE(start.mid(20, 8), QByteArray("\0\0\0\1mdat", 8));
    const quint64 size = qFromBigEndian<quint64>(start.constData() + 28);
    QVERIFY(size > kHole);
    QVERIFY(reader.seek(qint64(20 + size)));
    const QByteArray moov = reader.readAll();
    QCOMPARE(moov.mid(4, 4), QByteArray("moov"));
    QVERIFY(moov.contains("co64"));
    QVERIFY(!moov.contains("stco"));
    QVERIFY(repairIsoFile(quickFiles(), path)->wasComplete);
}

void TestHostile::twoMoviesInOneFile()
{
    const TempFolder folder;
    const std::vector<SyntheticSample> pictures(3, SyntheticSample{10, 50, 0, true});
    QByteArray one = movieHeader({{1, 1000, {}, false}});
    one += fragment(std::uint64_t(one.size()), {{1, 0, pictures, true, 0}});
    const QString path = folder(QStringLiteral("two.mov"));
    writeContent(path, one + one);
    const auto report = repairIsoFile(quickFiles(), path);
    QVERIFY(report);
    QCOMPARE(report->samples, std::uint64_t{3});
    // The second one is not thrown away.
    QVERIFY(contentOf(path).mid(one.size()).contains(one.mid(one.indexOf("moof"))));
    QVERIFY(contentOf(path).size() > 2 * one.size());
}

QTEST_GUILESS_MAIN(TestHostile)
#include "test_hostile.moc"
