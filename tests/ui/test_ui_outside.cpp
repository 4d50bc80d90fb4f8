// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/param_row.h"
#include "ui/panels/operator_list.h"
#include "ui/panels/operator_tree.h"
#include "ui/project_document.h"
#include "ui/starter_project.h"
#include "ui/table/table_editor.h"
#include "ui/viewport/full_screen_view.h"
#include "ui/viewport/viewport_panel.h"
#include "ui/window_fixture.h"

#include <QAction>
#include <QApplication>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace reelout;

/// Menus and questions are open while somebody else (a script, a remote) changes what they are about.
class TestUiOutside : public QObject {
    Q_OBJECT

    std::unique_ptr<test::WindowFixture> m_fixture;

    MainWindow& window() { return *m_fixture->window; }
    OperatorList& list() { return window().operatorList(); }
    static QMenu* menuOn(QWidget& part)
    {
        const QPoint middle = part.rect().center();
        QContextMenuEvent event(QContextMenuEvent::Mouse, middle, part.mapToGlobal(middle));
        QApplication::sendEvent(&part, &event);
        return qobject_cast<QMenu*>(QApplication::activePopupWidget());
    }
    static void triggerAll(const QMenu& menu)
    {
        for (QAction* action : menu.actions()) {
            if (action->menu())
                triggerAll(*action->menu());
            else if (action->isEnabled())
                action->trigger();
        }
    }
    /// A project without operators, in a file.
    QString otherProject() const
    {
        const QString path = m_fixture->folder(QStringLiteral("other.reelout"));
        return Project().save(path) ? path : QString();
    }
    /// It takes this one's place as soon as a Dialog is open, which `isOpen` then says.
    template <class Dialog>
    void loadWhileOpen(bool& isOpen)
    {
        QTimer::singleShot(0, this, [this, &isOpen, other = otherProject()] {
            isOpen = qobject_cast<Dialog*>(QApplication::activeModalWidget()) != nullptr;
            QVERIFY(m_fixture->project.load(other));
        });
    }
    static QAction* entry(const QMenu& menu, const char* text)
    {
        for (QAction* action : menu.actions()) {
            if (action->text() == QLatin1String(text))
                return action;
        }
        return nullptr;
    }

private Q_SLOTS:
    void initTestCase() { test::useOwnSettings(); }
    void init()
    {
        m_fixture = std::make_unique<test::WindowFixture>();
        QVERIFY(makeStarterProject(m_fixture->engine));
        m_fixture->window = std::make_unique<MainWindow>(m_fixture->engine);
        window().show();
        QVERIFY(QTest::qWaitForWindowActive(&window()));
    }
    void cleanup() { m_fixture.reset(); }

    void theFullScreenGoesWhileItsMenuIsOpen()
    {
        window().viewportPanel().setFullScreen(true);
        FullScreenView* view = window().viewportPanel().fullScreenView();
        QVERIFY(QTest::qWaitForWindowExposed(view));
        const QPointer<QMenu> menu = menuOn(view->stage());
        QVERIFY(menu);
        QVERIFY(!menu->isEmpty());
        window().viewportPanel().setFullScreen(false);
        QTRY_VERIFY(!window().viewportPanel().fullScreenView());
        QTRY_VERIFY(!menu);
    }

    void aMenuIsGoneOnceItIsClosed()
    {
        list().select(&m_fixture->op("moviefileout1"));
        const QPointer<QMenu> menu = menuOn(list());
        QVERIFY(menu);
        QTest::keyClick(menu, Qt::Key_Escape);
        QTRY_VERIFY(!menu);
        QVERIFY(!QApplication::activePopupWidget());
    }

