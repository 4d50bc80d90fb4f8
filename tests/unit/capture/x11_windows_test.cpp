// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/x_painter.h"
#include "support/x_server.h"
#include "support/x_test_window.h"
#include "x11_fixture.h"

#include <QProcess>
#include <QTest>

#include <algorithm>

using namespace reelout;
using namespace reelout::test;

namespace {

QString str(const char* text)
{
    return QString::fromUtf8(text);
}

ScreenSpec windowSpec(const QString& id)
{
    ScreenSpec spec;
    spec.area = ScreenSpec::Area::Window;
    spec.windowId = id;
    spec.cursor = false;
    spec.rate = FrameRate(60, 1);
    return spec;
}

XTestWindow::Options window(const char* title, std::uint32_t colour, const char* application = "Tester")
{
    XTestWindow::Options options;
    options.title = str(title);
    options.colour = colour;
    options.application = str(application);
    return options;
}

std::vector<DeviceInfo> windowsOf(const XServer& server)
{
    auto windows = makeX11Backend(server.display(), systemClock())->windows();
    return windows ? windows.value() : std::vector<DeviceInfo>();
}

bool hasSize(const Picture& picture, int width, int height)
{
    return picture.size == Size{width, height};
}

/// True when the only window, asked for at a height of 60, is shown below the title bar of its frame.
bool isManaged(const XServer& server, const XTestWindow& window)
{
    const std::vector<DeviceInfo> windows = windowsOf(server);
    return windows.size() == 1 && !windows[0].area.isEmpty() && window.place().y > 60;
}

/// A window manager of the test's own; ends with it.
class WindowManager {
public:
    explicit WindowManager(const XServer& server)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(str("DISPLAY"), server.display());
        m_process.setProcessEnvironment(environment);
        m_process.start(str("openbox"), {str("--sm-disable")});
        m_isThere = m_process.waitForStarted(10'000);
    }
    ~WindowManager()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(5000))
            m_process.kill();
        m_process.waitForFinished(5000);
    }
    bool isThere() const { return m_isThere; }

private:
    QProcess m_process;
    bool m_isThere = false;
};

} // namespace

class X11WindowsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void listsWindowsFromTheFront();
    void windowsThatCannotBeHad();
    void coveredWindowIsWhole();
    void onlyWhatChangedIsGrabbed();
    void movesAndChangesItsSize();
    void unmappedHoldsAndComesBack();
    void closedEndsOrHolds_data();
    void closedEndsOrHolds();
    void shadowIsCutOff();
    void bordersAndFrames();
    void minimisedByAWindowManager();
    void pointerOnlyOverTheWindow();
    void watchTellsOfWindows();
};

void X11WindowsTest::listsWindowsFromTheFront()
{
    XServer server(XServer::Kind::Xvfb);
    QVERIFY2(server.start(), qPrintable(server.error()));
    QVERIFY(windowsOf(server).empty());
    const XTestWindow below(server.display(), {10, 20, 200, 100}, window("Below | bar", 0x111111));
    const XTestWindow above(server.display(), {50, 60, 120, 90}, window("Above", 0x222222, "Other"));
    XTestWindow::Options own = window("Own", 0x333333);
    own.isOurs = true;
    const XTestWindow ours(server.display(), {300, 300, 50, 50}, own);
    XTestWindow::Options popup = window("Popup", 0x444444);
    popup.bypassesWindowManager = true;
    const XTestWindow menu(server.display(), {0, 0, 40, 40}, popup);

    const std::vector<DeviceInfo> windows = windowsOf(server);
    QCOMPARE(windows.size(), std::size_t(3));
    QCOMPARE(windows[0].label, str("Own"));
    QVERIFY(windows[0].isOwn);
    QVERIFY(!windows[0].isDefault);
    QCOMPARE(windows[1].label, str("Above"));
    QVERIFY(windows[1].isDefault);
    QCOMPARE(windows[1].detail, str("Other, 120 × 90"));
    QCOMPARE(windows[1].area, (Rect{50, 60, 120, 90}));
    QCOMPARE(windows[2].id, str("Tester|Below | bar|0x") + QString::number(below.id(), 16));

    const ScreenCapture front = startCapture(server.display(), windowSpec({}));
    QVERIFY2(front.source, qPrintable(front.error.detail));
    QVERIFY(hasSize(*front.hub->latest(), 120, 90));
    QVERIFY(front.waitForColour(60, 45, 0x222222));
}

