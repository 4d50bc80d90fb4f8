// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/overlay/click_rings.h"
#include "capture/overlay/key_caps.h"
#include "capture/overlay/text_sprite.h"

#include <QTest>

#include <algorithm>

using namespace reelout;

namespace {

using namespace std::chrono_literals;
using Kind = KeyStroke::Kind;

QString str(const char* text)
{
    return QString::fromUtf8(text);
}

std::uint32_t pixelAt(const Sprite& sprite, int x, int y)
{
    return sprite.pixels[static_cast<std::size_t>(y * sprite.size.width + x)];
}

/// The pixel at a place of the screen, 0 where there is no sprite.
std::uint32_t at(const PlacedSprite& placed, int x, int y)
{
    const Rect rect = placed.rect();
    if (x < rect.x || y < rect.y || x >= rect.right() || y >= rect.bottom())
        return 0;
    return pixelAt(*placed.sprite, x - rect.x, y - rect.y);
}

const KeyStroke kCtrl{Kind::Modifier, str("Ctrl"), {}};
const KeyStroke kShift{Kind::Shift, str("Shift"), {}};
const KeyStroke kEnter{Kind::Named, str("Enter"), {}};

KeyStroke letter(const char* typed, const char* cap)
{
    return {Kind::Typing, str(typed), str(cap)};
}

} // namespace

class TestOverlay : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void spritesAreScaledAroundTheirTip();
    void scalingKeepsFlatColours();
    void ringsComeStayAndGo();
    void ringsFollowWhileAButtonIsDown();
    void eachButtonHasItsRing();
    void shortcutsAreRead();
    void typingIsNeverShownAmongShortcuts();
    void typingIsShownWhenAsked();
    void capsGoAway();
    void wordsAreDrawn();
    void longWordsLoseTheirBeginning();
};

void TestOverlay::spritesAreScaledAroundTheirTip()
{
    Sprite sprite;
    sprite.size = {4, 3};
    sprite.hotX = 1;
    sprite.hotY = 2;
    sprite.pixels.assign(12, 0xFF102030);
    const Sprite doubled = scaledSprite(sprite, 2.0);
    QCOMPARE(doubled.size, (Size{8, 6}));
    QCOMPARE(doubled.hotX, 3);
    QCOMPARE(doubled.hotY, 5);
    const Sprite same = scaledSprite(sprite, 1.0);
    QCOMPARE(same.size, sprite.size);
    QCOMPARE(same.pixels, sprite.pixels);
    // A pointer of a million pixels would be one of the server's making.
    QCOMPARE(scaledSprite(sprite, 1e6).size.width, 512);
    QVERIFY(!scaledSprite(sprite, 0.01).size.isEmpty());
}

void TestOverlay::scalingKeepsFlatColours()
{
    Sprite sprite;
    sprite.size = {8, 8};
    sprite.pixels.assign(64, 0x80402010);
    for (const double factor : {0.5, 1.37, 2.0, 3.9}) {
        const Sprite scaled = scaledSprite(sprite, factor);
        QVERIFY(std::all_of(scaled.pixels.begin(), scaled.pixels.end(),
                            [](std::uint32_t pixel) { return pixel == 0x80402010; }));
    }
    // Between transparent and opaque no colour is brighter than its alpha.
    for (std::size_t i = 0; i < 32; ++i)
        sprite.pixels[i] = 0;
    const Sprite edge = scaledSprite(sprite, 2.7);
    for (const std::uint32_t pixel : edge.pixels)
        QVERIFY((pixel >> 16 & 255) <= pixel >> 24);
}