    void anEntryOfAMenuIsChosen()
    {
        Operator& movie = m_fixture->op("moviefileout1");
        list().select(&movie);
        const QPointer<QMenu> menu = menuOn(list());
        QVERIFY(menu);
        QAction* active = entry(*menu, "Active");
        QVERIFY(active);
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(active).center());
        QVERIFY(!movie.isActive());
        QTRY_VERIFY(!menu);
    }

    void anOperatorGoesWhileItsMenuIsOpen()
    {
        Operator& pattern = **m_fixture->project.add(QStringLiteral("testpattern"));
        list().select(&pattern);
        const QPointer<QMenu> menu = menuOn(list());
        QVERIFY(menu);
        QVERIFY(entry(*menu, "Connect To"));
        const QMenu* connectTo = entry(*menu, "Connect To")->menu();
        QVERIFY(connectTo);
        QVERIFY(connectTo->actions().value(0)->isEnabled());
        m_fixture->project.remove(pattern);
        QAction* active = entry(*menu, "Active");
        QVERIFY(active);
        active->trigger();
        triggerAll(*connectTo);
        QVERIFY(m_fixture->project.find(QStringLiteral("moviefileout1")));
        menu->close();
    }

    void whatAMovieIsConnectedToGoesWhileItsMenuIsOpen()
    {
        Operator& movie = m_fixture->op("moviefileout1");
        list().select(&movie);
        const QPointer<QMenu> menu = menuOn(list());
        QVERIFY(menu);
        QVERIFY(entry(*menu, "Disconnect"));
        const QMenu* disconnect = entry(*menu, "Disconnect")->menu();
        QVERIFY(disconnect);
        QVERIFY(!disconnect->isEmpty());
        m_fixture->project.remove(movie);
        triggerAll(*disconnect);
        menu->close();
    }

    void anotherProjectComesWhileSaveAsIsOpen()
    {
        bool isOpen = false;
        loadWhileOpen<QFileDialog>(isOpen);
        QVERIFY(!window().document().saveAs());
        QVERIFY(isOpen);
    }

    void anotherProjectComesWhileChangesAreAskedAbout()
    {
        QVERIFY(m_fixture->op("testpattern1").params().set(QStringLiteral("flash"), false));
        bool isOpen = false;
        loadWhileOpen<QMessageBox>(isOpen);
        QVERIFY(!window().document().mayDiscard());
        QVERIFY(isOpen);
    }

    void aTablesDialogBelongsToIt()
    {
        Operator& first = **m_fixture->project.add(QStringLiteral("table"));
        Operator& second = **m_fixture->project.add(QStringLiteral("table"));
        list().select(&first);
        bool isOpen = false;
        QTimer::singleShot(0, this, [&] {
            isOpen = qobject_cast<QFileDialog*>(QApplication::activeModalWidget()) != nullptr;
            list().select(&second);
        });
        window().tableEditor().save();
        QVERIFY(isOpen);
        QVERIFY(!QApplication::activeModalWidget());
    }

    void aDialogOfFilesBelongsToItsOperator()
    {
        Operator& movie = m_fixture->op("moviefileout1");
        Operator& other = **m_fixture->project.add(QStringLiteral("moviefileout"));
        QVERIFY(movie.params().set(QStringLiteral("file"), QStringLiteral("a.mov")));
        QVERIFY(other.params().set(QStringLiteral("file"), QStringLiteral("b.mov")));
        list().select(&movie);
        QToolButton* browse = nullptr;
        for (QToolButton* button :
             window().inspector().row(QStringLiteral("file"))->findChildren<QToolButton*>()) {
            if (button->toolTip().startsWith(QStringLiteral("Browse")))
                browse = button;
        }
        QVERIFY(browse);
        browse->click();
        const QPointer<QFileDialog> dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        QVERIFY(dialog);
        list().select(&other);
        QTRY_VERIFY(!dialog);
        QVERIFY(!QApplication::activeModalWidget());
        QCOMPARE(other.params().text(QStringLiteral("file")), QStringLiteral("b.mov"));
        list().select(&movie);
        browse->click();
        window().inspector().row(QStringLiteral("file"))->setEnabled(false); // as what drives it does
        auto* again = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        QVERIFY(again);
        QVERIFY(again->isEnabled());
        again->setDirectory(m_fixture->folder.path());
        again->selectFile(QStringLiteral("c.mov"));
        QMetaObject::invokeMethod(again, "accept");
        QTRY_COMPARE(QFileInfo(movie.params().text(QStringLiteral("file"))).fileName(),
                     QStringLiteral("c.mov"));
    }

    void aRecordingBeginsWhileAnotherProjectIsAskedFor()
    {
        const QString other = otherProject();
        QVERIFY(!other.isEmpty());
        Operator& pattern = m_fixture->op("testpattern1");
        QVERIFY(pattern.params().set(QStringLiteral("resolution"), QVariantList{64, 48}));
        QVERIFY(m_fixture->project.isModified());
        Recorder* recorder = m_fixture->engine.recorder(m_fixture->op("moviefileout1"));
        bool isAsked = false;
        QTimer::singleShot(0, this, [&] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            if (!box)
                return;
            isAsked = true;
            recorder->record();
            QTRY_COMPARE_WITH_TIMEOUT(recorder->state(), RecorderState::Recording, 20000);
            box->button(QMessageBox::Discard)->click();
        });
        QVERIFY(!window().mayReplaceProject());
        QVERIFY(isAsked);
        QVERIFY(!window().openProject(other));
        QCOMPARE(recorder->state(), RecorderState::Recording);
        QVERIFY(window().noticeText().contains(QStringLiteral("A recording is running")));
        recorder->stop();
        QVERIFY(recorder->waitUntilIdle(std::chrono::seconds(20)));
        QVERIFY(window().openProject(other));
        QVERIFY(m_fixture->project.operators().empty());
    }

    void aRecordingBeginsWhileClosingIsAskedFor()
    {
        QVERIFY(
            m_fixture->op("testpattern1").params().set(QStringLiteral("resolution"), QVariantList{64, 48}));
        Recorder* recorder = m_fixture->engine.recorder(m_fixture->op("moviefileout1"));
        int questions = 0;
        const auto answer = [&] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            if (!box)
                return;
            ++questions;
            if (QAbstractButton* discard = box->button(QMessageBox::Discard)) {
                recorder->record();
                QTRY_COMPARE_WITH_TIMEOUT(recorder->state(), RecorderState::Recording, 20000);
                discard->click();
            } else {
                box->button(QMessageBox::Cancel)->click();
            }
        };
        QTimer answers;
        connect(&answers, &QTimer::timeout, this, answer);
        answers.start(50);
        QVERIFY(!window().close());
        QCOMPARE(questions, 2);
        QVERIFY(window().isVisible());
        QCOMPARE(recorder->state(), RecorderState::Recording);
        recorder->stop();
        QVERIFY(recorder->waitUntilIdle(std::chrono::seconds(20)));
        answers.stop();
    }

    void anOperatorGoesWhileItsRemovalIsAsked()
    {
        Operator& pattern = m_fixture->op("testpattern1");
        Operator& movie = m_fixture->op("moviefileout1");
        list().setAsksToRemove(true);
        list().tree().select({&pattern, &movie});
        bool isAsked = false;
        QTimer::singleShot(0, this, [&] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            if (!box)
                return;
            isAsked = true;
            m_fixture->project.remove(pattern);
            box->defaultButton()->click();
        });
        list().removeCurrent();
        QVERIFY(isAsked);
        QVERIFY(!m_fixture->project.find(QStringLiteral("testpattern1")));
        QVERIFY(!m_fixture->project.find(QStringLiteral("moviefileout1")));
    }
};

QTEST_MAIN(TestUiOutside)
#include "test_ui_outside.moc"