void X11WindowsTest::windowsThatCannotBeHad()
{
    XServer server(XServer::Kind::Xvfb);
    QVERIFY2(server.start(), qPrintable(server.error()));
    QCOMPARE(startCapture(server.display(), windowSpec({})).error.code, ErrorCode::NotFound);
    const XTestWindow there(server.display(), {10, 20, 200, 100}, window("There", 0x111111));
    const ScreenCapture none = startCapture(server.display(), windowSpec(str("Nobody|Nothing|0x99999999")));
    QCOMPARE(none.error.code, ErrorCode::NotFound);
    QVERIFY2(none.error.detail.contains(str("\"Nothing\"")) && none.error.detail.contains(str("\"There\"")),
             qPrintable(none.error.detail));

    XServer old(XServer::Kind::Xvfb, {{320, 200}, 24, {str("Composite")}});
    QVERIFY2(old.start(), qPrintable(old.error()));
    const XTestWindow plain(old.display(), {10, 20, 100, 100}, window("Plain", 0x111111));
    const ScreenCapture refused = startCapture(old.display(), windowSpec({}));
    QCOMPARE(refused.error.code, ErrorCode::Unsupported);
    QVERIFY2(refused.error.detail.contains(str("Composite")), qPrintable(refused.error.detail));
}

void X11WindowsTest::coveredWindowIsWhole()
{
    XServer server(XServer::Kind::Xvfb);
    QVERIFY2(server.start(), qPrintable(server.error()));
    XTestWindow target(server.display(), {10, 20, 300, 200}, window("Target", 0xaa0000));
    const XTestWindow cover(server.display(), {0, 0, 400, 300}, window("Cover", 0x0000bb));
    const ScreenCapture capture = startCapture(server.display(), windowSpec(str("Tester|Target|")));
    QVERIFY2(capture.source, qPrintable(capture.error.detail));
    QVERIFY(hasSize(*capture.hub->latest(), 300, 200));
    PicturePtr whole = capture.waitForColour(299, 199, 0xaa0000);
    QVERIFY(whole);
    QVERIFY(isFilled(*whole, {0, 0, 300, 200}, 0xaa0000));
    target.fill({20, 30, 50, 40}, 0x00ff00);
    whole = capture.waitForColour(69, 69, 0x00ff00);
    QVERIFY(whole);
    QVERIFY(isFilled(*whole, {20, 30, 50, 40}, 0x00ff00));
    QVERIFY(isFilled(*whole, {0, 0, 300, 30}, 0xaa0000));
    QVERIFY(isFilled(*whole, {0, 70, 300, 130}, 0xaa0000));
    // Beyond the screen it is there, too.
    target.move(-150, -100);
    target.fill({0, 0, 30, 30}, 0x123456);
    QVERIFY(capture.waitForColour(29, 29, 0x123456));
    QVERIFY(capture.hub->eventsAfter(0).empty());
}

void X11WindowsTest::onlyWhatChangedIsGrabbed()
{
    XServer server(XServer::Kind::Xvfb);
    QVERIFY2(server.start(), qPrintable(server.error()));
    XTestWindow target(server.display(), {10, 20, 300, 200}, window("Target", 0xaa0000));
    const ScreenCapture capture = startCapture(server.display(), windowSpec(str("Tester|Target|")));
    QVERIFY2(capture.source, qPrintable(capture.error.detail));
    QVERIFY(capture.waitForTicks(5));
    const std::uint64_t before = capture.hub->latest()->serial;
    QVERIFY(capture.waitForTicks(10));
    QCOMPARE(capture.hub->latest()->serial, before);
    target.fill({5, 50, 10, 4}, 0x00ff00);
    const PicturePtr changed = capture.waitForColour(14, 53, 0x00ff00);
    QVERIFY(changed);
    QVERIFY(changed->damageKnown);
    QCOMPARE(changed->damage, (std::vector<Rect>{{5, 50, 10, 4}}));
}

