// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/finisher.h"
#include "movie_maker.h"
#include "support/fault_files.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

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

Result<FinishReport> repaired(const QString& path, const QByteArray& content)
{
    writeContent(path, content);
    return repairIsoFile(quickFiles(), path);
}

QString sayWhy(const Result<FinishReport>& report)
{
    return report ? QString() : report.error().detail;
}

/// Whether `part` is the first packets of `whole`, stream by stream. Both as packetsOf() gives them; the last
/// packet of a cut file may have lost its true duration.
bool isBeginOf(const QStringList& part, const QStringList& whole)
{
    const auto keyOf = [](const QString& line) {
        const QStringList cells = line.split(u',');
        return QStringList{cells.value(0), cells.value(1), cells.value(2), cells.value(4), cells.value(5)};
    };
    for (qsizetype i = 0, j = 0; i < part.size(); ++i, ++j) {
        while (j < whole.size() && keyOf(whole[j])[0] != keyOf(part[i])[0])
            ++j;
        if (j >= whole.size() || keyOf(whole[j]) != keyOf(part[i]))
            return false;
    }
    return true;
}

} // namespace

class TestRepair : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKind_data();
    void everyKind();
    void cutAnywhere_data();
    void cutAnywhere();
    void keepsWholeSamplesOfATornFragment();
    void ordinaryFilesAreNotTouched();
    void cutOrdinaryFileIsRefused();
    void nothingPlayable_data();
    void nothingPlayable();
    void anInterruptedFinishIsFinished();
    void aTornIndexIsReplaced();
    void afterTheSwitchItIsComplete();
    void damagedFragmentCostsOnlyItself();
    void whatIsNoFileIsRefused();
    void aFileBeingRecordedIsRefused();
    void readOnlyOrdinaryFile();
};

void TestRepair::everyKind_data()
{
    QTest::addColumn<int>("kind");
    for (int i = 0; i < int(movieKinds().size()); ++i)
        QTest::newRow(movieKinds()[std::size_t(i)].name) << i;
}

void TestRepair::everyKind()
{
    QFETCH(int, kind);
    const TempFolder folder;
    const MoviePair pair = makeMovie(folder, movieKinds()[std::size_t(kind)]);
    QVERIFY2(pair.error.isEmpty(), qPrintable(pair.error));
    const QByteArray before = contentOf(pair.fragmented);
    const auto report = repairIsoFile(quickFiles(), pair.fragmented);
    QVERIFY2(report, qPrintable(sayWhy(report)));
    const QByteArray after = contentOf(pair.fragmented);
    QCOMPARE(boxesOf(after), QStringLiteral("ftyp mdat moov"));
    QCOMPARE(report->bytesDropped, std::uint64_t{0});
    QCOMPARE(complaints(pair.fragmented), QByteArray());
    QCOMPARE(packetsOf(pair.fragmented), packetsOf(pair.plain));
    // The media have not moved.
    const qsizetype firstMoof = boxOffset(before, "moof");
    QCOMPARE(after.mid(firstMoof, before.size() - firstMoof), before.mid(firstMoof));
}

void TestRepair::cutAnywhere_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<int>("cuts");
    QTest::newRow("h264 aac") << QByteArray("h264 aac") << 30;
    QTest::newRow("prores pcm24") << QByteArray("prores pcm24") << 12;
    QTest::newRow("explicit base offset") << QByteArray("explicit base offset") << 8;
    QTest::newRow("a moof per track") << QByteArray("a moof per track") << 8;
}

