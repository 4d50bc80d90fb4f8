// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/edit_list.h"
#include "container/fragment.h"
#include "container/moov_builder.h"
#include "synthetic_movie.h"

#include <QTest>
#include <QtEndian>

#include <limits>

using namespace reelout;
using namespace reelout::test;

namespace {

ByteSpan bytesOf(const QByteArray& data)
{
    return std::as_bytes(std::span(data.constData(), static_cast<std::size_t>(data.size())));
}

constexpr std::uint64_t kFar = std::uint64_t{1} << 40;

Movie movieOf(const std::vector<SyntheticTrack>& tracks)
{
    const QByteArray head = movieHeader(tracks);
    const qsizetype moov = head.indexOf("moov") - 4;
    Result<Movie> movie = parseMovie(bytesOf(head).subspan(std::size_t(moov)), std::uint64_t(moov));
    return movie ? std::move(*movie) : Movie();
}

std::vector<SyntheticSample> samples(int count, std::uint32_t duration, std::uint32_t size)
{
    return std::vector<SyntheticSample>(std::size_t(count), SyntheticSample{duration, size, 0, true});
}

/// The rows of a table box of the final index, as numbers.
std::vector<std::uint32_t> tableOf(const BuiltMoov& built, BoxType type, int track = 0)
{
    std::vector<std::uint32_t> numbers;
    BoxWalk outer(built.bytes);
    BoxWalk walk(outer.next()->payload);
    while (const auto box = walk.next()) {
        if (box->type != boxType("trak") || track-- != 0)
            continue;
        auto found = findBox(box->payload, {boxType("mdia"), boxType("minf"), boxType("stbl"), type});
        if (type == boxType("elst"))
            found = findBox(box->payload, {boxType("edts"), type});
        ByteReader reader(found ? found->payload : ByteSpan());
        reader.skip(4);
        while (reader.isOk() && reader.remaining() >= 4)
            numbers.push_back(reader.u32());
    }
    return numbers;
}

using Numbers = std::vector<std::uint32_t>;

} // namespace

class TestFragment : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void baseOffsets_data();
    void baseOffsets();
    void defaultsFromHeader();
    void limitKeepsWholeSamples();
    void decodeTimeGapLengthensTheLastSample();
    void decodeTimeBackwardsIsIgnored();
    void firstDecodeTimeBecomesAGap();
    void editListIsShiftedAndClosed();
    void negativeOffsetsAreSigned();
    void constantSizesNeedNoTable();
    void pcmIsCountedInFrames();
    void pcmWithAGap();
    void tracksWithoutSamplesAreLeftOut();
    void longDurationsNeedWideBoxes();
    void farChunksNeedWideOffsets();
    void liesAreRefused_data();
    void liesAreRefused();
    void endlessEmptySamplesAreRefused();
    void hugeCountsCostNothing();
    void rowsBeyondTheFileAreRefused();
};

void TestFragment::baseOffsets_data()
{
    QTest::addColumn<int>("base");
    QTest::newRow("moof") << int(BaseOffset::Moof);
    QTest::newRow("explicit") << int(BaseOffset::Explicit);
}

void TestFragment::baseOffsets()
{
    QFETCH(int, base);
    Movie movie = movieOf({{1, 1000, {}, false}, {2, 1000, {}, false}});
    QCOMPARE(movie.tracks.size(), std::size_t{2});
    const QByteArray bytes = fragment(
        5000, {{1, 0, samples(2, 10, 7), true, 0}, {2, 0, samples(3, 5, 9), true, 0}}, BaseOffset(base));
    const auto outcome = addFragment(movie, bytesOf(bytes), 5000, kFar);
    QVERIFY(outcome);
    QCOMPARE(outcome->samples, std::uint64_t{5});
    const std::uint64_t data = 5000 + std::uint64_t(bytes.size()) - (2 * 7 + 3 * 9);
    QCOMPARE(movie.tracks[0].samples.chunks()[0].offset, data);
    QCOMPARE(movie.tracks[1].samples.chunks()[0].offset, data + 14);
    QCOMPARE(outcome->dataEnd, 5000 + std::uint64_t(bytes.size()));
}

void TestFragment::defaultsFromHeader()
{
    Movie movie = movieOf({{1, 1000, {}, false}});
    const QByteArray bytes = fragment(100, {{1, 0, samples(50, 20, 30), false, 0}});
    QVERIFY(addFragment(movie, bytesOf(bytes), 100, kFar));
    QCOMPARE(movie.tracks[0].samples.count(), std::uint64_t{50});
    QCOMPARE(movie.tracks[0].samples.mediaDuration(), std::uint64_t{1000});
    QVERIFY(movie.tracks[0].samples.sizes().isConstant());
}

