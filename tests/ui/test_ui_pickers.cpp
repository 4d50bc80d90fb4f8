// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/temp_folder.h"
#include "ui/access_checks.h"
#include "ui/main_window.h"
#include "ui/pickers/frozen_desktop.h"
#include "ui/pickers/picker_host.h"
#include "ui/pickers/recording_frames.h"
#include "ui/pickers/region_drawing.h"
#include "ui/viewport/viewport_panel.h"

#include <QApplication>
#include <QDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <atomic>

using namespace reelout;
using namespace reelout::test;

namespace {

using Grip = RegionDrawing::Grip;
using Snapping = RegionDrawing::Snapping;

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

/// A source with one picture.
class StillSource final : public PictureSource {
public:
    explicit StillSource(Size size) : m_size(size) {}
    Status start(std::shared_ptr<PictureHub> hub) override
    {
        const std::shared_ptr<Picture> picture = PicturePool().acquire(PixelFormat::Bgrx8, m_size);
        for (int y = 0; y < m_size.height; ++y)
            std::fill_n(picture->row(0, y), m_size.width * 4, std::uint8_t(0x60));
        picture->serial = 1;
        picture->captured = systemClock().now();
        hub->publish(picture);
        return {};
    }
    void stop() override {}

private:
    Size m_size;
};

/// A desktop with one monitor and two windows, one over the other, and one that is minimised.
class Desktop final : public ScreenBackend {
public:
    QString name() const override { return q("Testland"); }
    Result<std::vector<DeviceInfo>> monitors() override
    {
        DeviceInfo monitor;
        monitor.id = q("one");
        monitor.area = {0, 0, 800, 800};
        monitor.isDefault = true;
        return std::vector<DeviceInfo>{monitor};
    }
    Result<std::vector<DeviceInfo>> windows() override
    {
        return std::vector<DeviceInfo>{window("App|Front|0x1", {100, 100, 200, 150}),
                                       window("App|Back|0x2", {50, 50, 400, 300}),
                                       window("App|Away|0x3", {})};
    }
    Result<std::unique_ptr<PictureSource>> open(const ScreenSpec& spec) override
    {
        if (fails)
            return makeError(ErrorCode::NoDisplay, q("open"), q("the screen went"));
        const bool isWindow = spec.area == ScreenSpec::Area::Window;
        return std::unique_ptr<PictureSource>(
            std::make_unique<StillSource>(isWindow ? Size{200, 150} : Size{800, 800}));
    }
    std::atomic<bool> fails{false};

private:
    static DeviceInfo window(const char* id, Rect area)
    {
        DeviceInfo info;
        info.id = q(id);
        info.label = info.id.section(QLatin1Char('|'), 1, 1);
        info.detail = q("App");
        info.area = area;
        return info;
    }
};

class NoSound final : public SoundBackend {
public:
    QString name() const override { return q("none"); }
    Result<std::vector<DeviceInfo>> devices() override { return std::vector<DeviceInfo>(); }
    Result<std::unique_ptr<AudioSource>> open(const SoundDeviceSpec&) override
    {
        return makeError(ErrorCode::NoSoundServer, q("open"), {});
    }
};

struct Fixture {
    Fixture()
    {
        EngineServices services;
        services.screens = desktop;
        services.sounds = std::make_shared<NoSound>();
        services.moviesFolder = folder.path();
        engine = std::make_unique<Engine>(project, services);
        grab = *project.add(q("screengrab"));
        window = std::make_unique<MainWindow>(*engine);
        window->viewportPanel().setPreviewOn(false);
        window->show();
    }
    ParamSet& params() const { return grab->params(); }
    Status pulse(const char* area, const char* parameter) const
    {
        REELOUT_TRY(params().set(q("area"), q(area)));
        return params().pulse(q(parameter));
    }
    /// The screen that covers all, once it is there.
    static FrozenScreen* frozen()
    {
        for (QWidget* widget : QApplication::topLevelWidgets()) {
            auto* screen = qobject_cast<FrozenScreen*>(widget);
            if (screen && screen->isVisible())
                return screen;
        }
        return nullptr;
    }
    /// The one that shows windows to choose from; the program has others.
    QDialog* dialog() const
    {
        for (auto* each : window->findChildren<QDialog*>()) {
            if (each->isVisible() && each->windowTitle() == q("Pick a Window"))
                return each;
        }
        return nullptr;
    }
    static void drag(QWidget& on, QPoint from, QPoint to)
    {
        QTest::mousePress(&on, Qt::LeftButton, {}, from);
        QTest::mouseMove(&on, (from + to) / 2);
        QTest::mouseMove(&on, to);
        QTest::mouseRelease(&on, Qt::LeftButton, {}, to);
    }
    QRect region() const
    {
        return {params().integer(q("positionx")), params().integer(q("positiony")),
                params().integer(q("sizew")), params().integer(q("sizeh"))};
    }

