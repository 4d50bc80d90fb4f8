// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/temp_folder.h"
#include "ui/inspector/inspector_view.h"
#include "ui/inspector/param_row.h"
#include "ui/panels/meter_view.h"
#include "ui/panels/notice_line.h"
#include "ui/panels/operator_delegate.h"
#include "ui/panels/operator_list.h"
#include "ui/panels/operator_tree.h"
#include "ui/starter_project.h"
#include "ui/transport/transport_bar.h"
#include "ui/viewport/picture_watcher.h"
#include "ui/viewport/viewport_panel.h"
#include "ui/window_fixture.h"
#include "ui/window_state.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QPushButton>
#include <QScreen>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidgetItem>

using namespace reelout;

/// The window around the real project and engine.
class TestUiWindow : public QObject {
    Q_OBJECT

    using Fixture = test::WindowFixture;
    std::unique_ptr<Fixture> m_fixture;

    MainWindow& window() { return *m_fixture->window; }
    template <typename T>
    T* named(const QString& name)
    {
        for (T* each : window().findChildren<T*>())
            if (each->accessibleName() == name)
                return each;
        return nullptr;
    }

private Q_SLOTS:
    void initTestCase() { test::useOwnSettings(); }
    void init()
    {
        m_fixture = std::make_unique<Fixture>();
        QVERIFY(makeStarterProject(m_fixture->engine));
        // Small, so that the test is about the window.
        QVERIFY(
            m_fixture->op("testpattern1").params().set(QStringLiteral("resolution"), QVariantList{320, 180}));
        m_fixture->window = std::make_unique<MainWindow>(m_fixture->engine);
        window().resize(1200, 800);
        window().show();
        QVERIFY(QTest::qWaitForWindowExposed(&window()));
    }
    void cleanup() { m_fixture.reset(); }

    void firstProjectIsWired()
    {
        QCOMPARE(m_fixture->op("moviefileout1").input(0), &m_fixture->op("testpattern1"));
        QCOMPARE(m_fixture->op("moviefileout1").params().text(QStringLiteral("audiochop")),
                 QStringLiteral("audiooscillator1"));
        QCOMPARE(window().operatorList().currentOperator(), &m_fixture->op("moviefileout1"));
        QCOMPARE(window().inspector().rows().size(),
                 m_fixture->op("moviefileout1").params().table().rows().size());
    }

    void pictureAndSoundArrive()
    {
        QTRY_COMPARE(window().viewportPanel().message(), QString());
        QTRY_COMPARE(window().meter().levels().size(), std::size_t{2});
        QTRY_VERIFY(window().meter().levels().at(0).heldPeak > 0.1F);
    }

    void hiddenPreviewHoldsNothing()
    {
        PictureWatcher& watcher = window().viewportPanel().watcher();
        QTRY_VERIFY(watcher.hasFeed());
        window().viewportPanel().setPreviewOn(false);
        QVERIFY(!watcher.hasFeed());
        QVERIFY(window().viewportPanel().message().startsWith(QStringLiteral("No picture:")));
        window().viewportPanel().setPreviewOn(true);
        QVERIFY(watcher.hasFeed());
        window().hide();
        QVERIFY(!watcher.hasFeed());
    }

    // Its picture and level change while somebody types.
    void aNameIsTypedInPeace()
    {
        OperatorTree& tree = window().operatorList().tree();
        window().operatorList().select(&m_fixture->op("testpattern1"));
        window().operatorList().renameCurrent();
        auto* line = tree.findChild<QLineEdit*>();
        QVERIFY(line);
        QCOMPARE(line->selectedText(), QStringLiteral("testpattern1"));
        QTest::keyClicks(line, QStringLiteral("bar"));
        QTreeWidgetItem* item = tree.currentItem();
        item->setData(0, kPictureRole, QImage(3, 3, QImage::Format_RGB32));
        QCOMPARE(line->text(), QStringLiteral("bar"));
        QTest::keyClicks(line, QStringLiteral("s"));
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_VERIFY(m_fixture->project.find(QStringLiteral("bars")));
    }

    void itComesBackWhereItWas()
    {
        // Also at the very top, where no title bar has to find room.
        QMainWindow first;
        first.setGeometry(0, 0, 500, 400);
        storeWindowState(first, {});
        QMainWindow second;
        restoreWindowState(second, {});
        QCOMPARE(second.geometry(), QRect(0, 0, 500, 400));
        // Never larger than its screen.
        first.setGeometry(0, 0, 5000, 400);
        storeWindowState(first, {});
        QMainWindow third;
        restoreWindowState(third, {});
        QCOMPARE(third.geometry(), QRect(0, 0, third.screen()->availableGeometry().width(), 400));
        QSettings().clear();
    }

