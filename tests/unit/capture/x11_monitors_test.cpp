// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/x_painter.h"
#include "support/x_server.h"
#include "x11_fixture.h"

#include <QElapsedTimer>
#include <QTest>

using namespace reelout;
using namespace reelout::test;

namespace {

std::vector<DeviceInfo> monitorsOf(const XServer& server)
{
    auto monitors = makeX11Backend(server.display(), systemClock())->monitors();
    return monitors ? monitors.value() : std::vector<DeviceInfo>();
}

X11Options impatient()
{
    X11Options options;
    options.timeout = std::chrono::milliseconds(300);
    return options;
}

} // namespace

class X11MonitorsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void noDisplay_data()
    {
        QTest::addColumn<QString>("display");
        QTest::addColumn<QString>("words");
        QTest::newRow("unset") << QString() << QStringLiteral("DISPLAY is not set");
        QTest::newRow("nobody there") << QStringLiteral(":59999") << QStringLiteral("can't be reached");
        QTest::newRow("nonsense") << QStringLiteral("nonsense") << QStringLiteral("no name");
    }
    void noDisplay()
    {
        QFETCH(QString, display);
        QFETCH(QString, words);
        const auto backend = makeX11Backend(display, systemClock());
        const auto monitors = backend->monitors();
        QVERIFY(!monitors);
        QCOMPARE(monitors.error().code, ErrorCode::NoDisplay);
        QVERIFY2(monitors.error().detail.contains(words), qPrintable(monitors.error().detail));
        const auto source = backend->open(monitorSpec({}));
        QVERIFY(!source);
        QCOMPARE(source.error().code, ErrorCode::NoDisplay);
    }

    void hungServerIsGivenUp()
    {
        XServer server(XServer::Kind::Xvfb);
        QVERIFY2(server.start(), qPrintable(server.error()));
        const auto backend = makeX11Backend(server.display(), systemClock(), impatient());
        auto opened = backend->open(monitorSpec({}));
        QVERIFY(opened);
        server.setHalted(true);
        const auto monitors = backend->monitors();
        QVERIFY(!monitors);
        QCOMPARE(monitors.error().code, ErrorCode::NoDisplay);
        const Status started = (*opened)->start(std::make_shared<PictureHub>());
        QVERIFY(!started);
        QVERIFY(started.error().code == ErrorCode::NoDisplay || started.error().code == ErrorCode::TimedOut);
        server.setHalted(false);
        QVERIFY(backend->monitors());
    }

    void waylandSessionsGoThroughThePortal()
    {
        const QByteArray display = qgetenv("DISPLAY");
        qunsetenv("DISPLAY");
        qputenv("WAYLAND_DISPLAY", "wayland-0");
        const auto backend = makeScreenBackend();
        qunsetenv("WAYLAND_DISPLAY");
        const auto bare = makeScreenBackend();
        if (!display.isEmpty())
            qputenv("DISPLAY", display);
        QCOMPARE(backend->name(), QStringLiteral("Wayland"));
        QVERIFY(!backend->abilities().lists); // one entry stands for what the dialog offers
        QCOMPARE(backend->monitors()->size(), std::size_t(1));
        QCOMPARE(bare->name(), QStringLiteral("X11"));
        QCOMPARE(bare->monitors().error().code, ErrorCode::NoDisplay);
    }

    void oneMonitor()
    {
        XServer server(XServer::Kind::Xvfb);
        QVERIFY2(server.start(), qPrintable(server.error()));
        const auto monitors = monitorsOf(server);
        QCOMPARE(monitors.size(), std::size_t(1));
        QCOMPARE(monitors[0].id, QStringLiteral("screen"));
        QCOMPARE(monitors[0].label, QStringLiteral("screen 640×480"));
        QCOMPARE(monitors[0].kind, QStringLiteral("monitor"));
        QCOMPARE(monitors[0].area, (Rect{0, 0, 640, 480}));
        QVERIFY(monitors[0].isDefault);
    }

    void monitorsMadeByPeople()
    {
        XServer server(XServer::Kind::Xvfb);
        QVERIFY2(server.start(), qPrintable(server.error()));
        QVERIFY2(server.xrandr({QStringLiteral("--setmonitor"), QStringLiteral("L"),
                                QStringLiteral("240/100x480/200+0+0"), QStringLiteral("screen")}),
                 qPrintable(server.error()));
        QVERIFY2(server.xrandr({QStringLiteral("--setmonitor"), QStringLiteral("R"),
                                QStringLiteral("400/200x480/200+240+0"), QStringLiteral("none")}),
                 qPrintable(server.error()));
        const auto monitors = monitorsOf(server);
        QCOMPARE(monitors.size(), std::size_t(2));
        QCOMPARE(monitors[0].id, QStringLiteral("L"));
        QCOMPARE(monitors[1].id, QStringLiteral("R"));
        QCOMPARE(monitors[1].area, (Rect{240, 0, 400, 480}));
        QVERIFY(monitors[0].isDefault != monitors[1].isDefault);
    }

    void screenWithoutMonitorsOrRandr()
    {
        XServer server(XServer::Kind::Xvfb);
        QVERIFY2(server.start(), qPrintable(server.error()));
        QVERIFY2(server.xrandr({QStringLiteral("--output"), QStringLiteral("screen"), QStringLiteral("--off"),
                                QStringLiteral("--fb"), QStringLiteral("500x300")}),
                 qPrintable(server.error()));
        auto monitors = monitorsOf(server);
        QCOMPARE(monitors.size(), std::size_t(1));
        QCOMPARE(monitors[0].id, QStringLiteral("screen"));
        QCOMPARE(monitors[0].area, (Rect{0, 0, 500, 300}));

        XServer bare(XServer::Kind::Xvfb, {{320, 200}, 24, {QStringLiteral("RANDR")}});
        QVERIFY2(bare.start(), qPrintable(bare.error()));
        monitors = monitorsOf(bare);
        QCOMPARE(monitors.size(), std::size_t(1));
        QCOMPARE(monitors[0].area, (Rect{0, 0, 320, 200}));
        QVERIFY(monitors[0].isDefault);
    }

    void identityFollowsTheMonitor()
    {
        XServer server(XServer::Kind::XorgDummy);
        QVERIFY2(server.start(), qPrintable(server.error()));
        auto monitors = monitorsOf(server);
        QCOMPARE(monitors.size(), std::size_t(1));
        QCOMPARE(monitors[0].id, QStringLiteral("DUMMY0"));
        QCOMPARE(monitors[0].label, QStringLiteral("DUMMY0 1920×1080"));
        QVERIFY2(monitors[0].detail.startsWith(QStringLiteral("1920 × 1080, 59.9")),
                 qPrintable(monitors[0].detail));

        XPainter painter(server.display());
        QVERIFY(painter.isValid());
        painter.setEdid("DUMMY0", QByteArray(128, 'a'));
        const QString first = monitorsOf(server)[0].id;
        QVERIFY2(first.startsWith(QStringLiteral("DUMMY0:")), qPrintable(first));
        painter.setEdid("DUMMY0", QByteArray(128, 'b'));
        const QString second = monitorsOf(server)[0].id;
        QVERIFY(first != second);
        painter.setEdid("DUMMY0", QByteArray(128, 'a'));
        QCOMPARE(monitorsOf(server)[0].id, first);
    }

    void twoMonitorsAndThePrimary()
    {
        XServer server(XServer::Kind::XorgDummy);
        QVERIFY2(server.start(), qPrintable(server.error()));
        QVERIFY2(server.xrandr(
                     {QStringLiteral("--addmode"), QStringLiteral("DUMMY1"), QStringLiteral("1280x800")}),
                 qPrintable(server.error()));
        QVERIFY2(
            server.xrandr({QStringLiteral("--output"), QStringLiteral("DUMMY1"), QStringLiteral("--mode"),
                           QStringLiteral("1280x800"), QStringLiteral("--right-of"), QStringLiteral("DUMMY0"),
                           QStringLiteral("--primary")}),
            qPrintable(server.error()));
        const auto monitors = monitorsOf(server);
        QCOMPARE(monitors.size(), std::size_t(2));
        for (const DeviceInfo& monitor : monitors) {
            QCOMPARE(monitor.isDefault, monitor.id == QStringLiteral("DUMMY1"));
            QCOMPARE(monitor.area, monitor.isDefault ? (Rect{1920, 0, 1280, 800}) : (Rect{0, 0, 1920, 1080}));
        }
        const ScreenCapture capture = startCapture(server.display(), monitorSpec({}));
        QVERIFY2(capture.source, qPrintable(capture.error.detail));
        QCOMPARE(capture.hub->latest()->size, (Size{1280, 800}));
    }

    void identityFollowsTheSocket()
    {
        XServer server(XServer::Kind::XorgDummy);
        QVERIFY2(server.start(), qPrintable(server.error()));
        XPainter painter(server.display());
        const auto words = [](const char* text) { return QString::fromLatin1(text).split(QLatin1Char(' ')); };
        painter.setEdid("DUMMY0", QByteArray(128, 'a'));
        painter.setEdid("DUMMY1", QByteArray(128, 'b'));
        QVERIFY2(server.xrandr(words("--addmode DUMMY1 1280x800")), qPrintable(server.error()));
        QVERIFY2(server.xrandr(words("--addmode DUMMY2 1280x800")), qPrintable(server.error()));
        QVERIFY2(server.xrandr(words("--output DUMMY1 --mode 1280x800 --right-of DUMMY0")),
                 qPrintable(server.error()));
        const QString id = monitorsOf(server)[1].id;
        QVERIFY2(id.startsWith(QStringLiteral("DUMMY1:")), qPrintable(id));
        const ScreenCapture capture = startCapture(server.display(), monitorSpec(id));
        QVERIFY2(capture.source, qPrintable(capture.error.detail));
        // The same monitor at another socket, as docks and graphics cards have it.
        QVERIFY2(server.xrandr(words("--output DUMMY1 --off")), qPrintable(server.error()));
        QVERIFY(!capture.waitForEvent(SourceEventKind::Lost).isEmpty());
        painter.setEdid("DUMMY1", QByteArray(128, 'c'));
        painter.setEdid("DUMMY2", QByteArray(128, 'b'));
        QVERIFY2(server.xrandr(words("--output DUMMY2 --mode 1280x800 --right-of DUMMY0")),
                 qPrintable(server.error()));
        QVERIFY(!capture.waitForEvent(SourceEventKind::Recovered).isEmpty());
        painter.fill({1920, 0, 1280, 800}, 0x00cc00);
        QVERIFY(capture.waitForColour(1279, 799, 0x00cc00));
        // As people write it: what is plugged in there.
        const ScreenCapture plain = startCapture(server.display(), monitorSpec(QStringLiteral("DUMMY2")));
        QVERIFY2(plain.source, qPrintable(plain.error.detail));
        // Of two that can't be told apart none is taken for the other.
        painter.setEdid("DUMMY0", QByteArray(128, 'b'));
        QCOMPARE(startCapture(server.display(), monitorSpec(id)).error.code, ErrorCode::NotFound);
    }

    void threeMonitorsOfDifferentSizes()
    {
        XServer server(XServer::Kind::XorgDummy);
        QVERIFY2(server.start(), qPrintable(server.error()));
        const auto words = [](const char* text) { return QString::fromLatin1(text).split(QLatin1Char(' ')); };
        for (const char* command : {"--addmode DUMMY1 1280x800", "--addmode DUMMY2 800x600",
                                    "--output DUMMY1 --mode 1280x800 --pos 1920x100",
                                    "--output DUMMY2 --mode 800x600 --pos 200x1080"})
            QVERIFY2(server.xrandr(words(command)), qPrintable(server.error()));
        XPainter painter(server.display());
        painter.fill({0, 0, 1920, 1080}, 0xaa0000);
        painter.fill({1920, 100, 1280, 800}, 0x00bb00);
        painter.fill({200, 1080, 800, 600}, 0x0000cc);
        const auto one = [&](const char* id, Size size, std::uint32_t colour) {
            const ScreenCapture capture = startCapture(server.display(), monitorSpec(QLatin1String(id)));
            return capture.source && capture.hub->latest()->size == size &&
                   isFilled(*capture.hub->latest(), {0, 0, size.width, size.height}, colour);
        };
        QVERIFY(one("DUMMY0", {1920, 1080}, 0xaa0000));
        QVERIFY(one("DUMMY1", {1280, 800}, 0x00bb00));
        QVERIFY(one("DUMMY2", {800, 600}, 0x0000cc));
        ScreenSpec spec = monitorSpec({});
        spec.area = ScreenSpec::Area::AllMonitors;
        const ScreenCapture all = startCapture(server.display(), spec);
        QVERIFY2(all.source, qPrintable(all.error.detail));
        const PicturePtr whole = all.hub->latest();
        QCOMPARE(whole->size, (Size{3200, 1680}));
        QVERIFY(isFilled(*whole, {0, 0, 1920, 1080}, 0xaa0000));
        QVERIFY(isFilled(*whole, {1920, 100, 1280, 800}, 0x00bb00));
        QVERIFY(isFilled(*whole, {200, 1080, 800, 600}, 0x0000cc));
        const ScreenCapture across = startCapture(server.display(), regionSpec({900, 1000, 1200, 200}));
        QVERIFY2(across.source, qPrintable(across.error.detail));
        const PicturePtr part = across.hub->latest();
        QVERIFY(isFilled(*part, {0, 0, 1020, 80}, 0xaa0000));
        QVERIFY(isFilled(*part, {0, 80, 100, 120}, 0x0000cc));
        QCOMPARE(colourAt(*part, 1100, 10), 0U); // between the monitors nothing is shown
    }

    void unknownMonitorNamesWhatThereIs()
    {
        XServer server(XServer::Kind::Xvfb);
        QVERIFY2(server.start(), qPrintable(server.error()));
        const ScreenCapture capture = startCapture(server.display(), monitorSpec(QStringLiteral("HDMI-9")));
        QVERIFY(!capture.source);
        QCOMPARE(capture.error.code, ErrorCode::NotFound);
        QVERIFY(capture.error.detail.contains(QStringLiteral("HDMI-9")));
        QVERIFY(capture.error.detail.contains(QStringLiteral("screen")));
    }

    void impossibleRegions_data()
    {
        QTest::addColumn<QRect>("region");
        QTest::newRow("outside") << QRect(640, 0, 100, 100);
        QTest::newRow("left of it") << QRect(-100, 0, 100, 100);
        QTest::newRow("empty") << QRect(0, 0, 0, 100);
        QTest::newRow("too long") << QRect(0, 0, 40000, 1);
    }
    void impossibleRegions()
    {
        QFETCH(QRect, region);
        XServer server(XServer::Kind::Xvfb);
        QVERIFY2(server.start(), qPrintable(server.error()));
        const ScreenCapture capture = startCapture(
            server.display(), regionSpec({region.x(), region.y(), region.width(), region.height()}));
        QVERIFY(!capture.source);
        QCOMPARE(capture.error.code, ErrorCode::InvalidParameter);
    }
};

QTEST_GUILESS_MAIN(X11MonitorsTest)
#include "x11_monitors_test.moc"