    TempFolder folder;
    std::shared_ptr<Desktop> desktop = std::make_shared<Desktop>();
    Project project;
    std::unique_ptr<Engine> engine;
    Operator* grab = nullptr;
    std::unique_ptr<MainWindow> window;
};

} // namespace

class TestUiPickers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void drawsMovesAndPulls();
    void snapsToEdges();
    void staysOnTheDesktop();
    void goesByKeyboard();
    void frameIsOutsideItsRegion();
    void regionIsDrawnOnTheScreen();
    void escapeLeavesEverything();
    void clickTakesAWindowsPlace();
    void windowIsChosenFromTheList();
    void pickersAreAccessible();
    void windowIsClicked();
    void failureIsSaid();
    void severalOperatorsAtOnce();
    void recordedRegionHasAFrame();
};

void TestUiPickers::drawsMovesAndPulls()
{
    RegionDrawing drawing({0, 0, 1000, 800}, {}, 8);
    QCOMPARE(drawing.gripAt({50, 50}), Grip::None);
    drawing.press({100, 100});
    drawing.drag({300, 250}, Snapping::On);
    QCOMPARE(drawing.region(), QRect(100, 100, 200, 150));
    drawing.release();
    QVERIFY(!drawing.isDragging());
    // To the left and upwards as well.
    drawing.press({700, 600});
    drawing.drag({600, 500}, Snapping::On);
    drawing.release();
    QCOMPARE(drawing.region(), QRect(600, 500, 100, 100));
    QCOMPARE(drawing.gripAt({650, 550}), Grip::Inside);
    drawing.press({650, 550});
    drawing.drag({640, 545}, Snapping::On);
    drawing.release();
    QCOMPARE(drawing.region(), QRect(590, 495, 100, 100));
    const struct {
        Grip grip;
        QPoint at;
        QRect after;
    } pulls[]{
        {Grip::North, {640, 495}, {590, 505, 100, 90}},  {Grip::NorthEast, {690, 495}, {590, 505, 110, 90}},
        {Grip::East, {690, 545}, {590, 495, 110, 100}},  {Grip::SouthEast, {690, 595}, {590, 495, 110, 110}},
        {Grip::South, {640, 595}, {590, 495, 100, 110}}, {Grip::SouthWest, {590, 595}, {600, 495, 90, 110}},
        {Grip::West, {590, 545}, {600, 495, 90, 100}},   {Grip::NorthWest, {590, 495}, {600, 505, 90, 90}}};
    for (const auto& pull : pulls) {
        drawing.setRegion({590, 495, 100, 100});
        QCOMPARE(drawing.gripAt(pull.at), pull.grip);
        drawing.press(pull.at);
        drawing.drag(pull.at + QPoint(10, 10), Snapping::On);
        drawing.release();
        QCOMPARE(drawing.region(), pull.after);
    }
    // A handle pulled over the opposite edge turns the region round.
    drawing.setRegion({100, 100, 50, 50});
    drawing.press({150, 125});
    drawing.drag({60, 125}, Snapping::On);
    drawing.release();
    QCOMPARE(drawing.region(), QRect(60, 100, 40, 50));
}