void X11WindowsTest::movesAndChangesItsSize()
{
    XServer server(XServer::Kind::Xvfb);
    QVERIFY2(server.start(), qPrintable(server.error()));
    XTestWindow target(server.display(), {10, 20, 300, 200}, window("Target", 0xaa0000));
    const ScreenCapture capture = startCapture(server.display(), windowSpec(str("Tester|Target|")));
    QVERIFY2(capture.source, qPrintable(capture.error.detail));
    target.move(200, 150);
    target.fill({0, 0, 10, 10}, 0x0000ff);
    QVERIFY(capture.waitForColour(9, 9, 0x0000ff));
    target.resize(400, 250);
    target.fill({0, 0, 400, 250}, 0x00cc00);
    const PicturePtr bigger = capture.waitFor([](const Picture& picture) {
        return hasSize(picture, 400, 250) && colourAt(picture, 399, 249) == 0x00cc00;
    });
    QVERIFY(bigger);
    QVERIFY(isFilled(*bigger, {0, 0, 400, 250}, 0x00cc00));
    target.resize(101, 77);
    target.fill({0, 0, 101, 77}, 0xcccc00);
    QVERIFY(capture.waitFor([](const Picture& picture) {
        return hasSize(picture, 101, 77) && isFilled(picture, {0, 0, 101, 77}, 0xcccc00);
    }));
    // It is said once, when the size stays.
    QVERIFY(capture.waitForEvent(SourceEventKind::Changed).contains(str("101×77")));
    QCOMPARE(capture.hub->eventsAfter(0).size(), std::size_t(1));
}

void X11WindowsTest::unmappedHoldsAndComesBack()
{
    XServer server(XServer::Kind::Xvfb);
    QVERIFY2(server.start(), qPrintable(server.error()));
    XTestWindow target(server.display(), {10, 20, 300, 200}, window("Target", 0xaa0000));
    const ScreenCapture capture = startCapture(server.display(), windowSpec(str("Tester|Target|")));
    QVERIFY2(capture.source, qPrintable(capture.error.detail));
    target.fill({0, 0, 300, 200}, 0x00ff00);
    QVERIFY(capture.waitForColour(299, 199, 0x00ff00));
    target.unmap();
    const QString words = capture.waitForEvent(SourceEventKind::Lost);
    QVERIFY2(words.contains(str("\"Target\"")) && words.contains(str("minimised")), qPrintable(words));
    QVERIFY(capture.hub->isLost());
    QVERIFY(isFilled(*capture.hub->latest(), {0, 0, 300, 200}, 0x00ff00));
    target.map();
    QVERIFY(!capture.waitForEvent(SourceEventKind::Recovered).isEmpty());
    target.fill({0, 0, 300, 200}, 0x0000ff);
    QVERIFY(capture.waitForColour(299, 199, 0x0000ff));
    QVERIFY(!capture.hub->isLost());
}

void X11WindowsTest::closedEndsOrHolds_data()
{
    QTest::addColumn<bool>("holds");
    QTest::newRow("ends") << false;
    QTest::newRow("holds") << true;
}

void X11WindowsTest::closedEndsOrHolds()
{
    QFETCH(bool, holds);
    XServer server(XServer::Kind::Xvfb);
    QVERIFY2(server.start(), qPrintable(server.error()));
    auto target = std::make_unique<XTestWindow>(server.display(), Rect{10, 20, 300, 200},
                                                window("Letter — Tester", 0xaa0000));
    ScreenSpec spec = windowSpec({});
    spec.holdsClosedWindow = holds;
    const ScreenCapture capture = startCapture(server.display(), spec);
    QVERIFY2(capture.source, qPrintable(capture.error.detail));
    QVERIFY(capture.waitForColour(299, 199, 0xaa0000));
    const XTestWindow stranger(server.display(), {0, 0, 50, 50}, window("Stranger", 0x999999, "Stranger"));
    target->destroy();
    const QString words = capture.waitForEvent(holds ? SourceEventKind::Lost : SourceEventKind::Ended);
    QVERIFY2(words.contains(str("closed")), qPrintable(words));
    QVERIFY(capture.hub->isLost());
    QVERIFY(isFilled(*capture.hub->latest(), {0, 0, 300, 200}, 0xaa0000));
    QCOMPARE(capture.hub->eventsAfter(0).size(), std::size_t(1));
    // The same program's next one takes its place, nobody else's.
    target = std::make_unique<XTestWindow>(server.display(), Rect{60, 70, 200, 100},
                                           window("Bill — Tester", 0x00dd00));
    QVERIFY(!capture.waitForEvent(SourceEventKind::Recovered).isEmpty());
    QVERIFY(capture.waitFor([](const Picture& picture) {
        return hasSize(picture, 200, 100) && colourAt(picture, 199, 99) == 0x00dd00;
    }));
}