void TestFragment::limitKeepsWholeSamples()
{
    for (const bool rows : {true, false}) {
        Movie movie = movieOf({{1, 1000, {}, false}});
        const QByteArray bytes = fragment(0, {{1, 0, samples(10, 10, 100), rows, 0}});
        const std::uint64_t data = std::uint64_t(bytes.size()) - 1000;
        const auto outcome = addFragment(movie, bytesOf(bytes), 0, data + 399);
        QVERIFY(outcome);
        QCOMPARE(outcome->samples, std::uint64_t{3});
        QCOMPARE(outcome->dropped, std::uint64_t{7});
        QCOMPARE(outcome->dataEnd, data + 300);
    }
}

void TestFragment::decodeTimeGapLengthensTheLastSample()
{
    Movie movie = movieOf({{1, 1000, {}, false}});
    QVERIFY(addFragment(movie, bytesOf(fragment(0, {{1, 0, samples(2, 10, 1), true, 0}})), 0, kFar));
    QVERIFY(addFragment(movie, bytesOf(fragment(0, {{1, 50, samples(2, 10, 1), true, 0}})), 0, kFar));
    const auto built = buildMoov(movie, 10'000);
    QVERIFY(built);
    QCOMPARE(tableOf(*built, boxType("stts")), (Numbers{3, 1, 10, 1, 40, 2, 10}));
    QCOMPARE(movie.tracks[0].samples.mediaDuration(), std::uint64_t{70});
}

void TestFragment::decodeTimeBackwardsIsIgnored()
{
    Movie movie = movieOf({{1, 1000, {}, false}});
    QVERIFY(addFragment(movie, bytesOf(fragment(0, {{1, 0, samples(5, 10, 1), true, 0}})), 0, kFar));
    // One tick early is rounding; five samples early is damage.
    QVERIFY(addFragment(movie, bytesOf(fragment(0, {{1, 49, samples(1, 10, 1), true, 0}})), 0, kFar));
    QVERIFY(addFragment(movie, bytesOf(fragment(0, {{1, 3, samples(1, 10, 1), true, 0}})), 0, kFar));
    const auto built = buildMoov(movie, 10'000);
    QVERIFY(built);
    QCOMPARE(tableOf(*built, boxType("stts")), (Numbers{3, 4, 10, 1, 9, 2, 10}));
}

void TestFragment::firstDecodeTimeBecomesAGap()
{
    Movie movie = movieOf({{1, 500, {}, false}});
    QVERIFY(addFragment(movie, bytesOf(fragment(0, {{1, 250, samples(2, 50, 1), true, 0}})), 0, kFar));
    const auto built = buildMoov(movie, 10'000);
    QVERIFY(built);
    // Half a second of nothing, then 200 ms from the media's start.
    QCOMPARE(tableOf(*built, boxType("elst")), (Numbers{2, 500, 0xffffffff, 0x10000, 200, 0, 0x10000}));
    QCOMPARE(toSeconds(built->duration), 0.7);
}

void TestFragment::editListIsShiftedAndClosed()
{
    Movie movie = movieOf({{1, 1000, 30, false}, {2, 1000, 30, false}});
    QVERIFY(addFragment(
        movie,
        bytesOf(fragment(0, {{1, 0, samples(10, 10, 1), true, 0}, {2, 20, samples(10, 10, 1), true, 0}})), 0,
        kFar));
    const auto built = buildMoov(movie, 10'000);
    QVERIFY(built);
    QCOMPARE(tableOf(*built, boxType("elst"), 0), (Numbers{1, 70, 30, 0x10000}));
    QCOMPARE(tableOf(*built, boxType("elst"), 1), (Numbers{1, 90, 10, 0x10000}));
}

void TestFragment::negativeOffsetsAreSigned()
{
    Movie movie = movieOf({{1, 1000, {}, false}});
    const std::vector<SyntheticSample> shuffled = {{10, 5, 0, true}, {10, 5, 10, false}, {10, 5, -10, false}};
    QVERIFY(addFragment(movie, bytesOf(fragment(0, {{1, 0, shuffled, true, 0}})), 0, kFar));
    const auto built = buildMoov(movie, 10'000);
    QVERIFY(built);
    QCOMPARE(tableOf(*built, boxType("ctts")), (Numbers{3, 1, 0, 1, 10, 1, static_cast<std::uint32_t>(-10)}));
    QCOMPARE(tableOf(*built, boxType("stss")), (Numbers{1, 1}));
    QCOMPARE(movie.tracks[0].samples.presentationEnd(), std::int64_t{30});
}

void TestFragment::constantSizesNeedNoTable()
{
    Movie movie = movieOf({{1, 1000, {}, false}});
    QVERIFY(addFragment(movie, bytesOf(fragment(0, {{1, 0, samples(4, 10, 25), true, 0}})), 0, kFar));
    const auto built = buildMoov(movie, 10'000);
    QVERIFY(built);
    QCOMPARE(tableOf(*built, boxType("stsz")), (Numbers{25, 4}));
    QVERIFY(tableOf(*built, boxType("stss")).empty());
    QVERIFY(tableOf(*built, boxType("ctts")).empty());
}

void TestFragment::pcmIsCountedInFrames()
{
    Movie movie = movieOf({{1, 48'000, {}, true}});
    QCOMPARE(movie.tracks[0].pcmFrameBytes, std::uint32_t{4});
    QVERIFY(addFragment(movie, bytesOf(fragment(0, {{1, 0, samples(3, 1024, 4096), false, 0}})), 0, kFar));
    const std::vector<SyntheticSample> uneven = {{1000, 4000, 0, true}, {1, 4, 0, true}};
    QVERIFY(addFragment(movie, bytesOf(fragment(9000, {{1, 3072, uneven, true, 0}})), 9000, kFar));
    const auto built = buildMoov(movie, 100'000);
    QVERIFY(built);
    QCOMPARE(tableOf(*built, boxType("stts")), (Numbers{1, 4073, 1}));
    QCOMPARE(tableOf(*built, boxType("stsz")), (Numbers{4, 4073}));
    QCOMPARE(tableOf(*built, boxType("stsc")), (Numbers{2, 1, 3072, 1, 2, 1001, 1}));
}

void TestFragment::pcmWithAGap()
{
    Movie movie = movieOf({{1, 48'000, {}, true}});
    QVERIFY(addFragment(movie, bytesOf(fragment(0, {{1, 0, samples(2, 100, 400), false, 0}})), 0, kFar));
    QVERIFY(addFragment(movie, bytesOf(fragment(0, {{1, 250, samples(1, 100, 400), false, 0}})), 0, kFar));
    const auto built = buildMoov(movie, 100'000);
    QVERIFY(built);
    QCOMPARE(tableOf(*built, boxType("stts")), (Numbers{3, 199, 1, 1, 51, 100, 1}));
    QCOMPARE(tableOf(*built, boxType("stsz")), (Numbers{4, 300}));
}

void TestFragment::tracksWithoutSamplesAreLeftOut()
{
    Movie movie = movieOf({{1, 1000, {}, false}, {2, 48'000, {}, true}});
    QVERIFY(addFragment(movie, bytesOf(fragment(0, {{1, 0, samples(4, 10, 25), true, 0}})), 0, kFar));
    const auto built = buildMoov(movie, 10'000);
    QVERIFY(built);
    QCOMPARE(built->tracks, 1);
    QVERIFY(!findBox(built->bytes, {boxType("moov"), boxType("mvex")}));
    QVERIFY(tableOf(*built, boxType("stsz"), 1).empty());
    QVERIFY(!buildMoov(movieOf({{1, 1000, {}, false}}), 10'000));
}

void TestFragment::longDurationsNeedWideBoxes()
{
    Movie movie = movieOf({{1, 1'000'000, 0, false}});
    constexpr std::uint32_t kLong = 2'000'000'000;
    QVERIFY(addFragment(movie, bytesOf(fragment(0, {{1, 0, samples(5, kLong, 1), true, 0}})), 0, kFar));
    const auto built = buildMoov(movie, 10'000);
    QVERIFY(built);
    const auto media =
        findBox(built->bytes, {boxType("moov"), boxType("trak"), boxType("mdia"), boxType("mdhd")});
    ByteReader reader(media->payload);
    QCOMPARE(int(readFullBox(reader).version), 1);
    reader.skip(16);
    QCOMPARE(reader.u32(), std::uint32_t{1'000'000});
    QCOMPARE(reader.u64(), std::uint64_t{5} * kLong);
    QCOMPARE(reader.remaining(), std::size_t{4});
    QCOMPARE(toSeconds(built->duration), 10'000.0);
}

void TestFragment::farChunksNeedWideOffsets()
{
    Movie movie = movieOf({{1, 1000, {}, false}});
    constexpr std::uint64_t kPlace = 0xffff'fff0;
    QVERIFY(addFragment(movie, bytesOf(fragment(100, {{1, 0, samples(1, 10, 25), true, 0}})), 100, kFar));
    auto built = buildMoov(movie, kFar);
    QVERIFY(built);
    QVERIFY(tableOf(*built, boxType("co64")).empty());
    QCOMPARE(tableOf(*built, boxType("stco")).size(), std::size_t{2});
    QVERIFY(
        addFragment(movie, bytesOf(fragment(kPlace, {{1, 10, samples(1, 10, 25), true, 0}})), kPlace, kFar));
    built = buildMoov(movie, kFar);
    QVERIFY(built);
    QVERIFY(tableOf(*built, boxType("stco")).empty());
    const Numbers offsets = tableOf(*built, boxType("co64"));
    QCOMPARE(offsets.size(), std::size_t{5});
    QCOMPARE(offsets[3], std::uint32_t{1});
}

void TestFragment::liesAreRefused_data()
{
    QTest::addColumn<QByteArray>("moof");
    const QByteArray good = fragment(0, {{1, 0, samples(2, 10, 7), true, 0}});
    QByteArray bytes = good;
    bytes[good.indexOf("tfhd") + 11] = 9;
    QTest::newRow("unknown track") << bytes;
    QTest::newRow("more rows than there are") << fragment(0, {{1, 0, samples(2, 10, 7), true, 0xffffffff}});
    QTest::newRow("one row more") << fragment(0, {{1, 0, samples(2, 10, 7), true, 3}});
    bytes = good;
    bytes.replace("tfhd", "free");
    QTest::newRow("no header") << bytes;
    QTest::newRow("not a moof") << QByteArray("\0\0\0\x10moov\0\0\0\0\0\0\0\0", 16);
    QTest::newRow("cut header") << box("moof", box("traf", box("tfhd", QByteArray("\0\0\0\x39\0\0\0\1", 8))));
    QTest::newRow("empty header") << box("moof", box("traf", box("tfhd", {})));
    QTest::newRow("empty run") << box(
        "moof", box("traf", box("tfhd", QByteArray("\0\0\0\0\0\0\0\1", 8)) + box("trun", {})));
    QTest::newRow("cut time") << box("moof", box("traf", box("tfhd", QByteArray("\0\0\0\0\0\0\0\1", 8)) +
                                                             box("tfdt", QByteArray("\1\0\0\0\0\0", 6))));
}

void TestFragment::liesAreRefused()
{
    QFETCH(QByteArray, moof);
    Movie movie = movieOf({{1, 1000, {}, false}});
    const auto outcome = addFragment(movie, bytesOf(moof), 0, kFar);
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, ErrorCode::InvalidData);
    QCOMPARE(movie.sampleCount(), std::uint64_t{0});
}

void TestFragment::endlessEmptySamplesAreRefused()
{
    Movie movie = movieOf({{1, 1000, {}, false}});
    QVERIFY(
        !addFragment(movie, bytesOf(fragment(0, {{1, 0, samples(1, 10, 0), false, 0xffffffff}})), 0, kFar));
    QVERIFY(addFragment(movie, bytesOf(fragment(0, {{1, 0, samples(1, 10, 0), false, 3}})), 0, kFar));
}

void TestFragment::hugeCountsCostNothing()
{
    Movie movie = movieOf({{1, 1000, {}, false}});
    const QByteArray bytes = fragment(0, {{1, 0, samples(1, 0xffffffff, 1), false, 0xffffffff}});
    // A tiny file: only what is there counts.
    const auto outcome = addFragment(movie, bytesOf(bytes), 0, std::uint64_t(bytes.size()));
    QVERIFY(outcome);
    QCOMPARE(outcome->samples, std::uint64_t{1});
    // A hole of a terabyte may hold them; they are still one entry.
    Movie sparse = movieOf({{1, 1000, {}, false}});
    const auto many =
        addFragment(sparse, bytesOf(fragment(0, {{1, 0, samples(1, 1, 1), false, 0xffffffff}})), 0, kFar);
    QVERIFY(many);
    QCOMPARE(sparse.tracks[0].samples.sizes().runs().size(), std::size_t{1});
    const auto built = buildMoov(sparse, kFar);
    QVERIFY(built);
    QVERIFY(built->bytes.size() < 1000);
    // And no more than a table can count.
    const auto more =
        addFragment(sparse, bytesOf(fragment(0, {{1, 0, samples(1, 1, 1), false, 0xffffffff}})), 0, kFar);
    QVERIFY(more);
    QCOMPARE(more->samples, std::uint64_t{0});
}

void TestFragment::rowsBeyondTheFileAreRefused()
{
    Movie movie = movieOf({{1, 1000, {}, false}});
    QVERIFY(addFragment(movie, bytesOf(fragment(0, {{1, 0, samples(1, 1, 2), true, 0}})), 0, kFar));
    QVERIFY(addFragment(movie, bytesOf(fragment(0, {{1, 1, samples(1, 1, 1), false, 0x7fffffff}})), 0, kFar));
    const auto built = buildMoov(movie, 1000);
    QVERIFY(!built);
    QCOMPARE(built.error().code, ErrorCode::InvalidData);
}

QTEST_GUILESS_MAIN(TestFragment)
#include "test_fragment.moc"
