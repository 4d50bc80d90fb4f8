// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/x_painter.h"
#include "support/x_server.h"
#include "support/x_test_window.h"
#include "x11_fixture.h"

#include <QProcess>
#include <QTest>

using namespace reelout;
using namespace reelout::test;

namespace {

QString str(const char* text)
{
    return QString::fromUtf8(text);
}

/// Presses keys and buttons as a person would.
bool xdotool(const XServer& server, const char* words)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("DISPLAY"), server.display());
    process.setProcessEnvironment(environment);
    process.start(str("xdotool"), str(words).split(QLatin1Char(' ')));
    return process.waitForFinished(20'000) && process.exitCode() == 0;
}

bool isYellow(std::uint32_t colour)
{
    return (colour >> 16 & 255) > 200 && (colour >> 8 & 255) > 150 && (colour & 255) < 90;
}

/// White letters somewhere in the lower part.
bool hasWords(const Picture& picture)
{
    for (int y = picture.size.height / 2; y < picture.size.height; ++y) {
        for (int x = 0; x < picture.size.width; ++x) {
            if (colourAt(picture, x, y) == 0xffffff)
                return true;
        }
    }
    return false;
}

ScreenSpec whole()
{
    ScreenSpec spec = monitorSpec({});
    spec.cursor = false;
    return spec;
}

} // namespace

class X11InputTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void clicksAreRinged();
    void shortcutsAreReadAndTypingIsNot();
    void allKeysAreReadWhenAsked();
    void overlaysLeaveNothingBehind();
    void regionFollowsThePointer();
    void serversWithoutXInput();
};

void X11InputTest::clicksAreRinged()
{
    XServer server(XServer::Kind::Xvfb);
    QVERIFY2(server.start(), qPrintable(server.error()));
    XPainter painter(server.display());
    painter.fill({0, 0, 640, 480}, 0x202020);
    painter.movePointer(300, 200);
    ScreenSpec spec = whole();
    spec.clickRings = true;
    const ScreenCapture capture = startCapture(server.display(), spec);
    QVERIFY2(capture.source, qPrintable(capture.error.detail));
    QVERIFY(xdotool(server, "mousedown 1"));
    QVERIFY(
        capture.waitFor([](const Picture& picture) { return isYellow(colourAt(picture, 300 + 20, 200)); }));
    // It goes with the pointer, and is gone without a trace when the button is let go.
    painter.movePointer(100, 400);
    QVERIFY(capture.waitFor([](const Picture& picture) {
        return isYellow(colourAt(picture, 100, 400 - 20)) && colourAt(picture, 300 + 20, 200) == 0x202020;
    }));
    QVERIFY(xdotool(server, "mouseup 1"));
    QVERIFY(capture.waitFor([](const Picture& picture) {
        return isFilled(picture, {0, 0, 640, 480}, 0x202020);
    }));
    // The wheel is no click.
    QVERIFY(xdotool(server, "click 4 click 5"));
    QVERIFY(capture.waitForTicks(10));
    QVERIFY(isFilled(*capture.hub->latest(), {0, 0, 640, 480}, 0x202020));
}

void X11InputTest::shortcutsAreReadAndTypingIsNot()
{
    XServer server(XServer::Kind::Xvfb);
    QVERIFY2(server.start(), qPrintable(server.error()));
    XPainter painter(server.display());
    painter.fill({0, 0, 640, 480}, 0x202020);
    ScreenSpec spec = whole();
    spec.keys = ScreenSpec::Keys::Shortcuts;
    const ScreenCapture capture = startCapture(server.display(), spec);
    QVERIFY2(capture.source, qPrintable(capture.error.detail));
    QVERIFY(xdotool(server, "type --delay 5 Secret123"));
    QVERIFY(capture.waitForTicks(15));
    QVERIFY(isFilled(*capture.hub->latest(), {0, 0, 640, 480}, 0x202020));
    QCOMPARE(capture.hub->latest()->serial, 1U); // nothing was drawn at any time
    QVERIFY(capture.hub->eventsAfter(0).empty());
    QVERIFY(xdotool(server, "key ctrl+shift+s"));
    QVERIFY(capture.waitFor(hasWords));
    // It is read for two seconds.
    QVERIFY(capture.waitFor([](const Picture& picture) {
        return isFilled(picture, {0, 0, 640, 480}, 0x202020);
    }));
}

