// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/screen_canvas.h"
#include "support/picture_damage.h"

#include <QTest>

#include <algorithm>
#include <cstring>
#include <random>

using namespace reelout;
using namespace reelout::test;

namespace {

constexpr Size kSize{40, 30};

/// A screen that a back end would keep up to date.
struct Screen {
    Size size = kSize;
    std::vector<std::uint32_t> pixels =
        std::vector<std::uint32_t>(static_cast<std::size_t>(kSize.width * kSize.height));

    CleanImage image() const
    {
        return {reinterpret_cast<const std::uint8_t*>(pixels.data()), size.width * 4, size};
    }
    void paint(const Rect& rect, std::uint32_t colour)
    {
        for (int y = rect.y; y < rect.bottom(); ++y) {
            for (int x = rect.x; x < rect.right(); ++x)
                pixels[static_cast<std::size_t>(y * size.width + x)] = colour;
        }
    }
};

std::uint32_t pixelAt(const Picture& picture, int x, int y)
{
    std::uint32_t pixel = 0;
    std::memcpy(&pixel, picture.row(0, y) + static_cast<std::ptrdiff_t>(x) * 4, sizeof pixel);
    return pixel;
}

SpritePtr square(int side, std::uint32_t colour)
{
    auto sprite = std::make_shared<Sprite>();
    sprite->size = {side, side};
    sprite->pixels.assign(static_cast<std::size_t>(side * side), colour);
    return sprite;
}

} // namespace

class TestScreenCanvas : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatChangedIsDamage();
    void aSpriteIsDrawnOnCleanRows();
    void anInvertingSpriteGoesAndComesBack();
    void picturesAreWhatIsThere();
    void slowReadersCostNoChange();
    void another();
    void rowsThatDiffer();
};

void TestScreenCanvas::onlyWhatChangedIsDamage()
{
    Screen screen;
    ScreenCanvas canvas;
    canvas.reset(kSize);
    const auto first = canvas.draw(screen.image(), 1);
    QVERIFY(first);
    QVERIFY(!first->damageKnown);
    QVERIFY(!canvas.isChanged());

    screen.paint({3, 20, 5, 1}, 0xFF00FF00);
    RowBands rows;
    rows.add({3, 20, 5, 1});
    canvas.change(rows);
    QVERIFY(canvas.isChanged());
    const auto second = canvas.draw(screen.image(), 2);
    QVERIFY(second->damageKnown);
    QCOMPARE(second->damage.size(), std::size_t{1});
    QCOMPARE(second->damage.front(), (Rect{3, 20, 5, 1}));
    QCOMPARE(pixelAt(*second, 3, 20), 0xFF00FF00U);
    // The one before is as it was.
    QCOMPARE(pixelAt(*first, 3, 20), 0U);
}

void TestScreenCanvas::aSpriteIsDrawnOnCleanRows()
{
    Screen screen;
    screen.paint({0, 0, kSize.width, kSize.height}, 0x00102030);
    ScreenCanvas canvas;
    canvas.reset(kSize);
    const SpritePtr half = square(4, 0x80404040); // half transparent: drawn twice it would be another colour
    canvas.place({{half, 10, 10}});
    const auto first = canvas.draw(screen.image(), 1);
    const std::uint32_t blended = pixelAt(*first, 10, 10);
    QVERIFY(blended != 0x00102030U);

    // A change beside it, in one of its rows.
    screen.paint({30, 11, 2, 1}, 0x00FFFFFF);
    RowBands rows;
    rows.add({30, 11, 2, 1});
    canvas.change(rows);
    canvas.place({{half, 10, 10}});
    const auto second = canvas.draw(screen.image(), 2);
    for (int y = 10; y < 14; ++y)
        QCOMPARE(pixelAt(*second, 12, y), blended);
    QCOMPARE(pixelAt(*second, 30, 11), 0x00FFFFFFU);

    // It moves: what it covered is there again.
    canvas.place({{half, 20, 25}});
    QVERIFY(canvas.isChanged());
    const auto third = canvas.draw(screen.image(), 3);
    QCOMPARE(pixelAt(*third, 12, 12), 0x00102030U);
    QCOMPARE(pixelAt(*third, 21, 26), blended);
    QVERIFY(isDamaged(*third, 13, 12) && isDamaged(*third, 23, 26));
    QVERIFY(!isDamaged(*third, 14, 12) && !isDamaged(*third, 20, 19));
    canvas.place({{half, 20, 25}});
    QVERIFY(!canvas.isChanged());
}

