// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/finisher.h"
#include "movie_maker.h"
#include "support/fault_files.h"
#include "synthetic_movie.h"

#include <QTest>

#include <ctime>

using namespace reelout;
using namespace reelout::test;

namespace {

double processorMilliseconds()
{
    timespec time = {};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

} // namespace

/// An hour of 60 pictures a second and two sound tracks, in 3600 fragments. The processor time it takes is
/// printed and not judged: that depends on the machine.
class TestFinishHour : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hour();
};

void TestFinishHour::hour()
{
    constexpr int kSeconds = 3600;
    constexpr std::uint32_t kPackets = 47;
    const TempFolder folder;
    const QString path = folder(QStringLiteral("hour.mov"));
    FaultFiles files;
    files.skipSyncs();
    auto file = files.open(path, OpenMode::CreateNew);
    QVERIFY(file);
    FragmentCollector collector;
    std::uint64_t position = 0;
    const auto put = [&](const QByteArray& bytes) {
        const auto span = std::as_bytes(std::span(bytes.constData(), std::size_t(bytes.size())));
        const bool done = (*file)->writeAt(position, span) && collector.feed(position, span);
        position += span.size();
        return done;
    };
    QVERIFY(put(movieHeader({{1, 60'000, 2000, false}, {2, 48'128, 1024, false}, {3, 48'128, 1024, false}})));
    for (int second = 0; second < kSeconds; ++second) {
        // No two samples alike, pictures in coding order: nothing the tables could save.
        std::vector<SyntheticSample> pictures;
        for (std::uint32_t i = 0; i < 60; ++i)
            pictures.push_back({1000, 16 + i % 7, std::int32_t(i % 4) * 1000, i == 0});
        std::vector<SyntheticSample> sound;
        for (std::uint32_t i = 0; i < kPackets; ++i)
            sound.push_back({1024, 3 + i % 5, 0, true});
        const std::uint64_t soundTime = std::uint64_t(second) * kPackets * 1024;
        QVERIFY(put(fragment(position, {{1, std::uint64_t(second) * 60'000, pictures, true, 0},
                                        {2, soundTime, sound, true, 0},
                                        {3, soundTime, sound, true, 0}})));
    }
    QCOMPARE(collector.completeFragments(), kSeconds);

    const double before = processorMilliseconds();
    const auto report = finishInPlace(**file, collector);
    qInfo("finishing an hour took %.1f ms", processorMilliseconds() - before);
    QVERIFY(report);
    QCOMPARE(report->samples, std::uint64_t(kSeconds) * (60 + 2 * kPackets));
    QVERIFY((*file)->close());
    const QByteArray finished = contentOf(path);
    QCOMPARE(boxesOf(finished), QStringLiteral("ftyp mdat moov"));

    // Repair, which reads all fragments back, comes to the same index.
    const qsizetype moov = boxOffset(finished, "moov");
    QByteArray fragmented =
        movieHeader({{1, 60'000, 2000, false}, {2, 48'128, 1024, false}, {3, 48'128, 1024, false}});
    fragmented += finished.mid(fragmented.size(), moov - fragmented.size());
    writeContent(path, fragmented);
    const double beforeRepair = processorMilliseconds();
    QVERIFY(repairIsoFile(files, path));
    qInfo("repairing it took %.1f ms", processorMilliseconds() - beforeRepair);
    QVERIFY(contentOf(path) == finished);
}

QTEST_GUILESS_MAIN(TestFinishHour)
#include "test_finish_hour.moc"