void X11InputTest::allKeysAreReadWhenAsked()
{
    XServer server(XServer::Kind::Xvfb);
    QVERIFY2(server.start(), qPrintable(server.error()));
    XPainter painter(server.display());
    painter.fill({0, 0, 640, 480}, 0x202020);
    ScreenSpec spec = whole();
    spec.keys = ScreenSpec::Keys::All;
    const ScreenCapture capture = startCapture(server.display(), spec);
    QVERIFY2(capture.source, qPrintable(capture.error.detail));
    // That passwords can be read is said, and so is in the report of the take.
    QVERIFY(capture.waitForEvent(SourceEventKind::Notice).contains(str("passwords")));
    QVERIFY(xdotool(server, "type hello"));
    QVERIFY(capture.waitFor(hasWords));
}

void X11InputTest::overlaysLeaveNothingBehind()
{
    XServer server(XServer::Kind::Xvfb);
    QVERIFY2(server.start(), qPrintable(server.error()));
    XPainter painter(server.display());
    painter.fill({0, 0, 640, 480}, 0x202020);
    painter.setPointer(8, 4, 4, 0xff0000);
    painter.movePointer(320, 440); // where the keys are written
    ScreenSpec spec = whole();
    spec.cursor = true;
    spec.cursorScale = 3.0;
    spec.clickRings = true;
    spec.keys = ScreenSpec::Keys::All;
    const ScreenCapture capture = startCapture(server.display(), spec);
    QVERIFY2(capture.source, qPrintable(capture.error.detail));
    QVERIFY(xdotool(server, "mousedown 1 key ctrl+a"));
    QVERIFY(capture.waitFor(hasWords));
    painter.fill({0, 430, 640, 4}, 0x00ff00); // beneath all three
    QVERIFY(capture.waitForColour(2, 432, 0x00ff00));
    QVERIFY(xdotool(server, "mouseup 1"));
    painter.movePointer(20, 20);
    const PicturePtr clean = capture.waitFor([](const Picture& picture) {
        return isFilled(picture, {100, 430, 540, 4}, 0x00ff00) &&
               isFilled(picture, {0, 434, 640, 46}, 0x202020);
    });
    QVERIFY(clean);
    QVERIFY(isFilled(*clean, {0, 200, 640, 230}, 0x202020));
}

void X11InputTest::regionFollowsThePointer()
{
    XServer server(XServer::Kind::Xvfb);
    QVERIFY2(server.start(), qPrintable(server.error()));
    XPainter painter(server.display());
    painter.fill({0, 0, 640, 480}, 0x202020);
    painter.fill({0, 0, 10, 10}, 0xff0000);
    painter.fill({630, 470, 10, 10}, 0x0000ff);
    painter.movePointer(320, 240);
    ScreenSpec spec = regionSpec({0, 0, 200, 100});
    spec.area = ScreenSpec::Area::FollowMouse;
    spec.followSeconds = 0.1;
    const ScreenCapture capture = startCapture(server.display(), spec);
    QVERIFY2(capture.source, qPrintable(capture.error.detail));
    painter.fill({300, 230, 4, 4}, 0x00ff00); // 80 right of the region's corner, 40 below
    QVERIFY(capture.waitForColour(80, 40, 0x00ff00));
    painter.movePointer(0, 0); // the region stays on the screen
    QVERIFY(capture.waitFor([](const Picture& picture) {
        return isFilled(picture, {0, 0, 10, 10}, 0xff0000) && picture.size == Size{200, 100};
    }));
    painter.movePointer(639, 479);
    QVERIFY(capture.waitFor([](const Picture& picture) {
        return isFilled(picture, {190, 90, 10, 10}, 0x0000ff);
    }));
    // At rest it costs nothing.
    QVERIFY(capture.waitForTicks(5));
    const std::uint64_t serial = capture.hub->latest()->serial;
    QVERIFY(capture.waitForTicks(10));
    QCOMPARE(capture.hub->latest()->serial, serial);
    QVERIFY(capture.hub->eventsAfter(0).empty());
}

void X11InputTest::serversWithoutXInput()
{
    XServer server(XServer::Kind::Xvfb, {{320, 200}, 24, {str("XInputExtension")}});
    if (!server.start()) // the server insists on it
        return;
    ScreenSpec spec = whole();
    spec.clickRings = true;
    const ScreenCapture capture = startCapture(server.display(), spec);
    QVERIFY2(capture.source, qPrintable(capture.error.detail));
    for (const SourceEvent& event : capture.hub->eventsAfter(0))
        QVERIFY(event.kind == SourceEventKind::Notice);
}

QTEST_GUILESS_MAIN(X11InputTest)
#include "x11_input_test.moc"