void TestOverlay::ringsComeStayAndGo()
{
    ClickRings rings;
    rings.moveTo(100, 200);
    QVERIFY(rings.sprites(Timestamp{}).empty());
    rings.press(ClickRings::Button::Left, Timestamp{} + 1s);
    auto shown = rings.sprites(Timestamp{} + 5s);
    QCOMPARE(shown.size(), std::size_t(1));
    QVERIFY(at(shown[0], 100, 200) >> 24 > 0);   // a veil over the middle …
    QVERIFY(at(shown[0], 120, 200) >> 24 > 200); // … and the ring around it, which is yellow
    QVERIFY((at(shown[0], 120, 200) >> 16 & 255) > 200 && (at(shown[0], 120, 200) & 255) < 60);
    QVERIFY(at(shown[0], 100 + 25, 200 + 25) == 0);
    rings.release(ClickRings::Button::Left, Timestamp{} + 6s);
    std::uint32_t last = 256;
    for (int ms = 0; ms < 350; ms += 50) {
        shown = rings.sprites(Timestamp{} + 6s + std::chrono::milliseconds(ms));
        QCOMPARE(shown.size(), std::size_t(1));
        const std::uint32_t middle = at(shown[0], 100, 200) >> 24;
        QVERIFY(middle <= last);
        last = middle;
    }
    QVERIFY(rings.sprites(Timestamp{} + 7s).empty());
    // A click quicker than a tick is seen all the same.
    rings.press(ClickRings::Button::Left, Timestamp{} + 8s);
    rings.release(ClickRings::Button::Left, Timestamp{} + 8s);
    QCOMPARE(rings.sprites(Timestamp{} + 8s + 100ms).size(), std::size_t(1));
}

void TestOverlay::ringsFollowWhileAButtonIsDown()
{
    ClickRings rings;
    rings.moveTo(10, 10);
    rings.press(ClickRings::Button::Left, Timestamp{});
    rings.moveTo(60, 70);
    const PlacedSprite dragged = rings.sprites(Timestamp{})[0];
    QCOMPARE(dragged.x + dragged.sprite->hotX, 60);
    rings.release(ClickRings::Button::Left, Timestamp{} + 200ms);
    rings.moveTo(300, 300);
    const PlacedSprite left = rings.sprites(Timestamp{} + 250ms)[0];
    QCOMPARE(left.x + left.sprite->hotX, 60);
    QCOMPARE(left.y + left.sprite->hotY, 70);
}

void TestOverlay::eachButtonHasItsRing()
{
    ClickRings rings;
    rings.press(ClickRings::Button::Left, Timestamp{});
    rings.press(ClickRings::Button::Right, Timestamp{});
    const auto shown = rings.sprites(Timestamp{});
    QCOMPARE(shown.size(), std::size_t(2));
    QVERIFY(shown[0].sprite != shown[1].sprite);
    QVERIFY((at(shown[1], 20, 0) & 255) > 200); // blue
    // What is the same costs nothing anew.
    QCOMPARE(rings.sprites(Timestamp{})[1].sprite, shown[1].sprite);
}

void TestOverlay::shortcutsAreRead()
{
    for (const auto mode : {ScreenSpec::Keys::Shortcuts, ScreenSpec::Keys::All}) {
        KeyCaps caps(mode);
        caps.press(kCtrl, Timestamp{});
        QVERIFY(caps.texts(Timestamp{}).isEmpty());
        caps.press(kShift, Timestamp{});
        caps.press(letter("S", "S"), Timestamp{});
        QCOMPARE(caps.texts(Timestamp{}), QStringList(str("Ctrl + Shift + S")));
        caps.press(letter("S", "S"), Timestamp{} + 1s);
        QCOMPARE(caps.texts(Timestamp{} + 1s), QStringList(str("Ctrl + Shift + S  ×2")));
        caps.release(kShift, Timestamp{} + 1s);
        caps.release(kCtrl, Timestamp{} + 1s);
        caps.press(kEnter, Timestamp{} + 1s);
        QCOMPARE(caps.texts(Timestamp{} + 1s), QStringList({str("Ctrl + Shift + S  ×2"), str("Enter")}));
    }
}

