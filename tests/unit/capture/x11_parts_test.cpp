// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/overlay/sprite.h"
#include "capture/x11/x_pixels.h"
#include "media/row_bands.h"

#include <QTest>

#include <array>
#include <cmath>

using namespace reelout;

namespace {

RowBands bandsOf(std::initializer_list<RowBand> list)
{
    RowBands bands;
    for (const RowBand& band : list)
        bands.add(band.top, band.bottom);
    return bands;
}

using Bands = std::vector<RowBand>;

} // namespace

class X11PartsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void bandsMergeWhenTheyTouch()
    {
        QCOMPARE(bandsOf({{10, 20}, {30, 40}}).bands(), (Bands{{10, 20}, {30, 40}}));
        QCOMPARE(bandsOf({{30, 40}, {10, 20}}).bands(), (Bands{{10, 20}, {30, 40}}));
        QCOMPARE(bandsOf({{10, 20}, {20, 40}}).bands(), (Bands{{10, 40}}));
        QCOMPARE(bandsOf({{10, 20}, {30, 40}, {50, 60}, {15, 55}}).bands(), (Bands{{10, 60}}));
        QCOMPARE(bandsOf({{10, 60}, {20, 30}}).bands(), (Bands{{10, 60}}));
        QVERIFY(bandsOf({{5, 5}, {7, 3}}).isEmpty());
    }

    void gapsCloseOnlyBelowTheLimit()
    {
        RowBands bands = bandsOf({{0, 10}, {19, 30}, {40, 50}});
        bands.closeGaps(10);
        QCOMPARE(bands.bands(), (Bands{{0, 30}, {40, 50}}));
        QCOMPARE(bands.rows(), 40);
    }

    void bandsWithoutOthers()
    {
        const RowBands whole = RowBands::whole(100);
        QCOMPARE(whole.without(bandsOf({{10, 20}, {90, 100}})).bands(), (Bands{{0, 10}, {20, 90}}));
        QCOMPARE(bandsOf({{10, 20}, {30, 40}}).without(bandsOf({{15, 35}})).bands(),
                 (Bands{{10, 15}, {35, 40}}));
        QVERIFY(whole.without(whole).isEmpty());
        QCOMPARE(whole.without({}).bands(), whole.bands());
    }

    void bandsIntersect()
    {
        const RowBands bands = bandsOf({{10, 20}});
        QVERIFY(bands.intersects(19, 25));
        QVERIFY(!bands.intersects(20, 25));
        QVERIFY(!bands.intersects(0, 0));
    }

    void bandsFollowPlacesAndSteps()
    {
        const std::vector<Rect> places{{5, -3, 10, 8}, {0, 20, 1, 1}, {7, 98, 3, 9}};
        const RowBands bands = RowBands::of(places, 100);
        QCOMPARE(bands.bands(), (Bands{{0, 5}, {20, 21}, {98, 100}}));
        QCOMPARE(bands.aligned(2, 100).bands(), (Bands{{0, 6}, {20, 22}, {98, 100}}));
        QCOMPARE(RowBands::of(places, 99).aligned(2, 99).bands(), (Bands{{0, 6}, {20, 22}, {98, 99}}));
        QCOMPARE(bands.aligned(1, 100).bands(), bands.bands());
    }

    void historyKnowsWhatLiesBetween()
    {
        ChangeHistory history;
        for (int serial = 5; serial <= 8; ++serial)
            history.record(static_cast<std::uint64_t>(serial), bandsOf({{10 * serial, 10 * serial + 1}}));
        QCOMPARE(history.between(5, 7, 1000).bands(), (Bands{{60, 61}, {70, 71}}));
        QVERIFY(history.between(7, 7, 1000).isEmpty());
        QCOMPARE(history.between(3, 7, 1000).bands(), (Bands{{0, 1000}}));
        QCOMPARE(history.between(7, 9, 1000).bands(), (Bands{{0, 1000}}));
        QCOMPARE(history.between(8, 6, 1000).bands(), (Bands{{0, 1000}}));
        history.clear();
        QCOMPARE(history.between(0, 0, 1000).bands(), (Bands{{0, 1000}}));
    }

    void historyGivesWhatAnOlderPictureLacks()
    {
        ChangeHistory history;
        for (std::uint64_t serial = 5; serial <= 8; ++serial) {
            const int top = static_cast<int>(serial) * 10;
            history.record(serial, bandsOf({{top, top + 1}}));
        }
        QVERIFY(history.since(8, 1000).isEmpty());
        QCOMPARE(history.since(6, 1000).bands(), (Bands{{70, 71}, {80, 81}}));
        QCOMPARE(history.since(4, 1000).bands().size(), std::size_t(4));
        QCOMPARE(history.since(3, 1000).bands(), (Bands{{0, 1000}}));
        history.record(20, bandsOf({{1, 2}}));
        QCOMPARE(history.since(19, 1000).bands(), (Bands{{1, 2}}));
        QCOMPARE(history.since(8, 1000).bands(), (Bands{{0, 1000}}));
    }

    void historyIsBounded()
    {
        ChangeHistory history;
        for (std::uint64_t serial = 1; serial <= 1000; ++serial)
            history.record(serial, bandsOf({{1, 2}}));
        QCOMPARE(history.since(999, 50).bands(), (Bands{{1, 2}}));
        QCOMPARE(history.since(1, 50).bands(), (Bands{{0, 50}}));
    }

    void pointerBlendsPremultiplied()
    {
        for (int alpha = 0; alpha < 256; ++alpha) {
            PicturePool pool;
            const auto picture = pool.acquire(PixelFormat::Bgrx8, {256, 1});
            for (int value = 0; value < 256; ++value)
                std::fill_n(picture->row(0, 0) + value * 4, 4, static_cast<std::uint8_t>(value));
            const int red = 200 * alpha / 255; // colour times alpha, as X Fixes gives it
            Sprite cursor;
            cursor.size = {256, 1};
            cursor.pixels.assign(256, static_cast<std::uint32_t>(alpha) << 24 |
                                          static_cast<std::uint32_t>(red) << 16);
            blendSprite(cursor, 0, 0, {0, 0, 256, 1}, *picture);
            for (int value = 0; value < 256; ++value) {
                const std::uint8_t* pixel = picture->row(0, 0) + value * 4;
                const int under = static_cast<int>(std::lround(value * (255 - alpha) / 255.0));
                QCOMPARE(int(pixel[0]), under);
                QCOMPARE(int(pixel[1]), under);
                QCOMPARE(int(pixel[2]), std::min(255, red + under));
            }
        }
    }

    void pointerIsClipped()
    {
        PicturePool pool;
        const auto picture = pool.acquire(PixelFormat::Bgrx8, {8, 8});
        for (int y = 0; y < 8; ++y)
            std::fill_n(picture->row(0, y), 32, std::uint8_t(0));
        Sprite cursor;
        cursor.size = {4, 4};
        for (std::uint32_t index = 0; index < 16; ++index)
            cursor.pixels.push_back(0xff000001 + index);
        blendSprite(cursor, -2, -1, {0, 0, 8, 8}, *picture);
        blendSprite(cursor, 6, 6, {0, 0, 7, 8}, *picture);
        const auto blueAt = [&](int x, int y) { return int(picture->row(0, y)[x * 4]); };
        QCOMPARE(blueAt(0, 0), 1 + 4 + 2);
        QCOMPARE(blueAt(1, 2), 1 + 12 + 3);
        QCOMPARE(blueAt(2, 0), 0);
        QCOMPARE(blueAt(0, 3), 0);
        QCOMPARE(blueAt(6, 6), 1);
        QCOMPARE(blueAt(6, 7), 5);
        QCOMPARE(blueAt(7, 6), 0);
    }

    void deeperAndShallowerPixelsBecomeEightBits()
    {
        std::array<std::uint8_t, 8> out{};
        const std::array<std::uint8_t, 4> rgb565{0x1f, 0xf8, 0xe0, 0x07}; // magenta, green
        convertRow(XPixelLayout::Rgb565, rgb565.data(), out.data(), 2);
        QCOMPARE(out, (std::array<std::uint8_t, 8>{255, 0, 255, 255, 0, 255, 0, 255}));
        const std::array<std::uint8_t, 2> gray565{0x10, 0x84}; // red and blue 16 of 31, green 32 of 63
        convertRow(XPixelLayout::Rgb565, gray565.data(), out.data(), 1);
        QCOMPARE(int(out[0]), 132);
        QCOMPARE(int(out[1]), 130);
        QCOMPARE(int(out[2]), 132);
        const std::array<std::uint8_t, 2> red555{0x00, 0x7c};
        convertRow(XPixelLayout::Rgb555, red555.data(), out.data(), 1);
        QCOMPARE(int(out[2]), 255);
        QCOMPARE(int(out[1]), 0);
        const std::uint32_t deep = 1023U << 20 | 512U << 10 | 3U;
        const std::array<std::uint8_t, 4> rgb30{deep & 255, deep >> 8 & 255, deep >> 16 & 255, deep >> 24};
        convertRow(XPixelLayout::Rgb30, rgb30.data(), out.data(), 1);
        QCOMPARE(int(out[0]), 0);
        QCOMPARE(int(out[1]), 128);
        QCOMPARE(int(out[2]), 255);
    }
};

QTEST_GUILESS_MAIN(X11PartsTest)
#include "x11_parts_test.moc"
