// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/finisher.h"
#include "movie_maker.h"
#include "support/fault_files.h"

#include <QTest>

#include <random>

using namespace reelout;
using namespace reelout::test;

namespace {

std::span<const std::byte> bytesOf(const QByteArray& data)
{
    return std::as_bytes(std::span(data.constData(), static_cast<std::size_t>(data.size())));
}

/// What happened to the disk while a movie was written and finished.
struct Recording {
    std::size_t events = 0;
    std::size_t finishBegins = 0;            ///< event at which finishing began
    std::vector<std::size_t> fragmentSynced; ///< event of each fragment's sync
    QByteArray finished;
};

/// Writes the way the movie writer does: fragment by fragment, each synced, then finished in place.
Recording record(FaultFiles& files, const QString& path, const QByteArray& content)
{
    Recording recording;
    files.keepData();
    auto file = files.open(path, OpenMode::CreateNew);
    if (!file)
        return recording;
    FragmentCollector collector;
    std::mt19937 random(5);
    for (qsizetype at = 0; at < content.size();) {
        const qsizetype length = std::min<qsizetype>(content.size() - at, 1 + qsizetype(random() % 4096));
        const int before = collector.completeFragments();
        const auto piece = bytesOf(content).subspan(std::size_t(at), std::size_t(length));
        if (!(*file)->writeAt(std::uint64_t(at), piece) || !collector.feed(std::uint64_t(at), piece))
            return recording;
        at += length;
        if (collector.completeFragments() > before) {
            if (!(*file)->sync())
                return recording;
            recording.fragmentSynced.push_back(files.events().size());
        }
    }
    recording.finishBegins = files.events().size();
    if (!finishInPlace(**file, collector) || !(*file)->close())
        return recording;
    recording.events = files.events().size();
    recording.finished = contentOf(path);
    return recording;
}

int syncedFragments(const Recording& recording, std::size_t event)
{
    return int(std::count_if(recording.fragmentSynced.begin(), recording.fragmentSynced.end(),
                             [&](std::size_t synced) { return synced <= event; }));
}

} // namespace

class TestPowerCut : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void killedAtAnyWrite();
    void powerCutAtAnyWrite();
    void cutWhileFinishing();
};

// The program dies, the system writes what it was given.
void TestPowerCut::killedAtAnyWrite()
{
    const TempFolder folder;
    const MoviePair pair = makeMovie(folder, movieKind("h264 aac"));
    QVERIFY2(pair.error.isEmpty(), qPrintable(pair.error));
    FaultFiles files;
    const QString path = folder(QStringLiteral("recorded.mp4"));
    const Recording recording = record(files, path, contentOf(pair.fragmented));
    QVERIFY(recording.events > 0);
    QVERIFY(recording.fragmentSynced.size() > 4);
    const QString copy = folder(QStringLiteral("copy.mp4"));
    for (std::size_t event = recording.fragmentSynced.front(); event <= recording.events; ++event) {
        writeContent(copy, files.contentAfterPowerCut(path, event, [](std::size_t) { return true; }));
        const auto report = repairIsoFile(systemFiles(), copy);
        QVERIFY2(report, qPrintable(report ? QString() : report.error().detail));
        if (!report->wasComplete)
            QVERIFY(report->fragments >= syncedFragments(recording, event));
        if (event >= recording.finishBegins)
            QCOMPARE(contentOf(copy), recording.finished);
    }
}

// The power goes: of what was not synced, any part may be missing.
void TestPowerCut::powerCutAtAnyWrite()
{
    const TempFolder folder;
    const MoviePair pair = makeMovie(folder, movieKind("h264 aac"));
    QVERIFY2(pair.error.isEmpty(), qPrintable(pair.error));
    FaultFiles files;
    const QString path = folder(QStringLiteral("recorded.mp4"));
    const Recording recording = record(files, path, contentOf(pair.fragmented));
    QVERIFY(recording.events > 0);
    std::mt19937 random(23);
    const QString copy = folder(QStringLiteral("copy.mp4"));
    for (std::size_t event = recording.fragmentSynced.front(); event < recording.finishBegins; ++event) {
        writeContent(copy,
                     files.contentAfterPowerCut(path, event, [&](std::size_t) { return random() % 2 == 0; }));
        const auto report = repairIsoFile(systemFiles(), copy);
        QVERIFY2(report, qPrintable(report ? QString() : report.error().detail));
        QVERIFY(report->fragments >= syncedFragments(recording, event));
    }
}

void TestPowerCut::cutWhileFinishing()
{
    const TempFolder folder;
    const MoviePair pair = makeMovie(folder, movieKind("h264 pcm"));
    QVERIFY2(pair.error.isEmpty(), qPrintable(pair.error));
    const QStringList packets = packetsOf(pair.plain);
    FaultFiles files;
    const QString path = folder(QStringLiteral("recorded.mov"));
    const Recording recording = record(files, path, contentOf(pair.fragmented));
    QVERIFY(recording.events > recording.finishBegins + 3);
    const QString copy = folder(QStringLiteral("copy.mov"));
    for (std::size_t event = recording.finishBegins; event <= recording.events; ++event) {
        for (const bool survives : {false, true}) {
            writeContent(copy,
                         files.contentAfterPowerCut(path, event, [&](std::size_t) { return survives; }));
            // Playable as it lies there, and whole once repaired.
            QCOMPARE(complaints(copy), QByteArray());
            QCOMPARE(streamHashes(copy), streamHashes(pair.plain));
            QVERIFY(repairIsoFile(systemFiles(), copy));
            QCOMPARE(packetsOf(copy), packets);
            QCOMPARE(contentOf(copy), recording.finished);
        }
    }
}

QTEST_GUILESS_MAIN(TestPowerCut)
#include "test_power_cut.moc"