    void recentProjectsAreToldApart()
    {
        const auto menu = [this] {
            for (QMenu* each : window().findChildren<QMenu*>()) {
                if (each->title() == QStringLiteral("Open &Recent"))
                    return each;
            }
            return static_cast<QMenu*>(nullptr);
        };
        QVERIFY(menu());
        for (const char* folder : {"one", "two"}) {
            const QString place = m_fixture->folder(QLatin1String(folder));
            QVERIFY(QDir().mkpath(place));
            const QString path = place + QStringLiteral("/show.reelout");
            QVERIFY(m_fixture->project.save(path));
            QVERIFY(window().openProject(path));
        }
        QVERIFY(QFile::remove(m_fixture->folder(QStringLiteral("one/show.reelout"))));
        Q_EMIT menu()->aboutToShow();
        const QList<QAction*> entries = menu()->actions();
        QCOMPARE(entries.at(0)->text(), QStringLiteral("show.reelout\ttwo"));
        QVERIFY(entries.at(0)->isEnabled());
        QCOMPARE(entries.at(1)->text(), QStringLiteral("show.reelout\tone"));
        QVERIFY(!entries.at(1)->isEnabled()); // it is gone
        entries.constLast()->trigger();
        Q_EMIT menu()->aboutToShow();
        QCOMPARE(menu()->actions().size(), 1);
    }

    void missingPictureSaysWhy()
    {
        QVERIFY(m_fixture->project.connectInput(m_fixture->op("moviefileout1"), 0, nullptr));
        QTRY_VERIFY(window().viewportPanel().message().startsWith(QStringLiteral("No picture:")));
        QVERIFY(m_fixture->project.connectInput(m_fixture->op("moviefileout1"), 0,
                                                &m_fixture->op("testpattern1")));
        QTRY_COMPARE(window().viewportPanel().message(), QString());
    }

