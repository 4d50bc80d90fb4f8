// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/windows/cursor_image.h"
#include "capture/windows/key_names.h"
#include "capture/windows/output_rotation.h"

#include <QTest>

#include <array>

using namespace reelout;

namespace {

QString str(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

class TestWindowsPictures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTwoColourPointer();
    void anOldColourPointer();
    void aPointerWithAlpha();
    void brokenPointers();
    void bitsAreUnpacked();
    void aPointerScaled();
    void rotation_data();
    void rotation();
    void keys();
};

void TestWindowsPictures::aTwoColourPointer()
{
    // screen, screen, colour, colour — and with them inverting, transparent, white, black.
    const CursorBits bits = twoColourCursor({1, 1, 0, 0, /* below: */ 1, 0, 1, 0}, {4, 2});
    QCOMPARE(bits.size, (Size{4, 1}));
    const Sprite sprite = cursorSprite(bits);
    QCOMPARE(sprite.pixels, (std::vector<std::uint32_t>{0, 0, 0xFFFFFFFF, 0xFF000000}));
    QCOMPARE(sprite.inverted, (std::vector<std::uint32_t>{0x00FFFFFF, 0, 0, 0}));
}

void TestWindowsPictures::anOldColourPointer()
{
    CursorBits bits;
    bits.size = {3, 1};
    bits.hotX = 2;
    bits.colour = {0x00336699, 0x00000000, 0x0000FF00};
    bits.screen = {0, 1, 1};
    const Sprite sprite = cursorSprite(bits);
    QCOMPARE(sprite.hotX, 2);
    QCOMPARE(sprite.pixels, (std::vector<std::uint32_t>{0xFF336699, 0, 0}));
    QCOMPARE(sprite.inverted, (std::vector<std::uint32_t>{0, 0, 0x0000FF00}));
    // One that inverts nothing carries no list for it.
    bits.colour[2] = 0;
    QVERIFY(cursorSprite(bits).inverted.empty());
}

void TestWindowsPictures::aPointerWithAlpha()
{
    CursorBits bits;
    bits.size = {2, 1};
    bits.colour = {0x80FF4020, 0x00FFFFFF};
    bits.screen = {1, 1}; // means nothing beside alpha
    const Sprite sprite = cursorSprite(bits);
    QCOMPARE(sprite.pixels, (std::vector<std::uint32_t>{0x80802010, 0}));
    QVERIFY(sprite.inverted.empty());
}

void TestWindowsPictures::brokenPointers()
{
    CursorBits bits;
    QVERIFY(cursorSprite(bits).size.isEmpty());
    bits.size = {2, 2};
    bits.colour = {1, 2, 3};
    bits.screen = {0, 0, 0, 0};
    QVERIFY(cursorSprite(bits).size.isEmpty());
    bits.colour.push_back(4);
    bits.screen.pop_back();
    QVERIFY(cursorSprite(bits).size.isEmpty());
    QVERIFY(twoColourCursor({1, 0, 1}, {1, 3}).size.isEmpty());
    QVERIFY(twoColourCursor({1, 0, 1}, {2, 2}).size.isEmpty());
}

void TestWindowsPictures::bitsAreUnpacked()
{
    const std::array<std::uint8_t, 8> bytes{0xA0, 0x01, 0xFF, 0xFF, 0x00, 0x80, 0, 0};
    QCOMPARE(
        unpackBits(bytes, 4, {9, 2}),
        (std::vector<std::uint8_t>{1, 0, 1, 0, 0, 0, 0, 0, 0, /* second row */ 0, 0, 0, 0, 0, 0, 0, 0, 1}));
    QVERIFY(unpackBits(bytes, 4, {9, 3}).empty());
    QVERIFY(unpackBits(bytes, 1, {9, 1}).empty());
}

void TestWindowsPictures::aPointerScaled()
{
    const Sprite sprite = cursorSprite(twoColourCursor({1, 0, 1, 0}, {2, 2}));
    const Sprite twice = scaledSprite(sprite, 2.0);
    QCOMPARE(twice.size, (Size{4, 2}));
    QCOMPARE(twice.inverted,
             (std::vector<std::uint32_t>{0xFFFFFF, 0xFFFFFF, 0, 0, 0xFFFFFF, 0xFFFFFF, 0, 0}));
}

void TestWindowsPictures::rotation_data()
{
    QTest::addColumn<int>("rotation");
    QTest::addColumn<std::vector<int>>("shown");
    // What is sent is two rows, 1 2 3 above 4 5 6.
    QTest::newRow("none") << 0 << std::vector<int>{1, 2, 3, 4, 5, 6};
    QTest::newRow("a quarter") << 1 << std::vector<int>{4, 1, 5, 2, 6, 3};
    QTest::newRow("half") << 2 << std::vector<int>{6, 5, 4, 3, 2, 1};
    QTest::newRow("three quarters") << 3 << std::vector<int>{3, 6, 2, 5, 1, 4};
}

void TestWindowsPictures::rotation()
{
    QFETCH(int, rotation);
    QFETCH(std::vector<int>, shown);
    constexpr Size kSent{3, 2};
    const auto turn = static_cast<OutputRotation>(rotation);
    const Size size = turned(kSent, turn);
    std::vector<std::uint32_t> sent{1, 2, 3, 4, 5, 6};
    const PixelSource from{reinterpret_cast<const std::uint8_t*>(sent.data()), kSent.width * 4};
    // Whole, and put together from every part there is.
    for (const bool inParts : {false, true}) {
        std::vector<std::uint32_t> desktop(6);
        const PixelTarget to{reinterpret_cast<std::uint8_t*>(desktop.data()), size.width * 4};
        if (inParts) {
            for (int y = 0; y < kSent.height; ++y) {
                copyTurned(from, kSent, {0, y, 1, 1}, turn, to);
                copyTurned(from, kSent, {1, y, 2, 1}, turn, to);
            }
        } else {
            copyTurned(from, kSent, {0, 0, kSent.width, kSent.height}, turn, to);
        }
        QCOMPARE(std::vector<int>(desktop.begin(), desktop.end()), shown);
    }
    for (int x = 0; x < kSent.width; ++x) {
        for (int width = 1; x + width <= kSent.width; ++width) {
            const Rect part{x, 1, width, 1};
            const Rect place = turned(part, kSent, turn);
            QCOMPARE(turnedBack(place, kSent, turn), part);
            QCOMPARE(place.intersected({0, 0, size.width, size.height}), place);
            const std::uint32_t corner = sent[static_cast<std::size_t>(3 + x)];
            bool isThere = false;
            for (int row = place.y; row < place.bottom(); ++row) {
                for (int column = place.x; column < place.right(); ++column)
                    isThere = isThere || shown[static_cast<std::size_t>(row * size.width + column)] ==
                                             static_cast<int>(corner);
            }
            QVERIFY(isThere);
        }
    }
}

void TestWindowsPictures::keys()
{
    using Kind = KeyStroke::Kind;
    const auto check = [](const KeyStroke& stroke, Kind kind, const char* label, const char* cap) {
        return stroke.kind == kind && stroke.label == str(label) && stroke.cap == str(cap);
    };
    QVERIFY(check(keyStrokeOf(0xA2, {}, {}), Kind::Modifier, "Ctrl", ""));
    QVERIFY(check(keyStrokeOf(0x5B, {}, {}), Kind::Modifier, "Win", ""));
    QVERIFY(check(keyStrokeOf(0xA0, {}, {}), Kind::Shift, "Shift", ""));
    QVERIFY(check(keyStrokeOf(0x0D, str("\r"), str("\r")), Kind::Named, "Enter", ""));
    QVERIFY(check(keyStrokeOf(0x78, {}, {}), Kind::Named, "F9", ""));
    QVERIFY(check(keyStrokeOf(0x53, str("S"), str("s")), Kind::Typing, "S", "S"));
    QVERIFY(check(keyStrokeOf(0x53, {}, str("s")), Kind::Typing, "S", "S"));
    QVERIFY(check(keyStrokeOf(0x20, str(" "), str(" ")), Kind::Typing, " ", "Space"));
    QVERIFY(check(keyStrokeOf(0x51, str("@"), str("q")), Kind::Typing, "@", "Q"));
    QVERIFY(keyStrokeOf(0x14, {}, {}).label.isEmpty()); // Caps Lock
}

QTEST_GUILESS_MAIN(TestWindowsPictures)
#include "test_windows_pictures.moc"
