// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/x_painter.h"
#include "support/x_server.h"
#include "x11_fixture.h"

#include <QTest>

#include <csignal>

using namespace reelout;
using namespace reelout::test;

namespace {

QStringList words(const char* line)
{
    return QString::fromLatin1(line).split(QLatin1Char(' '));
}

ScreenSpec allMonitors()
{
    ScreenSpec spec;
    spec.area = ScreenSpec::Area::AllMonitors;
    spec.cursor = false;
    return spec;
}

X11Options eager()
{
    X11Options options;
    options.timeout = std::chrono::seconds(2);
    options.reconnectInterval = std::chrono::milliseconds(50);
    return options;
}

} // namespace

class X11ChangesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void twoMonitors()
    {
        XServer server(XServer::Kind::XorgDummy);
        QVERIFY2(server.start(), qPrintable(server.error()));
        QVERIFY2(server.xrandr(words("--addmode DUMMY1 1280x800")), qPrintable(server.error()));
        QVERIFY2(server.xrandr(words("--output DUMMY1 --mode 1280x800 --right-of DUMMY0")),
                 qPrintable(server.error()));
        XPainter painter(server.display());
        painter.fill({0, 0, 3200, 1080}, 0);
        painter.fill({0, 0, 1920, 1080}, 0xaa0000);
        painter.fill({1920, 0, 1280, 800}, 0x0000bb);

        const ScreenCapture first = startCapture(server.display(), monitorSpec(QStringLiteral("DUMMY0")));
        QVERIFY2(first.source, qPrintable(first.error.detail));
        QCOMPARE(first.hub->latest()->size, (Size{1920, 1080}));
        QVERIFY(isFilled(*first.hub->latest(), {0, 0, 1920, 1080}, 0xaa0000));
        const ScreenCapture second = startCapture(server.display(), monitorSpec(QStringLiteral("DUMMY1")));
        QVERIFY2(second.source, qPrintable(second.error.detail));
        QCOMPARE(second.hub->latest()->size, (Size{1280, 800}));
        QVERIFY(isFilled(*second.hub->latest(), {0, 0, 1280, 800}, 0x0000bb));
        const ScreenCapture all = startCapture(server.display(), allMonitors());
        QVERIFY2(all.source, qPrintable(all.error.detail));
        QCOMPARE(all.hub->latest()->size, (Size{3200, 1080}));
        QVERIFY(isFilled(*all.hub->latest(), {0, 0, 1920, 1080}, 0xaa0000));
        QVERIFY(isFilled(*all.hub->latest(), {1920, 0, 1280, 800}, 0x0000bb));
        const ScreenCapture across = startCapture(server.display(), regionSpec({1900, 100, 50, 20}));
        QVERIFY2(across.source, qPrintable(across.error.detail));
        QVERIFY(isFilled(*across.hub->latest(), {0, 0, 20, 20}, 0xaa0000));
        QVERIFY(isFilled(*across.hub->latest(), {20, 0, 30, 20}, 0x0000bb));
    }

    void unpluggedAndPluggedAgain()
    {
        XServer server(XServer::Kind::XorgDummy);
        QVERIFY2(server.start(), qPrintable(server.error()));
        QVERIFY2(server.xrandr(words("--addmode DUMMY1 1280x800")), qPrintable(server.error()));
        QVERIFY2(server.xrandr(words("--output DUMMY1 --mode 1280x800 --right-of DUMMY0")),
                 qPrintable(server.error()));
        XPainter painter(server.display());
        painter.fill({1920, 0, 1280, 800}, 0x0000bb);
        const ScreenCapture capture = startCapture(server.display(), monitorSpec(QStringLiteral("DUMMY1")));
        QVERIFY2(capture.source, qPrintable(capture.error.detail));
        const ScreenCapture other = startCapture(server.display(), monitorSpec(QStringLiteral("DUMMY0")));
        QVERIFY2(other.source, qPrintable(other.error.detail));
        const ScreenCapture all = startCapture(server.display(), allMonitors());
        QVERIFY2(all.source, qPrintable(all.error.detail));

        QVERIFY2(server.xrandr(words("--output DUMMY1 --off")), qPrintable(server.error()));
        QVERIFY(capture.waitForEvent(SourceEventKind::Lost).contains(QStringLiteral("DUMMY1")));
        QVERIFY(capture.hub->isLost());
        const PicturePtr held = capture.hub->latest();
        QVERIFY(isFilled(*held, {0, 0, 1280, 800}, 0x0000bb));
        QVERIFY(all.waitForEvent(SourceEventKind::Changed).contains(QStringLiteral("1920×1080")));
        QVERIFY(all.waitFor([](const Picture& picture) { return picture.size == Size{1920, 1080}; }));
        QVERIFY(other.waitForTicks(3));
        QVERIFY(!other.hub->isLost());
        QVERIFY(other.hub->eventsAfter(0).empty());

        QVERIFY2(server.xrandr(words("--output DUMMY1 --mode 1280x800 --right-of DUMMY0")),
                 qPrintable(server.error()));
        QVERIFY(!capture.waitForEvent(SourceEventKind::Recovered).isEmpty());
        QVERIFY(!capture.hub->isLost());
        painter.fill({1920, 0, 1280, 800}, 0x00cc00);
        const PicturePtr back = capture.waitForColour(1279, 799, 0x00cc00);
        QVERIFY(back);
        QVERIFY(back->serial > held->serial);
        QVERIFY(isFilled(*held, {0, 0, 1280, 800}, 0x0000bb));
        QCOMPARE(capture.hub->eventsAfter(0).size(), std::size_t(2));
    }

    void modeChanges()
    {
        XServer server(XServer::Kind::XorgDummy);
        QVERIFY2(server.start(), qPrintable(server.error()));
        XPainter painter(server.display());
        painter.fill({0, 0, 1920, 1080}, 0x111111);
        const ScreenCapture capture = startCapture(server.display(), monitorSpec({}));
        QVERIFY2(capture.source, qPrintable(capture.error.detail));
        const ScreenCapture region = startCapture(server.display(), regionSpec({1200, 700, 200, 200}));
        QVERIFY2(region.source, qPrintable(region.error.detail));
        std::size_t events = 0;
        for (int round = 0; round < 3; ++round) {
            QVERIFY2(server.xrandr(words("--output DUMMY0 --mode 1280x800")), qPrintable(server.error()));
            QVERIFY(capture.waitFor([](const Picture& picture) { return picture.size == Size{1280, 800}; }));
            QVERIFY(!capture.waitForEvent(SourceEventKind::Changed, events).isEmpty());
            painter.fill({0, 0, 1280, 800}, 0x123456);
            const PicturePtr small = capture.waitForColour(1279, 799, 0x123456);
            QVERIFY(small);
            QVERIFY(isFilled(*small, {0, 0, 1280, 800}, 0x123456));
            // The region now reaches beyond the screen.
            const PicturePtr part = region.waitFor([](const Picture& picture) {
                return colourAt(picture, 79, 99) == 0x123456 && colourAt(picture, 80, 99) == 0;
            });
            QVERIFY(part);
            QCOMPARE(part->size, (Size{200, 200}));
            QVERIFY(isFilled(*part, {0, 0, 80, 100}, 0x123456));
            QVERIFY(isFilled(*part, {80, 0, 120, 200}, 0));
            QVERIFY(isFilled(*part, {0, 100, 200, 100}, 0));
            QVERIFY2(server.xrandr(words("--output DUMMY0 --mode 1920x1080")), qPrintable(server.error()));
            QVERIFY(capture.waitFor([](const Picture& picture) { return picture.size == Size{1920, 1080}; }));
            painter.fill({0, 0, 1920, 1080}, 0x654321);
            QVERIFY(capture.waitForColour(1919, 1079, 0x654321));
            QVERIFY(region.waitForColour(199, 199, 0x654321));
            events = capture.hub->eventsAfter(0).size();
        }
        QVERIFY(!capture.hub->isLost());
        QVERIFY(!region.hub->isLost());
        QVERIFY(region.hub->eventsAfter(0).empty());
    }

    void screenWithoutMonitorsShrinks()
    {
        XServer server(XServer::Kind::Xvfb);
        QVERIFY2(server.start(), qPrintable(server.error()));
        XPainter painter(server.display());
        painter.fill({0, 0, 640, 480}, 0x777777);
        const ScreenCapture capture = startCapture(server.display(), monitorSpec({}));
        QVERIFY2(capture.source, qPrintable(capture.error.detail));
        QVERIFY2(server.xrandr(words("--output screen --off --fb 500x300")), qPrintable(server.error()));
        const PicturePtr small = capture.waitFor([](const Picture& picture) {
            return picture.size == Size{500, 300};
        });
        QVERIFY(small);
        QVERIFY(!capture.hub->isLost());
        painter.fill({0, 0, 500, 300}, 0x070707);
        QVERIFY(capture.waitForColour(499, 299, 0x070707));
    }

    void serverKilledAndStartedAgain()
    {
        XServer server(XServer::Kind::Xvfb);
        QVERIFY2(server.start(), qPrintable(server.error()));
        const QString display = server.display();
        {
            XPainter painter(display);
            painter.fill({0, 0, 640, 480}, 0xabcabc);
        }
        const ScreenCapture capture = startCapture(display, monitorSpec({}, true), eager());
        QVERIFY2(capture.source, qPrintable(capture.error.detail));
        QVERIFY(capture.waitForColour(600, 10, 0xabcabc));
        server.kill();
        QVERIFY(!capture.waitForEvent(SourceEventKind::Lost).isEmpty());
        const PicturePtr held = capture.hub->latest();
        QCOMPARE(colourAt(*held, 600, 10), 0xabcabcU);

        QVERIFY2(server.start(), qPrintable(server.error()));
        QCOMPARE(server.display(), display);
        QVERIFY(!capture.waitForEvent(SourceEventKind::Recovered).isEmpty());
        XPainter painter(display);
        painter.fill({0, 0, 640, 480}, 0x00beef);
        const PicturePtr back = capture.waitForColour(600, 10, 0x00beef);
        QVERIFY(back);
        QVERIFY(back->serial > held->serial);
        QCOMPARE(capture.hub->eventsAfter(0).size(), std::size_t(2));
    }

    void serverKilledForGood()
    {
        XServer server(XServer::Kind::Xvfb);
        QVERIFY2(server.start(), qPrintable(server.error()));
        ScreenCapture capture = startCapture(server.display(), monitorSpec({}));
        QVERIFY2(capture.source, qPrintable(capture.error.detail));
        server.kill();
        QVERIFY(capture.waitForEvent(SourceEventKind::Lost).contains(server.display()));
        capture.source->stop();
        QVERIFY(capture.hub->isLost());
        QVERIFY(!capture.source->start(capture.hub));
    }

    void haltedServerIsLostAndRecovers()
    {
        XServer server(XServer::Kind::Xvfb);
        QVERIFY2(server.start(), qPrintable(server.error()));
        X11Options options = eager();
        options.timeout = std::chrono::milliseconds(400);
        ScreenCapture capture = startCapture(server.display(), monitorSpec({}), options);
        QVERIFY2(capture.source, qPrintable(capture.error.detail));
        server.setHalted(true);
        QVERIFY(!capture.waitForEvent(SourceEventKind::Lost).isEmpty());
        server.setHalted(false);
        QVERIFY(!capture.waitForEvent(SourceEventKind::Recovered).isEmpty());
        server.setHalted(true);
        capture.source->stop(); // returns though the server says nothing
        server.setHalted(false);
    }
};

QTEST_GUILESS_MAIN(X11ChangesTest)
#include "x11_changes_test.moc"
