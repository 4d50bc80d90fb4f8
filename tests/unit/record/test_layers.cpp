// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/layer_follower.h"
#include "record/layer_reader.h"
#include "record/layered_path.h"
#include "record/pacer.h"
#include "support/fake_source.h"

#include <QTest>

#include <thread>

using namespace reelout;
using namespace reelout::test;
using namespace std::chrono_literals;

namespace {

const Timestamp kZero = timestampFromNanoseconds(1'000'000'000);

Timestamp at(Duration time)
{
    return kZero + time;
}

struct Source {
    void show(Duration time, Size size = {16, 16}) { hub->publish(fakePicture(++serial, at(time), size)); }
    std::shared_ptr<PictureHub> hub = std::make_shared<PictureHub>();
    std::uint64_t serial = 0;
};

/// So many pictures, then an end.
class ShortReader final : public PictureReader {
public:
    explicit ShortReader(int length) : m_length(length) {}
    Result<PicturePtr> next() override
    {
        if (m_read == m_length)
            return PicturePtr();
        ++m_read;
        return fakePicture(static_cast<std::uint64_t>(m_read), kZero);
    }
    std::int64_t length() const override { return m_length; }
    FrameRate rate() const override { return {25, 1}; }

private:
    int m_length;
    int m_read = 0;
};

LayerInput live(const char* op, const Source& source, std::vector<std::size_t> places = {0})
{
    return {QString::fromLatin1(op), std::move(places), source.hub, nullptr};
}

LayerInput read(const char* op, int length, std::vector<std::size_t> places = {0})
{
    return {QString::fromLatin1(op), std::move(places), std::make_shared<PictureHub>(),
            std::make_shared<ShortReader>(length)};
}

bool isNever()
{
    return false;
}

RecordPlan planOf(std::initializer_list<const char*> layers)
{
    RecordPlan plan;
    plan.kind = RecordPlan::Kind::ImageSequence;
    for (const char* name : layers)
        plan.still.layers.push_back({QString::fromLatin1(name), {}});
    return plan;
}

const WriterFormat kHalf{PixelFormat::RgbaF16, {16, 16}, kScreenColour};

} // namespace

class TestLayers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theNearestPictureIsChosen()
    {
        Source source;
        LayerTrack track;
        QVERIFY(!track.nearest(at(0ms)));
        QVERIFY(!track.isKnown(at(0ms)));
        source.show(0ms);
        source.show(20ms);
        source.show(40ms);
        track.look(*source.hub);
        QCOMPARE(track.nearest(at(-5ms))->serial, 1U);
        QCOMPARE(track.nearest(at(9ms))->serial, 1U);
        QCOMPARE(track.nearest(at(10ms))->serial, 2U);
        QCOMPARE(track.nearest(at(40ms))->serial, 3U);
        QCOMPARE(track.nearest(at(90ms))->serial, 3U);
        QVERIFY(track.isKnown(at(40ms)));
        QVERIFY(!track.isKnown(at(41ms)));
        source.hub->publishUnchanged(at(60ms));
        track.look(*source.hub);
        QVERIFY(track.isKnown(at(60ms)));
        source.hub->publishEvent({SourceEventKind::Lost, at(61ms), QStringLiteral("gone")});
        track.look(*source.hub);
        QVERIFY(track.isKnown(at(900ms)));
    }

    void onlyWhatCanStillBeAskedForIsKept()
    {
        Source source;
        LayerTrack track;
        const std::vector<Timestamp> instants{at(105ms), at(500ms)};
        for (int i = 0; i < 200; ++i) {
            source.show(i * 10ms);
            track.look(*source.hub);
            track.keep(instants, 3);
            QVERIFY(track.size() <= 7);
        }
        QCOMPARE(track.nearest(at(105ms))->captured, at(110ms));
        QCOMPARE(track.nearest(at(500ms))->captured, at(500ms));
        QCOMPARE(track.since(), at(0ms));
        QCOMPARE(track.timeToNextLook(), Duration(30ms));
    }