void TestUiPickers::snapsToEdges()
{
    const QRect window(200, 150, 300, 200);
    RegionDrawing drawing({0, 0, 1000, 800}, {window}, 8);
    drawing.press({195, 155});
    drawing.drag({505, 346}, Snapping::On);
    QCOMPARE(drawing.region(), window);
    drawing.drag({505, 346}, Snapping::Off);
    QCOMPARE(drawing.region(), QRect(200, 150, 305, 196));
    drawing.release();
    // What is moved snaps with whichever edge is near.
    drawing.setRegion({600, 400, 100, 100});
    drawing.press({650, 450});
    drawing.drag({650 - 96, 450}, Snapping::On); // its left edge comes to 504
    drawing.release();
    QCOMPARE(drawing.region(), QRect(500, 400, 100, 100));
}

void TestUiPickers::staysOnTheDesktop()
{
    RegionDrawing drawing({-500, 0, 1500, 800}, {}, 8);
    drawing.press({-480, 20});
    drawing.drag({-900, -50}, Snapping::On);
    drawing.release();
    QCOMPARE(drawing.region(), QRect(-500, 0, 20, 20));
    drawing.setRegion({900, 700, 100, 100});
    drawing.press({950, 750});
    drawing.drag({2000, 2000}, Snapping::On);
    drawing.release();
    QCOMPARE(drawing.region(), QRect(900, 700, 100, 100));
    drawing.setRegion({5000, 5000, 10, 10});
    QVERIFY(drawing.region().isEmpty());
    QVERIFY(drawing.handles().isEmpty());
}

void TestUiPickers::goesByKeyboard()
{
    RegionDrawing drawing({0, 0, 300, 200}, {}, 8);
    drawing.nudge({5, 5});
    QVERIFY(drawing.region().isEmpty());
    drawing.setRegion({10, 10, 100, 100});
    drawing.nudge({-20, 3});
    QCOMPARE(drawing.region(), QRect(0, 13, 100, 100));
    drawing.grow({1000, -1000});
    QCOMPARE(drawing.region(), QRect(0, 13, 300, 1));
}

void TestUiPickers::frameIsOutsideItsRegion()
{
    const QRect region(100, 50, 300, 200);
    QRegion covered;
    for (const QRect& side : frameSides(region, 3)) {
        QVERIFY(!side.intersects(region));
        covered += side;
    }
    QCOMPARE(covered, QRegion(region.adjusted(-3, -3, 3, 3)).subtracted(region));
}

void TestUiPickers::regionIsDrawnOnTheScreen()
{
    Fixture fixture;
    QVERIFY(fixture.pulse("region", "pickregion"));
    QTRY_VERIFY(Fixture::frozen());
    QVERIFY(!fixture.window->isVisible()); // out of the way
    FrozenScreen& screen = *Fixture::frozen();
    // The region that is set can be changed.
    QCOMPARE(fixture.region(), QRect(0, 0, 1280, 720));
    QTest::keyClick(&screen, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&screen, Qt::Key_Return);
    QTRY_VERIFY(fixture.window->isVisible());
    QCOMPARE(fixture.region(), QRect(0, 10, 800, 720));

    QTRY_VERIFY(!fixture.window->pickers().isOpen());
    // Delete makes room for another one.
    QVERIFY(fixture.params().pulse(q("pickregion")));
    QTRY_VERIFY(Fixture::frozen());
    QTest::keyClick(Fixture::frozen(), Qt::Key_Delete);
    Fixture::drag(*Fixture::frozen(), {603, 410}, {640, 555});
    QTest::keyClick(Fixture::frozen(), Qt::Key_Enter);
    QCOMPARE(fixture.region(), QRect(603, 410, 37, 145));

    QTRY_VERIFY(!fixture.window->pickers().isOpen());
    QVERIFY(fixture.params().set(q("size"), QVariantList{20, 20}));
    QVERIFY(fixture.params().set(q("position"), QVariantList{0, 0}));
    QVERIFY(fixture.params().pulse(q("pickregion")));
    QTRY_VERIFY(Fixture::frozen());
    Fixture::drag(*Fixture::frozen(), {503, 410}, {640, 555}); // free of all edges
    QTest::keyClick(Fixture::frozen(), Qt::Key_Enter);
    QCOMPARE(fixture.region(), QRect(503, 410, 137, 145));
}