void X11WindowsTest::shadowIsCutOff()
{
    XServer server(XServer::Kind::Xvfb);
    QVERIFY2(server.start(), qPrintable(server.error()));
    XTestWindow target(server.display(), {10, 20, 300, 200}, window("Target", 0x333333));
    target.setShadow(20);
    const ScreenCapture capture = startCapture(server.display(), windowSpec(str("Tester|Target|")));
    QVERIFY2(capture.source, qPrintable(capture.error.detail));
    QVERIFY(hasSize(*capture.hub->latest(), 260, 160));
    target.fill({20, 20, 260, 160}, 0x00ff00);
    const PicturePtr inner = capture.waitForColour(259, 159, 0x00ff00);
    QVERIFY(inner);
    QVERIFY(isFilled(*inner, {0, 0, 260, 160}, 0x00ff00));
    // As when a window is maximised.
    target.setShadow(0);
    QVERIFY(capture.waitFor([](const Picture& picture) { return hasSize(picture, 300, 200); }));
}

void X11WindowsTest::bordersAndFrames()
{
    XServer server(XServer::Kind::Xvfb);
    QVERIFY2(server.start(), qPrintable(server.error()));
    XTestWindow::Options options = window("Target", 0xaa0000);
    options.border = 7;
    XTestWindow bordered(server.display(), {10, 20, 300, 200}, options);
    const ScreenCapture plain = startCapture(server.display(), windowSpec(str("Tester|Target|")));
    QVERIFY2(plain.source, qPrintable(plain.error.detail));
    QVERIFY(hasSize(*plain.hub->latest(), 300, 200));
    bordered.fill({0, 100, 300, 1}, 0x00ff00);
    const PicturePtr line = plain.waitForColour(299, 100, 0x00ff00);
    QVERIFY(line);
    QVERIFY(isFilled(*line, {0, 101, 300, 99}, 0xaa0000));
    bordered.destroy();

    const WindowManager manager(server);
    QVERIFY(manager.isThere());
    XTestWindow target(server.display(), {50, 60, 200, 150}, window("Framed", 0x0000aa));
    // The frame moves it out of the way of the title bar.
    QVERIFY(waitUntil([&] { return isManaged(server, target); }));
    ScreenSpec spec = windowSpec(str("Tester|Framed|"));
    const ScreenCapture content = startCapture(server.display(), spec);
    QVERIFY2(content.source, qPrintable(content.error.detail));
    QVERIFY(content.waitFor([](const Picture& picture) {
        return hasSize(picture, 200, 150) && isFilled(picture, {0, 0, 200, 150}, 0x0000aa);
    }));
    spec.windowFrame = true;
    const ScreenCapture framed = startCapture(server.display(), spec);
    QVERIFY2(framed.source, qPrintable(framed.error.detail));
    const PicturePtr whole = framed.hub->latest();
    QVERIFY(whole->size.width >= 200 && whole->size.height > 160);
    target.fill({0, 0, 200, 150}, 0x00bb00);
    QVERIFY(content.waitForColour(199, 149, 0x00bb00));
    QVERIFY(framed.waitFor([](const Picture& picture) {
        const int bottom = picture.size.height - 12;
        return colourAt(picture, picture.size.width / 2, bottom) == 0x00bb00 &&
               colourAt(picture, picture.size.width / 2, 2) != 0x00bb00;
    }));
}