    void oneOperatorFillsAllItsPlaces()
    {
        Source source;
        source.show(0ms);
        LayerFollower follower({live("two", source, {0, 2}), {QStringLiteral("own"), {1}, nullptr, nullptr}});
        follower.look({at(0ms)});
        QVERIFY(follower.isKnown(at(0ms)));
        const PicturePtr own = fakePicture(9, at(0ms));
        const LayeredPicture still = follower.at(at(0ms), own);
        QCOMPARE(still.own, own);
        QCOMPARE(still.layers, (std::vector{source.hub->latest(), own, source.hub->latest()}));
    }

    void itBeginsWhenAllShowSomething()
    {
        Source own;
        Source other;
        own.show(0ms);
        LayerFollower follower({live("two", other)});
        std::jthread later([&] {
            std::this_thread::sleep_for(30ms);
            other.show(50ms);
            own.show(20ms);
            own.show(60ms);
        });
        const Result<PicturePtr> first =
            follower.awaitCommonStart(*own.hub, own.hub->latest(), at(0ms), isNever);
        QVERIFY(first && *first);
        QCOMPARE((*first)->captured, at(60ms));
        QCOMPARE(follower.at((*first)->captured, *first).layers[0]->captured, at(50ms));
    }

    void whatStandsIsThereFromTheBeginning()
    {
        Source own;
        Source other;
        own.show(0ms);
        other.show(50ms);
        own.hub->publishUnchanged(at(70ms));
        LayerFollower follower({live("two", other)});
        const PicturePtr first = own.hub->latest();
        QCOMPARE(*follower.awaitCommonStart(*own.hub, first, at(0ms), isNever), first);
        LayerFollower again({live("two", other)});
        own.show(80ms);
        QCOMPARE(*again.awaitCommonStart(*own.hub, first, at(70ms), isNever), first);
    }

    void aSilentSourceIsNamed()
    {
        Source own;
        Source other;
        own.show(0ms);
        LayerFollower follower({live("two", other)});
        const Result<PicturePtr> stopped =
            follower.awaitCommonStart(*own.hub, own.hub->latest(), at(0ms), [] { return true; });
        QVERIFY(stopped && !*stopped);
        const Result<PicturePtr> first =
            follower.awaitCommonStart(*own.hub, own.hub->latest(), at(0ms), isNever, 100ms);
        QVERIFY(!first);
        QVERIFY(first.error().detail.contains(QStringLiteral("two")));
    }

    void eventsHaveTheNameOfTheirSource()
    {
        Source source;
        LayerFollower follower({live("two", source)});
        source.hub->publishEvent({SourceEventKind::Lost, at(0ms), QStringLiteral("gone")});
        const std::vector<SourceEvent> events = follower.takeEvents();
        QCOMPARE(events.size(), 1U);
        QCOMPARE(events[0].text, QStringLiteral("two: gone"));
        QVERIFY(follower.takeEvents().empty());
    }

    void readOnesGoTogetherPictureByPicture()
    {
        LayerReader reader({read("long", 9, {1}), read("short", 3, {0}), read("still", 1, {2})});
        for (std::uint64_t i = 1; i <= 6; ++i) {
            const Result<LayeredPicture> next = reader.next(fakePicture(i, kZero));
            QVERIFY(next);
            QCOMPARE(next->own->serial, i);
            QCOMPARE(next->layers[1]->serial, i);
            QCOMPARE(next->layers[0]->serial, std::min<std::uint64_t>(i, 3));
            QCOMPARE(next->layers[2]->serial, 1U);
        }
        const QStringList ended = reader.takeEnded();
        QCOMPARE(ended.size(), 1);
        QVERIFY(ended[0].contains(QStringLiteral("short")));
        LayerReader empty({read("empty", 0)});
        const Result<LayeredPicture> none = empty.next(fakePicture(1, kZero));
        QVERIFY(!none && none.error().detail.contains(QStringLiteral("empty")));
    }