void TestUiPickers::escapeLeavesEverything()
{
    Fixture fixture;
    QVERIFY(fixture.params().set(q("size"), QVariantList{200, 100}));
    QVERIFY(fixture.pulse("region", "pickregion"));
    QTRY_VERIFY(Fixture::frozen());
    Fixture::drag(*Fixture::frozen(), {500, 400}, {600, 500});
    QTest::keyClick(Fixture::frozen(), Qt::Key_Escape);
    QTRY_VERIFY(fixture.window->isVisible() && !Fixture::frozen());
    QCOMPARE(fixture.region(), QRect(0, 0, 200, 100));
    QTRY_VERIFY(!fixture.window->pickers().isOpen());
}

void TestUiPickers::clickTakesAWindowsPlace()
{
    Fixture fixture;
    QVERIFY(fixture.params().set(q("position"), QVariantList{-5000, 0}));
    QVERIFY(fixture.pulse("region", "pickregion"));
    QTRY_VERIFY(Fixture::frozen());
    QTest::mouseClick(Fixture::frozen(), Qt::LeftButton, {}, {200, 200}); // both are there; the one in front
    QTest::mouseDClick(Fixture::frozen(), Qt::LeftButton, {}, {200, 200});
    QTRY_VERIFY(fixture.window->isVisible());
    QCOMPARE(fixture.region(), QRect(100, 100, 200, 150));
}

void TestUiPickers::pickersAreAccessible()
{
    Fixture fixture;
    QVERIFY(fixture.pulse("window", "pickwindow"));
    QTRY_VERIFY(fixture.dialog());
    auto& list = *fixture.dialog()->findChild<QListWidget*>();
    QTRY_COMPARE(list.count(), 3);
    fixture.dialog()->activateWindow();
    QTRY_VERIFY(fixture.dialog()->isActiveWindow());
    checkNames(*fixture.dialog());
    checkTab(*fixture.dialog());
    QVERIFY(!spoken(&list, QAccessible::Description).isEmpty());
    // On the frozen desktop it is said what can be done and what is marked.
    auto* point = fixture.dialog()->findChild<QPushButton*>(q("point"));
    QVERIFY(point);
    point->click();
    QTRY_VERIFY(Fixture::frozen());
    FrozenScreen* screen = Fixture::frozen();
    QVERIFY(!spoken(screen, QAccessible::Name).isEmpty());
    QVERIFY(spoken(screen, QAccessible::Description).contains(q("Tab and Enter")));
    QTest::keyClick(screen, Qt::Key_Tab);
    QVERIFY(spoken(screen, QAccessible::Description).contains(q("Front")));
    QTest::keyClick(screen, Qt::Key_Escape);
    QTRY_VERIFY(!fixture.window->pickers().isOpen());

    QVERIFY(fixture.pulse("region", "pickregion"));
    QTRY_VERIFY(Fixture::frozen());
    QVERIFY(spoken(Fixture::frozen(), QAccessible::Description).contains(q("arrow keys")));
    QTest::keyClick(Fixture::frozen(), Qt::Key_Down, Qt::ShiftModifier);
    QVERIFY(spoken(Fixture::frozen(), QAccessible::Description).contains(q("at 0, 10")));
    QTest::keyClick(Fixture::frozen(), Qt::Key_Escape);
    QTRY_VERIFY(!fixture.window->pickers().isOpen());
}

