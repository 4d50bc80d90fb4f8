// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/notice_line.h"
#include "ui/panels/operator_list.h"
#include "ui/starter_project.h"
#include "ui/viewport/full_screen_view.h"
#include "ui/viewport/view_actions.h"
#include "ui/viewport/viewport_panel.h"
#include "ui/window_fixture.h"

#include <QAction>
#include <QClipboard>
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QMenu>
#include <QMenuBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace reelout;

/// What one does to the picture in the window, by mouse and by keyboard alone.
class TestUiView : public QObject {
    Q_OBJECT

    std::unique_ptr<test::WindowFixture> m_fixture;

    MainWindow& window() { return *m_fixture->window; }
    ViewportPanel& panel() { return window().viewportPanel(); }
    PictureStage& stage() { return panel().stage(); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        stage().setFocus();
        QTest::keyClick(&stage(), key, modifiers);
    }
    bool hasPicture()
    {
        return QTest::qWaitFor([this] { return stage().hasPicture(); }, 20000);
    }

private Q_SLOTS:
    void initTestCase() { test::useOwnSettings(); }
    void init()
    {
        m_fixture = std::make_unique<test::WindowFixture>();
        QVERIFY(makeStarterProject(m_fixture->engine));
        ParamSet& pattern = m_fixture->op("testpattern1").params();
        QVERIFY(pattern.set(QStringLiteral("resolution"), QVariantList{320, 180}));
        QVERIFY(pattern.set(QStringLiteral("flash"), false));
        m_fixture->window = std::make_unique<MainWindow>(m_fixture->engine);
        panel().setPicturesFolder(m_fixture->folder.path());
        window().resize(1200, 800);
        window().show();
        QVERIFY(QTest::qWaitForWindowActive(&window()));
        QVERIFY(hasPicture());
    }
    void cleanup() { m_fixture.reset(); }

    void zoomAndMoveByKeys()
    {
        QVERIFY(stage().view().isFitted());
        key(Qt::Key_1);
        QCOMPARE(stage().view().scale(), QPointF(1.0, 1.0));
        QCOMPARE(stage().view().target().size(), QSize(320, 180));
        key(Qt::Key_2);
        QCOMPARE(stage().view().scale(), QPointF(2.0, 2.0));
        key(Qt::Key_Plus);
        QCOMPARE(stage().view().scale(), QPointF(3.0, 3.0));
        key(Qt::Key_Minus);
        key(Qt::Key_Minus);
        QCOMPARE(stage().view().scale(), QPointF(1.5, 1.5));
        const QRect before = stage().view().target();
        key(Qt::Key_Right);
        QCOMPARE(stage().view().target(), before.translated(-32, 0));
        key(Qt::Key_Up);
        QCOMPARE(stage().view().target(), before.translated(-32, 32));
        key(Qt::Key_0);
        QVERIFY(stage().view().isFitted());
    }

