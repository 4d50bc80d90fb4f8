// SPDX-License-Identifier: GPL-3.0-or-later
#include "operators/table_file.h"
#include "ui/inspector/inspector_view.h"
#include "ui/inspector/param_row.h"
#include "ui/panels/notice_line.h"
#include "ui/panels/operator_list.h"
#include "ui/panels/operator_tree.h"
#include "ui/starter_project.h"
#include "ui/table/table_editor.h"
#include "ui/table/table_model.h"
#include "ui/undo/undo_actions.h"
#include "ui/viewport/viewport_panel.h"
#include "ui/window_fixture.h"

#include <QAction>
#include <QClipboard>
#include <QDropEvent>
#include <QFile>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMimeData>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QUrl>

using namespace reelout;

/// The cells of a table as a person edits them, in the window.
class TestUiTable : public QObject {
    Q_OBJECT

    std::unique_ptr<test::WindowFixture> m_fixture;
    using Rows = std::vector<QStringList>;

    MainWindow& window() { return *m_fixture->window; }
    TableEditor& editor() { return window().tableEditor(); }
    QTableView& view() { return editor().view(); }
    Operator& table() { return m_fixture->op("table1"); }
    void choose(int row, int column) { view().setCurrentIndex(editor().model().index(row, column)); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget* focused = QApplication::focusWidget();
        QTest::keyClick(focused ? focused : &window(), key, modifiers);
    }
    static void copyText(const char* text) { QGuiApplication::clipboard()->setText(QString::fromUtf8(text)); }
    static Rows rows(std::initializer_list<QStringList> all) { return Rows(all); }
    QToolButton* button(const char* name)
    {
        for (QToolButton* each : editor().findChildren<QToolButton*>())
            if (each->accessibleName() == QLatin1String(name))
                return each;
        return nullptr;
    }

private Q_SLOTS:
    void initTestCase() { test::useOwnSettings(); }
    void init()
    {
        m_fixture = std::make_unique<test::WindowFixture>();
        QVERIFY(makeStarterProject(m_fixture->engine));
        m_fixture->window = std::make_unique<MainWindow>(m_fixture->engine);
        window().resize(1300, 900);
        window().show();
        QVERIFY(QTest::qWaitForWindowExposed(&window()));
        window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window()));
        window().operatorList().add(QStringLiteral("table"));
        view().setFocus();
    }
    void cleanup() { m_fixture.reset(); }

    void standsWhereThePictureIs()
    {
        QVERIFY(editor().isVisible());
        QVERIFY(!window().viewportPanel().isVisible());
        window().operatorList().select(&m_fixture->op("testpattern1"));
        QVERIFY(!editor().isVisible());
        QVERIFY(window().viewportPanel().isVisible());
    }

    void rowsAndColumns()
    {
        QTest::mouseClick(button("Row"), Qt::LeftButton);
        QCOMPARE(table().rows(), rows({{QString()}}));
        view().setFocus();
        press(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(table().rows(), rows({{QString(), QString()}}));
        QCOMPARE(view().currentIndex().column(), 1);
        press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(table().rows().size(), std::size_t(2));
        QCOMPARE(view().currentIndex().row(), 1);
        press(Qt::Key_Delete, Qt::ControlModifier);
        QCOMPARE(table().rows().size(), std::size_t(1));
        press(Qt::Key_Delete, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(table().rows().front().size(), 1);
        press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(table().rows().front().size(), 2);
    }

    void cellsAreTyped()
    {
        table().setRows(rows({{QStringLiteral("a"), QStringLiteral("b")}, {QStringLiteral("c")}}));
        window().history().commit();
        choose(1, 1); // beyond the end of a short row
        QTest::keyClicks(&view(), QStringLiteral("x"));
        auto* cell = view().findChild<QLineEdit*>();
        QVERIFY(cell);
        QTest::keyClicks(cell, QStringLiteral("yz"));
        QTest::keyClick(cell, Qt::Key_Return);
        QTRY_COMPARE(table().rows().at(1), QStringList({QStringLiteral("c"), QStringLiteral("xyz")}));
        window().history().commit();
        QCOMPARE(window().undoActions().undo()->text(), QStringLiteral("&Undo Change of Table table1"));
        view().setFocus();
        press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(table().rows().at(1), QStringList(QStringLiteral("c")));
        press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(table().rows().at(1).at(1), QStringLiteral("xyz"));
    }

    void cellsAreCopiedAndPasted()
    {
        copyText("title\tDusk\r\nartist\t\"two\nlines\"\r\n");
        press(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(table().rows(), rows({{QStringLiteral("title"), QStringLiteral("Dusk")},
                                       {QStringLiteral("artist"), QStringLiteral("two\nlines")}}));
        // The table grows where they don't fit.
        choose(1, 1);
        copyText("1\t2\n3\t4\n");
        press(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(table().rows().size(), std::size_t(3));
        QCOMPARE(table().rows().at(2), QStringList({QString(), QStringLiteral("3"), QStringLiteral("4")}));
        choose(1, 1);
        view().selectionModel()->select(
            QItemSelection(editor().model().index(1, 1), editor().model().index(2, 2)),
            QItemSelectionModel::ClearAndSelect);
        press(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("1\t2\n3\t4\n"));
        // One cell fills all that are chosen.
        copyText("0");
        press(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(table().rows().at(2), QStringList({QString(), QStringLiteral("0"), QStringLiteral("0")}));
        press(Qt::Key_X, Qt::ControlModifier);
        QCOMPARE(table().rows().at(2), QStringList({QString(), QString(), QString()}));
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("0\t0\n0\t0\n"));
        press(Qt::Key_Z, Qt::ControlModifier);
        press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(table().rows().at(2).at(1), QStringLiteral("3"));
        // Del clears cells; the operator stays.
        press(Qt::Key_Delete);
        QVERIFY(m_fixture->project.find(QStringLiteral("table1")));
    }

    void savedAndLoaded_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addRow("tsv") << QStringLiteral("a.tsv");
        QTest::addRow("csv") << QStringLiteral("a.CSV");
    }
    void savedAndLoaded()
    {
        QFETCH(QString, name);
        const QString path = m_fixture->folder(name);
        const Rows cells =
            rows({{QStringLiteral("größe, \"x\""), QString()}, {QStringLiteral("2"), QStringLiteral("3")}});
        table().setRows(cells);
        QVERIFY(editor().saveTo(path));
        QVERIFY(window().notice().text().contains(path));
        table().setRows({});
        QMimeData dragged;
        dragged.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter(QPoint(20, 60), Qt::CopyAction, &dragged, Qt::LeftButton, {});
        QApplication::sendEvent(&editor(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(20, 60), Qt::CopyAction, &dragged, Qt::LeftButton, {});
        QApplication::sendEvent(&editor(), &drop);
        QCOMPARE(table().rows(), cells);
    }

    void whatCantBeSavedIsTold()
    {
        table().setRows(rows({{QStringLiteral("a\tb")}}));
        QVERIFY(!editor().saveTo(m_fixture->folder(QStringLiteral("a.tsv"))));
        QVERIFY(window().notice().text().contains(QStringLiteral(".csv")));
        QVERIFY(!QFile::exists(m_fixture->folder(QStringLiteral("a.tsv"))));
        QVERIFY(!editor().loadFrom(m_fixture->folder(QStringLiteral("none.tsv"))));
        QCOMPARE(table().rows().size(), std::size_t(1));
    }

    void headerTableIsMadeFromItsRow()
    {
        window().operatorList().select(&m_fixture->op("moviefileout1"));
        window().inspector().reveal(QStringLiteral("headerdat"));
        ParamRow* row = window().inspector().row(QStringLiteral("headerdat"));
        QTest::mouseClick(row->editor()->controls().at(1), Qt::LeftButton);
        QCOMPARE(m_fixture->op("moviefileout1").params().text(QStringLiteral("headerdat")),
                 QStringLiteral("table2"));
        QCOMPARE(window().operatorList().currentOperator()->name(), QStringLiteral("table2"));
        QVERIFY(editor().isVisible());
        window().history().commit();
        window().undoActions().undo()->trigger();
        QVERIFY(!m_fixture->project.find(QStringLiteral("table2")));
        QVERIFY(m_fixture->op("moviefileout1").params().text(QStringLiteral("headerdat")).isEmpty());
    }

    void changesFromElsewhereAreSeen()
    {
        table().setRows(rows({{QStringLiteral("a")}, {QStringLiteral("b")}}));
        choose(1, 0);
        table().setRows(rows({{QStringLiteral("a")}, {QStringLiteral("c")}, {QStringLiteral("d")}}));
        QCOMPARE(editor().model().rowCount(), 3);
        QCOMPARE(view().currentIndex().row(), 1);
        m_fixture->project.remove(table());
        QCOMPARE(editor().model().rowCount(), 0);
    }
};

QTEST_MAIN(TestUiTable)
#include "test_ui_table.moc"