void TestUiPickers::windowIsChosenFromTheList()
{
    Fixture fixture;
    QVERIFY(fixture.pulse("window", "pickwindow"));
    auto* dialog = fixture.dialog();
    QVERIFY(dialog);
    auto* list = dialog->findChild<QListWidget*>();
    QTRY_COMPARE(list->count(), 3);
    QVERIFY(list->item(0)->text().startsWith(q("Front")));
    // Its picture comes a little later.
    const auto hasPicture = [&](int row) {
        const QImage image = list->item(row)->icon().pixmap(200, 150).toImage();
        return image.pixelColor(image.width() / 2, image.height() / 2) == QColor(0x60, 0x60, 0x60);
    };
    QTRY_VERIFY(hasPicture(0) && hasPicture(1));
    QVERIFY(!hasPicture(2));
    auto* search = dialog->findChild<QLineEdit*>();
    QTest::keyClicks(search, q("bac"));
    QVERIFY(list->item(0)->isHidden() && !list->item(1)->isHidden());
    QTest::keyClick(search, Qt::Key_Return);
    QTRY_COMPARE(fixture.params().text(q("window")), q("App|Back|0x2"));
    QTRY_VERIFY(!fixture.window->pickers().isOpen());
}

void TestUiPickers::windowIsClicked()
{
    Fixture fixture;
    QVERIFY(fixture.pulse("window", "pickwindow"));
    auto* dialog = fixture.dialog();
    QVERIFY(dialog);
    for (QPushButton* button : dialog->findChildren<QPushButton*>()) {
        if (button->text().contains(q("Click")))
            button->click();
    }
    QTRY_VERIFY(Fixture::frozen());
    QTest::mouseMove(Fixture::frozen(), {60, 60});
    QTest::mouseClick(Fixture::frozen(), Qt::LeftButton, {}, {60, 60});
    QTRY_COMPARE(fixture.params().text(q("window")), q("App|Back|0x2"));
    QVERIFY(fixture.window->isVisible());
}

void TestUiPickers::failureIsSaid()
{
    Fixture fixture;
    fixture.desktop->fails = true;
    QSignalSpy failed(&fixture.window->pickers(), &PickerHost::failed);
    QVERIFY(fixture.pulse("region", "pickregion"));
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(failed[0][0].toString().contains(q("the screen went")));
    QVERIFY(fixture.window->isVisible());
    QVERIFY(fixture.window->noticeText().contains(q("the screen went")));
}

void TestUiPickers::severalOperatorsAtOnce()
{
    Fixture fixture;
    Operator& second = **fixture.project.add(q("screengrab"));
    QVERIFY(second.params().set(q("area"), q("window")));
    QVERIFY(fixture.pulse("window", "pickwindow"));
    QVERIFY(second.params().pulse(q("pickwindow")));
    auto* dialog = fixture.dialog();
    QTRY_COMPARE(dialog->findChild<QListWidget*>()->count(), 3);
    fixture.project.remove(*fixture.grab); // while it is open
    QTest::keyClick(dialog->findChild<QLineEdit*>(), Qt::Key_Return);
    QTRY_COMPARE(second.params().text(q("window")), q("App|Front|0x1"));
}

void TestUiPickers::recordedRegionHasAFrame()
{
    Fixture fixture;
    Operator& sink = **fixture.project.add(q("moviefileout"));
    QVERIFY(fixture.project.connectInput(sink, 0, fixture.grab));
    QVERIFY(fixture.params().set(q("area"), q("region")));
    QVERIFY(fixture.params().set(q("size"), QVariantList{200, 100}));
    QVERIFY(sink.params().set(q("audiochop"), QString()));
    QVERIFY(sink.params().set(q("file"), q("out.mp4")));
    QVERIFY(fixture.window->recordingFrames().regions().isEmpty());
    Recorder& recorder = *fixture.engine->recorder(sink);
    recorder.record();
    QTRY_COMPARE(fixture.window->recordingFrames().regions(), QList<QRect>({{0, 0, 200, 100}}));
    QTRY_COMPARE_WITH_TIMEOUT(recorder.state(), RecorderState::Recording, 20000);
    recorder.stop();
    QTRY_VERIFY_WITH_TIMEOUT(fixture.window->recordingFrames().regions().isEmpty(), 20000);
}

QTEST_MAIN(TestUiPickers)
#include "test_ui_pickers.moc"