    void zoomAndMoveByMouse()
    {
        const QPointF at(100, 80);
        const QPointF under = stage().view().toPicture(at * stage().devicePixelRatioF());
        QWheelEvent wheel(at, stage().mapToGlobal(at), {}, {0, 240}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QVERIFY(QCoreApplication::sendEvent(&stage(), &wheel));
        QVERIFY(!stage().view().isFitted());
        const QPointF now = stage().view().toPicture(at * stage().devicePixelRatioF());
        QVERIFY((now - under).manhattanLength() < 1.0);
        const QRect before = stage().view().target();
        QTest::mousePress(&stage(), Qt::LeftButton, {}, {100, 80});
        QMouseEvent move(QEvent::MouseMove, QPointF(130, 60), stage().mapToGlobal(QPointF(130, 60)),
                         Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&stage(), &move);
        QTest::mouseRelease(&stage(), Qt::LeftButton, {}, {130, 60});
        QCOMPARE(stage().view().target(), before.translated(30, -20));
        QTest::mouseDClick(&stage(), Qt::LeftButton, {}, {100, 80});
        QVERIFY(stage().view().isFitted());
    }

    void channelsAndExposureByKeys()
    {
        key(Qt::Key_G);
        QCOMPARE(panel().options().channels, ViewChannels::Green);
        QCOMPARE(stage().look().channels, ViewChannels::Green);
        key(Qt::Key_G);
        QCOMPARE(panel().options().channels, ViewChannels::OverChecker);
        key(Qt::Key_PageUp);
        key(Qt::Key_PageUp);
        key(Qt::Key_PageDown, Qt::ShiftModifier);
        QCOMPARE(panel().options().stops, 0.9);
        QCOMPARE(stage().look().stops, 0.9);
        key(Qt::Key_E);
        QCOMPARE(panel().options().stops, 0.0);
        key(Qt::Key_E);
        QCOMPARE(panel().options().stops, 0.9);
    }

    void eachOperatorIsLookedAtInItsOwnWay()
    {
        key(Qt::Key_R);
        key(Qt::Key_2);
        panel().setStops(1.5);
        window().operatorList().select(&m_fixture->op("testpattern1"));
        QVERIFY(hasPicture());
        QCOMPARE(panel().options().channels, ViewChannels::OverChecker);
        QCOMPARE(panel().options().stops, 0.0);
        QVERIFY(stage().view().isFitted());
        window().operatorList().select(&m_fixture->op("moviefileout1"));
        QVERIFY(hasPicture());
        QCOMPARE(panel().options().channels, ViewChannels::Red);
        QCOMPARE(panel().options().stops, 1.5);
        QCOMPARE(stage().view().scale(), QPointF(2.0, 2.0));
        // None of it is part of the project.
        QVERIFY(!QJsonDocument(m_fixture->project.toJson()).toJson().contains("stops"));
    }

    void fillAndSmoothnessFollowTheParameters()
    {
        ParamSet& movie = m_fixture->op("moviefileout1").params();
        for (const char* token : {"fill", "width", "height", "outside", "nativeres", "useinput", "best"}) {
            QVERIFY(movie.set(QStringLiteral("fillmode"), QLatin1String(token)));
            QCOMPARE(fillModeToken(stage().view().fillMode()), QLatin1String(token));
        }
        QVERIFY(movie.set(QStringLiteral("filtertype"), QStringLiteral("mipmap")));
        QCOMPARE(stage().look().smoothness, Smoothness::Mipmap);
        panel().setViewParameter(QStringLiteral("filtertype"), QStringLiteral("nearest"));
        QCOMPARE(movie.text(QStringLiteral("filtertype")), QStringLiteral("nearest"));
        // A source has no such parameters; the view has them.
        window().operatorList().select(&m_fixture->op("testpattern1"));
        QCOMPARE(stage().look().smoothness, Smoothness::Linear);
        panel().setViewParameter(QStringLiteral("filtertype"), QStringLiteral("nearest"));
        panel().setViewParameter(QStringLiteral("fillmode"), QStringLiteral("outside"));
        QCOMPARE(stage().look().smoothness, Smoothness::Nearest);
        QCOMPARE(stage().view().fillMode(), FillMode::Outside);
    }

    void aPixelIsReadByMouseAndKeys()
    {
        key(Qt::Key_1);
        const QPoint at(stage().width() / 2, stage().height() / 2);
        QMouseEvent move(QEvent::MouseMove, QPointF(at), stage().mapToGlobal(QPointF(at)), Qt::NoButton,
                         Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&stage(), &move);
        const std::optional<QPoint> pixel = stage().probedPixel();
        QVERIFY(pixel);
        QVERIFY(panel().pixelText().contains(QStringLiteral("%1,").arg(pixel->x())));
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(&stage(), &leave);
        QVERIFY(panel().pixelText().isEmpty());
        // Without a mouse: pinned, moved, unpinned.
        key(Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(stage().probedPixel(), QPoint(160, 90));
        key(Qt::Key_Right, Qt::ControlModifier);
        key(Qt::Key_Up, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(stage().probedPixel(), QPoint(161, 80));
        QVERIFY(panel().pixelText().contains(QStringLiteral("161,")));
        QVERIFY(panel().pixelText().contains(QLatin1Char('R')));
        key(Qt::Key_U);
        QVERIFY(!stage().probedPixel());
    }

    void beforeAndAfterThePicturePath()
    {
        ParamSet& movie = m_fixture->op("moviefileout1").params();
        QVERIFY(movie.set(QStringLiteral("outputresolution"), QStringLiteral("half")));
        key(Qt::Key_P);
        QCOMPARE(panel().options().side, PathSide::Written);
        QTRY_COMPARE(stage().picture().values->size, (Size{160, 90}));
        // A changed parameter is seen at once.
        QVERIFY(movie.set(QStringLiteral("outputresolution"), QStringLiteral("quarter")));
        QTRY_COMPARE(stage().picture().values->size, (Size{80, 45}));
        QVERIFY(movie.set(QStringLiteral("format"), QStringLiteral("mono16fixed")));
        QTRY_VERIFY(stage().picture().storage.has_value());
        // A pinned pixel stays where it is in the picture.
        stage().setMark(QPoint(40, 22));
        key(Qt::Key_P);
        QTRY_COMPARE(stage().picture().values->size, (Size{320, 180}));
        QCOMPARE(stage().probedPixel(), QPoint(162, 90));
        window().operatorList().select(&m_fixture->op("testpattern1"));
        QVERIFY(!panel().actions().written()->isEnabled());
    }

    void hiddenIsNoWorkAtAll()
    {
        Operator& source = m_fixture->op("testpattern1");
        const auto rests = [&] {
            return !panel().watcher().hasFeed() && !m_fixture->engine.runningPicture(source) &&
                   !stage().hasPicture();
        };
        const auto isQuiet = [&] {
            const std::uint64_t prepared = panel().watcher().pictureCount();
            const std::uint64_t drawn = panel().viewport().picturesDrawn();
            // A source of our own shows that time passes and pictures come.
            const Result<PictureFeed> feed = m_fixture->engine.watchPicture(source);
            const std::uint64_t first = feed->hub->latest() ? feed->hub->latest()->serial : 0;
            const bool came = QTest::qWaitFor(
                [&] { return feed->hub->latest() && feed->hub->latest()->serial > first + 10; }, 20000);
            return came && panel().watcher().pictureCount() <= prepared + 1 &&
                   panel().viewport().picturesDrawn() == drawn;
        };
        QVERIFY(!rests());
        panel().setPreviewOn(false);
        QVERIFY(rests());
        QVERIFY(isQuiet());
        panel().setPreviewOn(true);
        QVERIFY(hasPicture());
        window().hide();
        QVERIFY(rests());
        QVERIFY(isQuiet());
        window().show();
        QVERIFY(hasPicture());
        window().showMinimized();
        QTRY_VERIFY(rests());
        QVERIFY(isQuiet());
        window().showNormal();
        QVERIFY(hasPicture());
    }

    // Frame by frame with everything on, and with no preview at all: the same files, bit by bit.
    void aPreviewChangesNoRecording()
    {
        QVERIFY(m_fixture->op("testpattern1").params().set(QStringLiteral("everyframe"), true));
        ParamSet& movie = m_fixture->op("moviefileout1").params();
        const std::pair<const char*, QVariant> settings[] = {{"type", QStringLiteral("imagesequence")},
                                                             {"imagefiletype", QStringLiteral("bmp")},
                                                             {"format", QStringLiteral("rgba16float")},
                                                             {"outputresolution", QStringLiteral("half")},
                                                             {"limitlength", true},
                                                             {"length", 40},
                                                             {"lengthunit", QStringLiteral("indices")},
                                                             {"audiochop", QString()}};
        for (const auto& [name, value] : settings)
            QVERIFY2(movie.set(QLatin1String(name), value), name);
        Recorder* recorder = m_fixture->engine.recorder(m_fixture->op("moviefileout1"));
        QStringList first;
        for (const bool isOn : {true, false}) {
            panel().setPreviewOn(isOn);
            ViewOptions options = panel().options();
            options.side = isOn ? PathSide::Written : PathSide::Input;
            options.stops = isOn ? 2.0 : 0.0;
            panel().setOptions(options);
            QSignalSpy finished(recorder, &Recorder::finished);
            recorder->record();
            QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 60000);
            QVERIFY(recorder->lastReport()->isComplete);
            QStringList hashes;
            const QFileInfo info(recorder->lastReport()->path);
            const QString pattern =
                info.fileName().section(QLatin1Char('.'), 0, 1) + QStringLiteral(".*.bmp");
            for (const QFileInfo& file : info.dir().entryInfoList({pattern}, QDir::Files, QDir::Name)) {
                QFile still(file.filePath());
                QVERIFY(still.open(QIODevice::ReadOnly));
                hashes += QString::fromLatin1(
                    QCryptographicHash::hash(still.readAll(), QCryptographicHash::Sha256).toHex());
            }
            QCOMPARE(hashes.size(), 40);
            if (isOn)
                first = hashes;
            QCOMPARE(hashes, first);
        }
    }

    void theRateIsLimited()
    {
        panel().setPreviewRate(5.0);
        const std::uint64_t before = panel().watcher().pictureCount();
        Operator& source = m_fixture->op("testpattern1");
        const auto hub = m_fixture->engine.runningPicture(source);
        const std::uint64_t first = hub->latest()->serial;
        QVERIFY(QTest::qWaitFor([&] { return hub->latest()->serial >= first + 60; }, 30000));
        const auto pictures = static_cast<double>(hub->latest()->serial - first);
        const auto prepared = static_cast<double>(panel().watcher().pictureCount() - before);
        // Sixty pictures of a source of 60 a second are a second: 5, and not 60.
        QVERIFY2(prepared <= pictures / 60.0 * 5.0 * 1.5 + 3.0, qPrintable(QString::number(prepared)));
    }

    void stillsAndClipboard()
    {
        QSignalSpy saved(&panel(), &ViewportPanel::saved);
        panel().actions().savePicture()->trigger();
        QTRY_COMPARE(saved.size(), 1);
        const QString path = saved[0][0].toString();
        QCOMPARE(path, m_fixture->folder.path() + QStringLiteral("/moviefileout1.1.png"));
        QCOMPARE(QImage(path).size(), QSize(320, 180));
        QCOMPARE(window().notice().path(), path);
        panel().saveView();
        QTRY_COMPARE(saved.size(), 2);
        QCOMPARE(saved[1][0].toString(), m_fixture->folder.path() + QStringLiteral("/moviefileout1.2.png"));
        QCOMPARE(QImage(saved[1][0].toString()).size(), stage().size() * stage().devicePixelRatioF());
        panel().copyPicture();
        QCOMPARE(QGuiApplication::clipboard()->image().size(), QSize(320, 180));
    }

    void fullScreenAndBack()
    {
        key(Qt::Key_F11);
        QVERIFY(panel().isFullScreen());
        FullScreenView* view = panel().fullScreenView();
        QVERIFY(QTest::qWaitForWindowExposed(view));
        QVERIFY(view->isFullScreen());
        QTRY_VERIFY(view->stage().hasPicture());
        view->activateWindow();
        QTRY_VERIFY(view->isActiveWindow());
        QTest::keyClick(&view->stage(), Qt::Key_1);
        QCOMPARE(view->stage().view().scale(), QPointF(1.0, 1.0));
        QVERIFY(stage().view().isFitted());
        QTest::keyClick(&view->stage(), Qt::Key_B);
        QCOMPARE(stage().look().channels, ViewChannels::Blue);
        QTest::keyClick(&view->stage(), Qt::Key_Escape);
        QTRY_VERIFY(!panel().fullScreenView());
        QVERIFY(!panel().isFullScreen());
        QVERIFY(!panel().actions().fullScreen()->isChecked());
    }

    void theFullScreenGoesWithTheWindow()
    {
        panel().setFullScreen(true);
        QVERIFY(QTest::qWaitForWindowExposed(panel().fullScreenView()));
        window().hide();
        QTRY_VERIFY(!panel().fullScreenView());
        QVERIFY(!panel().watcher().hasFeed());
    }

    void everyControlHasNameAndTooltip()
    {
        int buttons = 0;
        for (const QToolButton* button : panel().findChildren<QToolButton*>()) {
            ++buttons;
            QVERIFY2(!button->accessibleName().isEmpty(), qPrintable(button->toolTip()));
            QVERIFY2(!button->toolTip().isEmpty(), qPrintable(button->accessibleName()));
            QVERIFY2((button->focusPolicy() & Qt::TabFocus) != 0, qPrintable(button->accessibleName()));
            if (const QAction* action = button->defaultAction(); action && !action->shortcut().isEmpty())
                QVERIFY2(button->toolTip().contains(action->shortcut().toString(QKeySequence::NativeText)),
                         qPrintable(button->toolTip()));
        }
        QVERIFY(buttons >= 8);
    }

    void theMenuHasThemAll()
    {
        QMenu* view = nullptr;
        for (QAction* title : window().menuBar()->actions())
            if (title->text() == QStringLiteral("&View"))
                view = title->menu();
        QVERIFY(view);
        QStringList all;
        std::vector<QMenu*> open{view};
        while (!open.empty()) {
            QMenu* menu = open.back();
            open.pop_back();
            for (QAction* action : menu->actions()) {
                all += QString(action->text()).remove(QLatin1Char('&'));
                if (action->menu())
                    open.push_back(action->menu());
            }
        }
        for (const char* wanted :
             {"Preview", "Full Screen", "After the Picture Path", "Fit", "One to One", "Look Left", "Red",
              "Alpha", "Exposure", "Action Safe (93 %)", "Thirds", "Pixel Above", "Save Picture",
              "Copy Picture", "Native Resolution", "Mipmap Pixels"})
            QVERIFY2(all.contains(QLatin1String(wanted)), wanted);
    }
};

QTEST_MAIN(TestUiView)
#include "test_ui_view.moc"