void X11WindowsTest::minimisedByAWindowManager()
{
    XServer server(XServer::Kind::Xvfb);
    QVERIFY2(server.start(), qPrintable(server.error()));
    const WindowManager manager(server);
    QVERIFY(manager.isThere());
    XTestWindow target(server.display(), {50, 60, 200, 150}, window("Framed", 0x0000aa));
    QVERIFY(waitUntil([&] { return isManaged(server, target); }));
    const ScreenCapture capture = startCapture(server.display(), windowSpec(str("Tester|Framed|")));
    QVERIFY2(capture.source, qPrintable(capture.error.detail));
    QVERIFY(capture.waitForColour(199, 149, 0x0000aa));
    target.minimise();
    QVERIFY(capture.waitForEvent(SourceEventKind::Lost).contains(str("minimised")));
    QVERIFY(isFilled(*capture.hub->latest(), {0, 0, 200, 150}, 0x0000aa));
    const std::vector<DeviceInfo> hidden = windowsOf(server);
    QCOMPARE(hidden.size(), std::size_t(1));
    QVERIFY2(hidden[0].detail.contains(str("minimised")) && hidden[0].area.isEmpty(),
             qPrintable(hidden[0].detail));
    target.map();
    QVERIFY(!capture.waitForEvent(SourceEventKind::Recovered).isEmpty());
    // Window managers show it in several steps, with its own background in between.
    QVERIFY(waitUntil([&] {
        target.fill({0, 0, 200, 150}, 0x00bb00);
        return colourAt(*capture.hub->latest(), 199, 149) == 0x00bb00;
    }));
    // Closed as most programs close: withdrawn, and listed no more.
    target.unmap();
    QVERIFY(capture.waitForEvent(SourceEventKind::Ended).contains(str("closed")));
    target.map();
    QVERIFY(!capture.waitForEvent(SourceEventKind::Recovered, 3).isEmpty());
}

void X11WindowsTest::pointerOnlyOverTheWindow()
{
    XServer server(XServer::Kind::Xvfb);
    QVERIFY2(server.start(), qPrintable(server.error()));
    XPainter painter(server.display());
    painter.setPointer(6, 2, 3, 0x00ff00);
    const XTestWindow target(server.display(), {100, 100, 200, 150}, window("Target", 0xaa0000));
    const XTestWindow cover(server.display(), {250, 100, 200, 150}, window("Cover", 0x0000bb));
    painter.movePointer(150, 140);
    ScreenSpec spec = windowSpec(str("Tester|Target|"));
    spec.cursor = true;
    const ScreenCapture capture = startCapture(server.display(), spec);
    QVERIFY2(capture.source, qPrintable(capture.error.detail));
    const PicturePtr pointed = capture.waitForColour(50, 40, 0x00ff00);
    QVERIFY(pointed);
    QVERIFY(isFilled(*pointed, {48, 37, 6, 6}, 0x00ff00));
    painter.movePointer(270, 140); // over what covers it
    const PicturePtr bare = capture.waitForColour(50, 40, 0xaa0000);
    QVERIFY(bare);
    QVERIFY(isFilled(*bare, {0, 0, 200, 150}, 0xaa0000));

    // Another size: the tip stays where it points.
    painter.movePointer(150, 140);
    spec.cursorScale = 2.0;
    const ScreenCapture big = startCapture(server.display(), spec);
    QVERIFY2(big.source, qPrintable(big.error.detail));
    const PicturePtr doubled = big.waitForColour(50, 40, 0x00ff00);
    QVERIFY(doubled);
    QVERIFY(isFilled(*doubled, {45, 33, 12, 12}, 0x00ff00));
    QCOMPARE(colourAt(*doubled, 44, 40), 0xaa0000U);
    QCOMPARE(colourAt(*doubled, 57, 40), 0xaa0000U);
}

void X11WindowsTest::watchTellsOfWindows()
{
    XServer server(XServer::Kind::Xvfb);
    QVERIFY2(server.start(), qPrintable(server.error()));
    const WindowManager manager(server);
    QVERIFY(manager.isThere());
    std::atomic<int> told{0};
    const auto backend = makeX11Backend(server.display(), systemClock());
    auto watch = backend->watch([&] { ++told; });
    QVERIFY(waitUntil([&] { return told > 0; }));
    const int before = told;
    const XTestWindow target(server.display(), {50, 60, 200, 150}, window("New", 0x0000aa));
    QVERIFY(waitUntil([&] { return told > before && windowsOf(server).size() == 1; }));
    watch.reset();
    const int after = told;
    const XTestWindow another(server.display(), {50, 60, 200, 150}, window("Newer", 0x0000aa));
    QVERIFY(waitUntil([&] { return windowsOf(server).size() == 2; }));
    QCOMPARE(told.load(), after);
}

QTEST_GUILESS_MAIN(X11WindowsTest)
#include "x11_windows_test.moc"