void TestScreenCanvas::anInvertingSpriteGoesAndComesBack()
{
    Screen screen;
    screen.paint({0, 0, 20, kSize.height}, 0x00FFFFFF);
    screen.paint({20, 0, 20, kSize.height}, 0x00204060);
    auto beam = std::make_shared<Sprite>();
    beam->size = {4, 2};
    beam->pixels.assign(8, 0);
    beam->inverted.assign(8, 0x00FFFFFF);
    ScreenCanvas canvas;
    canvas.reset(kSize);
    std::uint64_t serial = 0;
    for (int turn = 0; turn < 4; ++turn) {
        canvas.place({{beam, 18, 5}});
        const auto with = canvas.draw(screen.image(), ++serial);
        QCOMPARE(pixelAt(*with, 19, 5) & 0xFFFFFFU, 0x000000U);
        QCOMPARE(pixelAt(*with, 20, 6) & 0xFFFFFFU, 0xDFBF9FU);
        QCOMPARE(pixelAt(*with, 17, 5) & 0xFFFFFFU, 0xFFFFFFU);
        canvas.place({});
        const auto without = canvas.draw(screen.image(), ++serial);
        QCOMPARE(pixelAt(*without, 19, 5) & 0xFFFFFFU, 0xFFFFFFU);
        QCOMPARE(pixelAt(*without, 20, 6) & 0xFFFFFFU, 0x204060U);
    }
}

// A walk of changes, with readers that keep pictures for different times: each picture must be the screen of
// its moment with its sprites, and differ from the one before in its damage only.
void TestScreenCanvas::picturesAreWhatIsThere()
{
    std::mt19937 random(7);
    const auto upTo = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
    Screen screen;
    ScreenCanvas canvas;
    canvas.reset(kSize);
    const SpritePtr opaque = square(6, 0xFFABCDEF);
    std::vector<std::shared_ptr<Picture>> kept;
    std::shared_ptr<Picture> before;
    for (std::uint64_t serial = 1; serial <= 600; ++serial) {
        RowBands rows;
        for (int i = upTo(3); i > 0; --i) {
            const Rect place{upTo(30), upTo(25), 1 + upTo(8), 1 + upTo(4)};
            screen.paint(place.intersected({0, 0, kSize.width, kSize.height}),
                         static_cast<std::uint32_t>(upTo(0xFFFFFF)));
            rows.add(place);
        }
        canvas.change(rows);
        const int x = upTo(44) - 4;
        const int y = upTo(34) - 4;
        canvas.place({{opaque, x, y}});
        const auto picture = canvas.draw(screen.image(), serial);
        QVERIFY(picture);
        Screen expected = screen;
        expected.paint(Rect{x, y, 6, 6}.intersected({0, 0, kSize.width, kSize.height}), 0x00ABCDEF);
        for (int row = 0; row < kSize.height; ++row) {
            for (int column = 0; column < kSize.width; ++column) {
                const std::uint32_t wanted =
                    expected.pixels[static_cast<std::size_t>(row * kSize.width + column)];
                QCOMPARE(pixelAt(*picture, column, row) & 0xFFFFFFU, wanted & 0xFFFFFFU);
            }
        }
        QVERIFY(!before || differsOnlyWithinDamage(*picture, *before, 4));
        before = picture;
        if (upTo(3) == 0)
            kept.push_back(picture);
        if (upTo(5) == 0)
            kept.clear();
    }
}

void TestScreenCanvas::slowReadersCostNoChange()
{
    Screen screen;
    ScreenCanvas canvas;
    canvas.reset(kSize);
    std::vector<std::shared_ptr<Picture>> held;
    std::uint64_t serial = 0;
    for (;;) {
        canvas.changeAll();
        auto picture = canvas.draw(screen.image(), serial + 1);
        if (!picture)
            break;
        ++serial;
        held.push_back(std::move(picture));
        QVERIFY(held.size() <= FrameStock::kMostFrames);
    }
    QCOMPARE(held.size(), FrameStock::kMostFrames);
    screen.paint({0, 3, 1, 1}, 0x00FF0000);
    RowBands rows;
    rows.add(3, 4);
    canvas.change(rows);
    QVERIFY(!canvas.draw(screen.image(), serial + 1));
    QVERIFY(canvas.isChanged());
    held.clear();
    const auto picture = canvas.draw(screen.image(), serial + 1);
    QVERIFY(picture);
    QCOMPARE(pixelAt(*picture, 0, 3), 0x00FF0000U);
}

void TestScreenCanvas::another()
{
    Screen screen;
    ScreenCanvas canvas;
    canvas.reset(kSize);
    const auto first = canvas.draw(screen.image(), 1);
    canvas.reset({8, 8});
    QVERIFY(!canvas.draw(screen.image(), 2)); // of another size
    Screen small;
    small.size = {8, 8};
    small.pixels.assign(64, 0x00123456);
    const auto second = canvas.draw(small.image(), 2);
    QVERIFY(second);
    QCOMPARE(second->size, (Size{8, 8}));
    QVERIFY(!second->damageKnown);
    QCOMPARE(pixelAt(*second, 7, 7), 0x00123456U);
    QCOMPARE(pixelAt(*first, 39, 29), 0U);
}

void TestScreenCanvas::rowsThatDiffer()
{
    Screen left;
    Screen right;
    right.paint({39, 4, 1, 2}, 1);
    right.paint({0, 29, 1, 1}, 1);
    const RowBands rows = differingRows(left.image(), right.image());
    QCOMPARE(rows.bands(), (std::vector<RowBand>{{4, 6}, {29, 30}}));
    QVERIFY(differingRows(left.image(), left.image()).isEmpty());
}

QTEST_GUILESS_MAIN(TestScreenCanvas)
#include "test_screen_canvas.moc"