void TestRepair::cutAnywhere()
{
    QFETCH(QByteArray, kind);
    QFETCH(int, cuts);
    const TempFolder folder;
    const MoviePair pair = makeMovie(folder, movieKind(kind.constData()));
    QVERIFY2(pair.error.isEmpty(), qPrintable(pair.error));
    const QByteArray whole = contentOf(pair.fragmented);
    const qsizetype firstData = boxOffset(whole, "mdat") + 8;
    const qsizetype secondMoof = boxOffset(whole, "moof", 1);
    std::mt19937 random(2026);
    const QString path = folder(QStringLiteral("cut.") + pair.fragmented.section(u'.', -1));
    std::vector<qsizetype> lengths;
    for (int i = 0; i < cuts; ++i)
        lengths.push_back(firstData + qsizetype(random() % unsigned(whole.size() - firstData)));
    std::sort(lengths.begin(), lengths.end());
    std::uint64_t samples = 0;
    for (const qsizetype length : lengths) {
        const auto report = repaired(path, whole.left(length));
        if (length < secondMoof && !report) {
            // Not one whole sample yet.
            QCOMPARE(report.error().code, ErrorCode::InvalidData);
            QCOMPARE(contentOf(path), whole.left(length));
            continue;
        }
        QVERIFY2(report, qPrintable(QStringLiteral("%1: %2").arg(length).arg(sayWhy(report))));
        QCOMPARE(complaints(path), QByteArray());
        QCOMPARE(boxesOf(contentOf(path)), QStringLiteral("ftyp mdat moov"));
        // The more there was, the more is kept.
        QVERIFY2(report->samples > 0 && report->samples >= samples, qPrintable(QString::number(length)));
        samples = report->samples;
        QCOMPARE(repairIsoFile(quickFiles(), path)->wasComplete, true);
    }
}

void TestRepair::keepsWholeSamplesOfATornFragment()
{
    const TempFolder folder;
    const MoviePair pair = makeMovie(folder, movieKind("prores pcm24"));
    QVERIFY2(pair.error.isEmpty(), qPrintable(pair.error));
    const QByteArray whole = contentOf(pair.fragmented);
    const QStringList original = packetsOf(pair.fragmented);
    const qsizetype secondMoof = boxOffset(whole, "moof", 1);
    const qsizetype secondData = boxOffset(whole, "mdat", 1) + 8;
    const QString path = folder(QStringLiteral("cut.mov"));
    QVERIFY(repaired(path, whole.left(secondMoof)));
    const QStringList first = packetsOf(path).filter(QRegularExpression(QStringLiteral("^0")));

    // Exactly one picture of the second fragment, then one byte less.
    const QStringList pictures = original.filter(QRegularExpression(QStringLiteral("^0")));
    QStringList inTime = pictures;
    std::sort(inTime.begin(), inTime.end(), [](const QString& a, const QString& b) {
        return a.section(u',', 1, 1).toLongLong() < b.section(u',', 1, 1).toLongLong();
    });
    const qsizetype picture = inTime[first.size()].section(u',', 4, 4).toLongLong();
    const auto one = repaired(path, whole.left(secondData + picture));
    QVERIFY2(one, qPrintable(sayWhy(one)));
    QCOMPARE(one->bytesDropped, std::uint64_t{0});
    QStringList kept = packetsOf(path).filter(QRegularExpression(QStringLiteral("^0")));
    QCOMPARE(kept.size(), first.size() + 1);
    const auto none = repaired(path, whole.left(secondData + picture - 1));
    QVERIFY2(none, qPrintable(sayWhy(none)));
    QCOMPARE(none->bytesDropped, std::uint64_t(secondData + picture - 1 - secondMoof));
    kept = packetsOf(path).filter(QRegularExpression(QStringLiteral("^0")));
    QCOMPARE(kept.size(), first.size());
    QVERIFY(isBeginOf(kept, pictures));
    // Nothing was cut off: what was there is still there, behind the switch.
    QCOMPARE(contentOf(path).mid(secondData, picture - 1), whole.mid(secondData, picture - 1));
}

void TestRepair::ordinaryFilesAreNotTouched()
{
    const TempFolder folder;
    const MoviePair pair = makeMovie(folder, movieKind("h264 pcm"));
    QVERIFY2(pair.error.isEmpty(), qPrintable(pair.error));
    const QByteArray before = contentOf(pair.plain);
    const auto report = repairIsoFile(quickFiles(), pair.plain);
    QVERIFY2(report, qPrintable(sayWhy(report)));
    QVERIFY(report->wasComplete);
    QCOMPARE(contentOf(pair.plain), before);
}

