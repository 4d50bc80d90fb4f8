// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/generators/frame_code.h"
#include "capture/generators/test_pattern_picture.h"
#include "capture/source.h"
#include "support/picture_damage.h"
#include "support/virtual_clock.h"

#include <QTest>

#include <cstring>
#include <thread>

using namespace reelout;
using namespace std::chrono_literals;
using test::VirtualClock;

namespace {

using Pattern = TestPatternSpec::Pattern;
constexpr Pattern kPatterns[] = {Pattern::Bars,      Pattern::Ramp,  Pattern::Noise, Pattern::Checker,
                                 Pattern::ZonePlate, Pattern::Black, Pattern::White};

TestPatternSpec specOf(Pattern pattern, Size size = {320, 180}, FrameRate rate = FrameRate(60, 1))
{
    TestPatternSpec spec;
    spec.pattern = pattern;
    spec.size = size;
    spec.rate = rate;
    return spec;
}

std::uint32_t pixel(const Picture& picture, int x, int y)
{
    std::uint32_t value = 0;
    std::memcpy(&value, picture.row(0, y) + static_cast<std::ptrdiff_t>(x) * 4, 4);
    return value & 0x00FFFFFFU;
}

bool isWholly(const Picture& picture, std::uint32_t colour)
{
    for (int y = 0; y < picture.size.height; ++y) {
        for (int x = 0; x < picture.size.width; ++x) {
            if (pixel(picture, x, y) != colour)
                return false;
        }
    }
    return true;
}

/// Lets the source's thread take up what the clock's move brought: it is asleep again when it is done.
PicturePtr waitFor(const PictureHub& hub, std::uint64_t serial)
{
    return hub.waitNewerThan(serial - 1, 60s, {});
}

} // namespace

class TestPatternTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPatternCarriesItsNumber()
    {
        for (const Pattern pattern : kPatterns) {
            for (const Size size : {Size{160, 100}, Size{321, 181}, Size{1920, 1080}}) {
                TestPatternPicture pictures(specOf(pattern, size));
                QVERIFY(pictures.prepare());
                for (const std::int64_t index :
                     {std::int64_t(7), std::int64_t(60), std::int64_t(4'000'000'001)}) {
                    const std::shared_ptr<Picture> picture = pictures.render(index);
                    QVERIFY(picture);
                    QCOMPARE(picture->format, PixelFormat::Bgrx8);
                    QCOMPARE(picture->size, size);
                    QCOMPARE(picture->captured.time_since_epoch(), FrameRate(60, 1).timeOf(index));
                    QCOMPARE(readFrameCode(*picture), std::optional(static_cast<std::uint32_t>(index)));
                }
            }
        }
    }

    void tinyPicturesAreFine()
    {
        for (const Pattern pattern : kPatterns) {
            for (const Size size : {Size{1, 1}, Size{2, 3}, Size{50, 31}, Size{65, 1}}) {
                TestPatternPicture pictures(specOf(pattern, size));
                QVERIFY(pictures.prepare());
                for (std::int64_t index = 0; index < 130; ++index)
                    QVERIFY(pictures.render(index));
            }
        }
    }

    void plainPatternsArePlain()
    {
        for (const auto& [pattern, colour] :
             {std::pair(Pattern::Black, 0x000000U), std::pair(Pattern::White, 0xFFFFFFU)}) {
            TestPatternSpec spec = specOf(pattern);
            spec.frameNumber = false;
            spec.flash = false;
            TestPatternPicture pictures(spec);
            QVERIFY(pictures.prepare());
            QVERIFY(isWholly(*pictures.render(60), colour));
            QVERIFY(isWholly(*pictures.render(61), colour));
        }
    }

    void barsHaveTheirColours()
    {
        TestPatternSpec spec = specOf(Pattern::Bars, {700, 360});
        spec.frameNumber = false;
        TestPatternPicture pictures(spec);
        QVERIFY(pictures.prepare());
        const std::shared_ptr<Picture> picture = pictures.render(1);
        const std::uint32_t colours[] = {0xBFBFBF, 0xBFBF00, 0x00BFBF, 0x00BF00,
                                         0xBF00BF, 0xBF0000, 0x0000BF};
        for (int i = 0; i < 7; ++i)
            QCOMPARE(pixel(*picture, i * 100 + 50, 20), colours[i]);
    }

    void rampGoesFromBlackToWhite()
    {
        TestPatternSpec spec = specOf(Pattern::Ramp, {512, 360});
        spec.frameNumber = false;
        TestPatternPicture pictures(spec);
        QVERIFY(pictures.prepare());
        const std::shared_ptr<Picture> picture = pictures.render(1);
        QCOMPARE(pixel(*picture, 0, 0), 0x000000U);
        QCOMPARE(pixel(*picture, 511, 0), 0xFFFFFFU);
        QCOMPARE(pixel(*picture, 511, 359), 0x0000FFU);
        for (int x = 1; x < 512; ++x)
            QVERIFY(pixel(*picture, x, 0) >= pixel(*picture, x - 1, 0));
    }

    void flashIsTheFrameWithTheWholeSecond_data()
    {
        QTest::addColumn<qint64>("numerator");
        QTest::addColumn<qint64>("denominator");
        QTest::newRow("60") << qint64(60) << qint64(1);
        QTest::newRow("29.97") << qint64(30000) << qint64(1001);
        QTest::newRow("25") << qint64(25) << qint64(1);
        QTest::newRow("7/3") << qint64(7) << qint64(3);
        QTest::newRow("144") << qint64(144) << qint64(1);
    }
    void flashIsTheFrameWithTheWholeSecond()
    {
        QFETCH(qint64, numerator);
        QFETCH(qint64, denominator);
        const FrameRate rate(numerator, denominator);
        TestPatternPicture pictures(specOf(Pattern::Bars, {160, 100}, rate));
        QVERIFY(pictures.prepare());
        for (std::int64_t second = 1000; second < 1100; ++second) {
            const std::int64_t flash = rate.frameAt(std::chrono::seconds(second));
            QVERIFY(pictures.isFlash(flash));
            const std::int64_t next = rate.frameAt(std::chrono::seconds(second + 1));
            for (std::int64_t index = flash + 1; index < next; ++index)
                QVERIFY(!pictures.isFlash(index));
            const std::shared_ptr<Picture> picture = pictures.render(flash);
            QCOMPARE(readFrameCode(*picture), std::optional(static_cast<std::uint32_t>(flash)));
            QCOMPARE(pixel(*picture, 159, 99), 0xFFFFFFU);
            QCOMPARE(pixel(*picture, 80, 50), 0xFFFFFFU);
            QVERIFY(pixel(*pictures.render(flash + 1), 100, 60) != 0xFFFFFFU);
        }
    }

    void damageCoversWhatChanged()
    {
        for (const Pattern pattern : kPatterns) {
            TestPatternPicture pictures(specOf(pattern));
            QVERIFY(pictures.prepare());
            std::shared_ptr<Picture> before = pictures.render(110);
            for (std::int64_t index = 111; index < 130; ++index) {
                const std::shared_ptr<Picture> picture = pictures.render(index);
                QVERIFY(picture->damageKnown);
                QVERIFY(test::differsOnlyWithinDamage(*picture, *before, 4));
                before = picture;
            }
        }
    }

    void reusedMemoryLeavesNothingBehind()
    {
        for (const Pattern pattern : kPatterns) {
            TestPatternPicture reusing(specOf(pattern));
            QVERIFY(reusing.prepare());
            const std::uint8_t* memory = nullptr;
            int reused = 0;
            for (std::int64_t index = 110; index < 130; ++index) {
                TestPatternPicture fresh(specOf(pattern));
                QVERIFY(fresh.prepare());
                const std::shared_ptr<Picture> picture = reusing.render(index);
                const std::shared_ptr<Picture> expected = fresh.render(index);
                reused += picture->planes[0].data == memory ? 1 : 0;
                memory = picture->planes[0].data;
                for (int y = 0; y < 180; ++y)
                    QVERIFY(std::memcmp(picture->row(0, y), expected->row(0, y), 320 * 4) == 0);
            }
            QCOMPARE(reused, 19);
        }
    }

    void somethingMoves()
    {
        TestPatternSpec spec = specOf(Pattern::Bars);
        spec.frameNumber = false;
        TestPatternPicture pictures(spec);
        QVERIFY(pictures.prepare());
        const std::shared_ptr<Picture> first = pictures.render(61);
        const std::shared_ptr<Picture> second = pictures.render(62);
        QVERIFY(std::memcmp(first->row(0, 92), second->row(0, 92), 320 * 4) != 0);
    }

    void sourceKeepsTheGridOfTheClock()
    {
        const FrameRate rate(30000, 1001);
        VirtualClock clock(timestampFromNanoseconds(5'000'000'123));
        auto hub = std::make_shared<PictureHub>();
        const std::unique_ptr<PictureSource> source =
            makeTestPattern(specOf(Pattern::Bars, {160, 100}, rate), clock);
        QVERIFY(source->start(hub));
        const std::int64_t first = rate.frameAt(5'000'000'123ns);
        QVERIFY(hub->latest()); // at once
        QCOMPARE(hub->latest()->captured.time_since_epoch(), rate.timeOf(first));
        for (std::int64_t i = 1; i <= 50; ++i) {
            clock.advanceTo(Timestamp(rate.timeOf(first + i)));
            const PicturePtr picture = waitFor(*hub, static_cast<std::uint64_t>(i) + 1);
            QVERIFY(picture);
            QCOMPARE(picture->serial, static_cast<std::uint64_t>(i) + 1);
            QCOMPARE(picture->captured.time_since_epoch(), rate.timeOf(first + i));
            QCOMPARE(readFrameCode(*picture), std::optional(static_cast<std::uint32_t>(first + i)));
        }
        source->stop();
        clock.advance(1s);
        QCOMPARE(hub->latest()->serial, 51U);
    }

    void lateSourceLeavesFramesOutAndStaysOnTheGrid()
    {
        const FrameRate rate(60, 1);
        VirtualClock clock(timestampFromNanoseconds(0));
        auto hub = std::make_shared<PictureHub>();
        const std::unique_ptr<PictureSource> source =
            makeTestPattern(specOf(Pattern::Bars, {160, 100}, rate), clock);
        QVERIFY(source->start(hub));
        clock.advance(1s);
        const PicturePtr last = waitFor(*hub, 5);
        QVERIFY(last);
        QCOMPARE(readFrameCode(*last), std::optional(60U));
        QCOMPARE(last->serial, 5U);
        const std::vector<PicturePtr> pictures = hub->newerThan(1);
        QVERIFY(!pictures.front()->damageKnown); // frames are missing before it
        QVERIFY(pictures.back()->damageKnown);
    }

    void nonsenseSizesAreRefused()
    {
        VirtualClock clock;
        const std::unique_ptr<PictureSource> source = makeTestPattern(specOf(Pattern::Bars, {0, 100}), clock);
        const Status status = source->start(std::make_shared<PictureHub>());
        QVERIFY(!status);
        QCOMPARE(status.error().code, ErrorCode::InvalidParameter);
    }
};

QTEST_GUILESS_MAIN(TestPatternTest)
#include "test_generator_pattern.moc"