void TestOverlay::typingIsNeverShownAmongShortcuts()
{
    KeyCaps caps(ScreenSpec::Keys::Shortcuts);
    for (const char* typed : {"s", "e", "c", "r", "1", "t", " ", "ö", "я"})
        caps.press(letter(typed, "X"), Timestamp{});
    caps.press(kShift, Timestamp{});
    caps.press(letter("S", "S"), Timestamp{});
    QVERIFY(caps.texts(Timestamp{}).isEmpty());
    // A modifier whose release was missed gives nothing away, either.
    caps.press(kCtrl, Timestamp{});
    caps.releaseAll();
    caps.press(letter("s", "S"), Timestamp{});
    QVERIFY(caps.texts(Timestamp{}).isEmpty());
}

void TestOverlay::typingIsShownWhenAsked()
{
    KeyCaps caps(ScreenSpec::Keys::All);
    for (const char* typed : {"h", "e", "l", "l", "o"})
        caps.press(letter(typed, "X"), Timestamp{});
    QCOMPARE(caps.texts(Timestamp{}), QStringList(str("hello")));
    caps.press(letter("x", "X"), Timestamp{} + 1500ms);
    QCOMPARE(caps.texts(Timestamp{} + 1500ms), QStringList({str("hello"), str("x")}));
    KeyCaps none(ScreenSpec::Keys::None);
    none.press(kEnter, Timestamp{});
    QVERIFY(none.texts(Timestamp{}).isEmpty());
}

void TestOverlay::capsGoAway()
{
    KeyCaps caps(ScreenSpec::Keys::All);
    caps.press(kEnter, Timestamp{});
    QCOMPARE(caps.texts(Timestamp{} + 1900ms).size(), 1);
    QVERIFY(caps.texts(Timestamp{} + 2s).isEmpty());
    for (int i = 0; i < 10; ++i)
        caps.press({Kind::Named, QString::number(i), {}}, Timestamp{} + 3s);
    QCOMPARE(caps.texts(Timestamp{} + 3s), QStringList({str("7"), str("8"), str("9")}));
}

void TestOverlay::wordsAreDrawn()
{
    auto text = TextSprites::open();
    QVERIFY2(text, qPrintable(text ? QString() : text.error().detail));
    QVERIFY(!(*text)->draw({}, 20, 500));
    const SpritePtr one = (*text)->draw({str("Ctrl + S")}, 20, 500);
    QVERIFY(one);
    QCOMPARE(one->size.height, 40);
    const auto count = [](const Sprite& sprite, const auto& is) {
        return std::count_if(sprite.pixels.begin(), sprite.pixels.end(), is);
    };
    QVERIFY(count(*one, [](std::uint32_t pixel) { return pixel == 0xFFFFFFFF; }) > 50);
    QVERIFY(count(*one, [](std::uint32_t pixel) { return pixel == 0xC0000000; }) > 500);
    QCOMPARE(pixelAt(*one, 0, 0), 0U); // a round corner
    const SpritePtr two = (*text)->draw({str("Ctrl + S"), str("Ж")}, 20, 500);
    QVERIFY(two && two->size.width > one->size.width);
    // Letters differ.
    QVERIFY((*text)->draw({str("A")}, 20, 500)->pixels != (*text)->draw({str("V")}, 20, 500)->pixels);
}

void TestOverlay::longWordsLoseTheirBeginning()
{
    auto text = TextSprites::open();
    QVERIFY(text);
    const SpritePtr cut = (*text)->draw({QString(200, QLatin1Char('w'))}, 20, 300);
    QVERIFY(cut);
    QVERIFY(cut->size.width <= 300 && cut->size.width > 250);
    // Of several words the newest stay.
    const SpritePtr newest = (*text)->draw({QString(200, QLatin1Char('w')), str("new")}, 20, 300);
    QVERIFY(newest);
    QCOMPARE(newest->pixels, (*text)->draw({str("new")}, 20, 300)->pixels);
}

QTEST_GUILESS_MAIN(TestOverlay)
#include "test_overlay.moc"