void TestRepair::cutOrdinaryFileIsRefused()
{
    const TempFolder folder;
    const MoviePair pair = makeMovie(folder, movieKind("h264 aac"));
    QVERIFY2(pair.error.isEmpty(), qPrintable(pair.error));
    const QByteArray whole = contentOf(pair.plain);
    const QString path = folder(QStringLiteral("cut.mp4"));
    for (const qsizetype length : {whole.size() - 1, whole.size() / 2, qsizetype{40}, qsizetype{7}}) {
        const auto report = repaired(path, whole.left(length));
        QVERIFY(!report);
        QCOMPARE(report.error().code, ErrorCode::InvalidData);
        QCOMPARE(contentOf(path), whole.left(length));
    }
}

void TestRepair::nothingPlayable_data()
{
    QTest::addColumn<QByteArray>("content");
    const TempFolder folder;
    const MoviePair pair = makeMovie(folder, movieKind("h264 aac"));
    const QByteArray whole = contentOf(pair.fragmented);
    QVERIFY(boxOffset(whole, "moof") > 0);
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("This is no movie at all, it is a text.\n");
    QTest::newRow("zeros") << QByteArray(100'000, '\0');
    QTest::newRow("only ftyp") << whole.left(boxOffset(whole, "moov"));
    QTest::newRow("half a moov") << whole.left(boxOffset(whole, "moov") + 500);
    QTest::newRow("ftyp and moov") << whole.left(boxOffset(whole, "moof"));
    QTest::newRow("half a moof") << whole.left(boxOffset(whole, "moof") + 100);
    QTest::newRow("no media") << whole.left(boxOffset(whole, "mdat") + 8);
    QTest::newRow("no header") << whole.mid(boxOffset(whole, "moof"));
}

void TestRepair::nothingPlayable()
{
    QFETCH(QByteArray, content);
    const TempFolder folder;
    const auto report = repaired(folder(QStringLiteral("a.mp4")), content);
    QVERIFY(!report);
    QCOMPARE(report.error().code, ErrorCode::InvalidData);
    QVERIFY(report.error().detail.contains(QStringLiteral("a.mp4")));
    QCOMPARE(contentOf(folder(QStringLiteral("a.mp4"))), content);
}

namespace {

/// What finishing makes of a file: the fragments with the index behind them, not switched yet; and after it.
struct Stages {
    QByteArray fragmented;
    QByteArray appended;
    QByteArray finished;
};

Stages stagesOf(const QString& path, const QByteArray& fragmented)
{
    Stages stages;
    stages.fragmented = fragmented;
    if (!repaired(path, fragmented))
        return stages;
    stages.finished = contentOf(path);
    stages.appended = fragmented + stages.finished.mid(fragmented.size());
    return stages;
}

} // namespace

void TestRepair::anInterruptedFinishIsFinished()
{
    const TempFolder folder;
    const MoviePair pair = makeMovie(folder, movieKind("h264 aac"));
    QVERIFY2(pair.error.isEmpty(), qPrintable(pair.error));
    const QString path = folder(QStringLiteral("a.mp4"));
    const Stages stages = stagesOf(path, contentOf(pair.fragmented));
    QVERIFY(boxesOf(stages.appended).endsWith(QStringLiteral("mdat moov")));
    // As it lies there it plays; that is why the switch comes last.
    writeContent(path, stages.appended);
    QCOMPARE(streamHashes(path), streamHashes(pair.plain));
    const auto report = repairIsoFile(quickFiles(), path);
    QVERIFY2(report, qPrintable(sayWhy(report)));
    QVERIFY(!report->wasComplete);
    QCOMPARE(report->bytesDropped, std::uint64_t{0});
    QCOMPARE(contentOf(path), stages.finished);
}

void TestRepair::aTornIndexIsReplaced()
{
    const TempFolder folder;
    const MoviePair pair = makeMovie(folder, movieKind("h264 aac"));
    QVERIFY2(pair.error.isEmpty(), qPrintable(pair.error));
    const QString path = folder(QStringLiteral("a.mp4"));
    const Stages stages = stagesOf(path, contentOf(pair.fragmented));
    for (qsizetype length = stages.fragmented.size() + 1; length < stages.appended.size(); length += 401) {
        const auto report = repaired(path, stages.appended.left(length));
        QVERIFY2(report, qPrintable(sayWhy(report)));
        QCOMPARE(contentOf(path), stages.finished);
    }
    // Longer than the index: left-overs of a torn fragment it was written over.
    const auto report = repaired(path, QByteArray(stages.appended + QByteArray(10'000, '\x5a')));
    QVERIFY2(report, qPrintable(sayWhy(report)));
    QCOMPARE(contentOf(path), stages.finished);
}

void TestRepair::afterTheSwitchItIsComplete()
{
    const TempFolder folder;
    const MoviePair pair = makeMovie(folder, movieKind("h264 pcm"));
    QVERIFY2(pair.error.isEmpty(), qPrintable(pair.error));
    QVERIFY(repairIsoFile(quickFiles(), pair.fragmented));
    const QByteArray finished = contentOf(pair.fragmented);
    const auto again = repairIsoFile(quickFiles(), pair.fragmented);
    QVERIFY(again);
    QVERIFY(again->wasComplete);
    QCOMPARE(contentOf(pair.fragmented), finished);
}

void TestRepair::damagedFragmentCostsOnlyItself()
{
    const TempFolder folder;
    const MoviePair pair = makeMovie(folder, movieKind("prores pcm24"));
    QVERIFY2(pair.error.isEmpty(), qPrintable(pair.error));
    QByteArray content = contentOf(pair.fragmented);
    const int all = int(boxesOf(content).count(QStringLiteral("moof")));
    const qsizetype header = content.indexOf("tfhd", boxOffset(content, "moof", 2));
    content[header + 11] = '\x63'; // a track that does not exist
    const auto report = repaired(folder(QStringLiteral("a.mov")), content);
    QVERIFY2(report, qPrintable(sayWhy(report)));
    QCOMPARE(report->fragments, all - 1);
    QCOMPARE(complaints(folder(QStringLiteral("a.mov"))), QByteArray());
    // What comes behind is where it was: the picture before it is held.
    QVERIFY(toSeconds(report->duration) > 2.99);
}

void TestRepair::whatIsNoFileIsRefused()
{
    const TempFolder folder;
    QCOMPARE(repairIsoFile(quickFiles(), folder.path()).error().code, ErrorCode::InvalidParameter);
    QCOMPARE(repairIsoFile(quickFiles(), QStringLiteral("/dev/zero")).error().code,
             ErrorCode::InvalidParameter);
    QCOMPARE(repairIsoFile(quickFiles(), folder(QStringLiteral("no.mp4"))).error().code, ErrorCode::NotFound);
}

void TestRepair::aFileBeingRecordedIsRefused()
{
    const TempFolder folder;
    const MoviePair pair = makeMovie(folder, movieKind("h264 alone"));
    QVERIFY2(pair.error.isEmpty(), qPrintable(pair.error));
    const QByteArray before = contentOf(pair.fragmented);
    const auto recorder = systemFiles().open(pair.fragmented, OpenMode::Edit);
    QVERIFY(recorder);
    QCOMPARE(repairIsoFile(quickFiles(), pair.fragmented).error().code, ErrorCode::PermissionDenied);
    QCOMPARE(contentOf(pair.fragmented), before);
}

void TestRepair::readOnlyOrdinaryFile()
{
    const TempFolder folder;
    const MoviePair pair = makeMovie(folder, movieKind("h264 alone"));
    QVERIFY2(pair.error.isEmpty(), qPrintable(pair.error));
    QVERIFY(QFile::setPermissions(pair.plain, QFile::ReadOwner));
    const auto report = repairIsoFile(quickFiles(), pair.plain);
    QVERIFY2(report, qPrintable(sayWhy(report)));
    QVERIFY(report->wasComplete);
}

QTEST_GUILESS_MAIN(TestRepair)
#include "test_repair.moc"