    void layersAreConvertedBesideTheirStill()
    {
        RecordPlan plan = planOf({"two"});
        plan.channelMask = 0x1;
        plan.storage = StorageFormat{StorageFormat::Channels::Mono, StorageFormat::Depth::Float16};
        LayeredPath path(plan, QStringLiteral("one"), kHalf);
        const LayeredPicture input{fakePicture(3, kZero), {fakePicture(7, kZero)}};
        const Result<PicturePtr> still = path.process(input);
        QVERIFY(still);
        QCOMPARE((*still)->format, PixelFormat::RgbaF16);
        QCOMPARE((*still)->serial, 3U);
        QCOMPARE((*still)->layers.size(), 1U);
        QCOMPARE((*still)->layers[0]->format, PixelFormat::RgbaF16);
        QCOMPARE((*still)->layers[0]->serial, 7U);
        // Neither the mask nor the channels of Pixel Format are the layer's.
        const auto* pixel = reinterpret_cast<const std::uint16_t*>((*still)->layers[0]->row(0, 0));
        const auto* shown = input.layers[0]->row(0, 0);
        for (int channel = 0; channel < 3; ++channel)
            QCOMPARE(pixel[channel] == 0, shown[2 - channel] == 0);
        QCOMPARE(*path.process(input), *still);
        const Result<PicturePtr> next = path.process({input.own, {fakePicture(8, kZero)}});
        QVERIFY(*next != *still);
        QCOMPARE((*next)->row(0, 0), (*still)->row(0, 0)); // the own picture is not converted again
    }

    // As a repeated frame has it; each place has its path.
    void anOwnPictureInALayersPlaceComesAgainWithoutItsMemory()
    {
        RecordPlan plan = planOf({"one", "two"});
        LayeredPath path(plan, QStringLiteral("one"), kHalf);
        ChangeHistory changes;
        const PicturePtr own = fakePicture(3, kZero);
        const PicturePtr other = fakePicture(7, kZero);
        const Result<PicturePtr> still = path.process({own, {own, other}}, &changes);
        QVERIFY(still);
        const PicturePtr again = withoutMemory(*own);
        QCOMPARE(*path.process({again, {again, other}}, &changes), *still);
        const PicturePtr later = fakePicture(8, kZero);
        const Result<PicturePtr> next = path.process({again, {again, later}}, &changes);
        QVERIFY(next);
        QCOMPARE((*next)->layers[0], (*still)->layers[0]);
        QCOMPARE((*next)->layers[1]->serial, 8U);
        const PicturePtr gone = withoutMemory(*fakePicture(4, kZero));
        QCOMPARE(path.process({own, {gone, later}}, &changes).error().code, ErrorCode::Internal);
    }

    void anotherSizeIsRefusedWithBothNames()
    {
        RecordPlan plan = planOf({"two"});
        LayeredPath path(plan, QStringLiteral("one"), kHalf);
        const LayeredPicture input{fakePicture(1, kZero), {fakePicture(1, kZero, {32, 16})}};
        const Result<PicturePtr> refused = path.process(input);
        QVERIFY(!refused);
        QVERIFY(refused.error().detail.contains(QStringLiteral("two has 32 × 16")));
        QVERIFY(refused.error().detail.contains(QStringLiteral("one has 16 × 16")));
        plan.size.mode = OutputResolution::Custom;
        plan.size.resolution = {16, 16};
        LayeredPath custom(plan, QStringLiteral("one"), kHalf);
        const Result<PicturePtr> still = custom.process(input);
        QVERIFY(still);
        QCOMPARE((*still)->layers[0]->size, (Size{16, 16}));
        // A source that changes its mode later is fitted in, as a recorder's own is.
        QVERIFY(custom.process({input.own, {fakePicture(2, kZero, {8, 8})}}));
    }
};

QTEST_GUILESS_MAIN(TestLayers)
#include "test_layers.moc"