    void recordMakesAFile()
    {
        Recorder* recorder = m_fixture->engine.recorder(m_fixture->op("moviefileout1"));
        QCOMPARE(window().transport().recorder(), recorder);
        QSignalSpy finished(recorder, &Recorder::finished);
        auto* button = named<QPushButton>(QStringLiteral("Record"));
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(recorder->state(), RecorderState::Recording, 20000);
        QCOMPARE(button->accessibleName(), QStringLiteral("Stop"));
        QTRY_VERIFY_WITH_TIMEOUT(recorder->stats().framesWritten >= 20, 20000);
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 20000);
        const auto& report = recorder->lastReport();
        QVERIFY(report && report->isComplete);
        QVERIFY(QFileInfo(report->path).size() > 1000);
        QCOMPARE(QFileInfo(report->path).path(), m_fixture->folder.path());
        QCOMPARE(window().notice().path(), report->path);
        QVERIFY(window().notice().text().contains(QFileInfo(report->path).fileName()));
    }

    void recordAndPauseByKey()
    {
        Recorder* recorder = m_fixture->engine.recorder(m_fixture->op("moviefileout1"));
        QTest::keyClick(&window(), Qt::Key_F9);
        QTRY_COMPARE_WITH_TIMEOUT(recorder->state(), RecorderState::Recording, 20000);
        QTest::keyClick(&window(), Qt::Key_F10);
        QTRY_COMPARE_WITH_TIMEOUT(recorder->state(), RecorderState::Paused, 20000);
        QVERIFY(m_fixture->op("moviefileout1").params().toggle(QStringLiteral("pause")));
        QTest::keyClick(&window(), Qt::Key_F10);
        QTRY_COMPARE_WITH_TIMEOUT(recorder->state(), RecorderState::Recording, 20000);
        QTest::keyClick(&window(), Qt::Key_F9);
        QTRY_COMPARE_WITH_TIMEOUT(recorder->state(), RecorderState::Idle, 20000);
    }

    void closingFinishesTheFile()
    {
        Recorder* recorder = m_fixture->engine.recorder(m_fixture->op("moviefileout1"));
        recorder->record();
        QTRY_COMPARE_WITH_TIMEOUT(recorder->state(), RecorderState::Recording, 20000);
        window().hide(); // a hidden window asks nothing
        QVERIFY(window().close());
        QVERIFY(!m_fixture->engine.isAnyRecording());
        QVERIFY(recorder->lastReport() && recorder->lastReport()->isComplete);
    }

    void operatorsComeAndGo()
    {
        OperatorList& list = window().operatorList();
        list.add(QStringLiteral("testpattern"));
        QCOMPARE(list.currentOperator()->name(), QStringLiteral("testpattern2"));
        QCOMPARE(window().inspector().subject(), &m_fixture->op("testpattern2").params());
        list.duplicateCurrent();
        QCOMPARE(list.currentOperator()->name(), QStringLiteral("testpattern3"));
        list.removeCurrent();
        QVERIFY(!m_fixture->project.find(QStringLiteral("testpattern3")));
        list.select(&m_fixture->op("testpattern2"));
        list.renameCurrent();
        auto* name = list.tree().findChild<QLineEdit*>();
        QVERIFY(name);
        name->selectAll();
        QTest::keyClicks(name, QStringLiteral("bars"));
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_VERIFY(m_fixture->project.find(QStringLiteral("bars")));
        QCOMPARE(list.currentOperator()->name(), QStringLiteral("bars"));
    }

    void refusedNameIsTold()
    {
        OperatorList& list = window().operatorList();
        list.select(&m_fixture->op("testpattern1"));
        list.tree().currentItem()->setText(0, QStringLiteral("not a name"));
        QVERIFY(m_fixture->project.find(QStringLiteral("testpattern1")));
        QCOMPARE(list.tree().currentItem()->text(0), QStringLiteral("testpattern1"));
        QVERIFY(!window().notice().text().isEmpty());
    }

    void everyTypeCanBeAdded()
    {
        QMenu menu;
        window().operatorList().fillAddMenu(menu);
        int types = 0;
        for (const QAction* action : menu.actions()) {
            for (const OperatorType& type : operatorTypes()) {
                if (action->text() != type.label)
                    continue;
                ++types;
                QVERIFY(action->isEnabled());
            }
        }
        QCOMPARE(types, static_cast<int>(operatorTypes().size()));
    }

    void everyControlHasAName()
    {
        for (Operator* op : m_fixture->project.operators()) {
            window().operatorList().select(op);
            for (const QWidget* widget : window().findChildren<QWidget*>()) {
                const bool isControl =
                    qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QLineEdit*>(widget) ||
                    qobject_cast<const QComboBox*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget);
                const bool isPart = widget->objectName().startsWith(QStringLiteral("qt_")) ||
                                    qobject_cast<const QAbstractSpinBox*>(widget->parentWidget()) ||
                                    qobject_cast<const QLineEdit*>(widget->parentWidget()) ||
                                    widget->inherits("QComboBoxPrivateScroller") ||
                                    widget->parentWidget()->inherits("QTabBar") ||
                                    widget->inherits("QMenuBarExtension") ||
                                    widget->inherits("QTableCornerButton");
                if (isControl && !isPart)
                    QVERIFY2(!widget->accessibleName().isEmpty(),
                             qPrintable(
                                 QStringLiteral("%1 in %2")
                                     .arg(QLatin1String(widget->metaObject()->className()),
                                          QLatin1String(widget->parentWidget()->metaObject()->className()))));
            }
        }
    }

    void tabReachesListTransportAndInspector()
    {
        window().operatorList().tree().setFocus();
        QSet<const QWidget*> reached;
        for (int step = 0; step < 300; ++step) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            reached.insert(QApplication::focusWidget());
        }
        QVERIFY(reached.contains(&window().operatorList().tree()));
        QVERIFY(reached.contains(&window().viewportPanel().stage()));
        QVERIFY(reached.contains(named<QPushButton>(QStringLiteral("Record"))));
        for (const ParamRow* row : window().inspector().rows()) {
            QWidget* first = row->controls().constFirst();
            if (row->descriptor().page == QStringLiteral("Movie Out") && first->isEnabled())
                QVERIFY2(reached.contains(first), qPrintable(row->descriptor().name));
        }
    }

    void projectIsSavedAndOpened()
    {
        const QString path = m_fixture->folder(QStringLiteral("a.reelout"));
        QVERIFY(m_fixture->project.save(path));
        QVERIFY(!window().isWindowModified());
        QVERIFY(m_fixture->op("moviefileout1").params().set(QStringLiteral("quality"), 0.5));
        QVERIFY(window().isWindowModified());
        QVERIFY(window().openProject(path));
        QVERIFY(!window().isWindowModified());
        QCOMPARE(m_fixture->op("moviefileout1").params().number(QStringLiteral("quality")), 0.9);
        QCOMPARE(window().inspector().subject(), &m_fixture->op("moviefileout1").params());
        QVERIFY(!window().openProject(m_fixture->folder(QStringLiteral("none.reelout"))));
        QVERIFY(!window().notice().text().isEmpty());
    }
};

QTEST_MAIN(TestUiWindow)
#include "test_ui_window.moc"
