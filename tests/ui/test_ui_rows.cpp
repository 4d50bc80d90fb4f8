// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/temp_folder.h"
#include "ui/every_kind.h"
#include "ui/inspector/expression_completer.h"
#include "ui/inspector/expression_page.h"
#include "ui/inspector/inspector_view.h"
#include "ui/inspector/number_field.h"
#include "ui/inspector/param_row.h"

#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>
#include <QUrl>

using namespace reelout;

/// What every row has besides its editor: availability, mode, reset, notes; and the pages around them.
class TestUiRows : public QObject {
    Q_OBJECT

    std::unique_ptr<ParamSet> m_set;
    Project m_project;
    Operator* m_recorder = nullptr;
    std::unique_ptr<InspectorView> m_view;
    Result<QString> m_next = QStringLiteral("Next: /films/out.0.mp4");

    ParamRow* row(const char* name) { return m_view->row(QLatin1String(name)); }
    static void typeExpression(ParamRow* row, const char* text)
    {
        QLineEdit* line = row->expressionPage()->line();
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, QLatin1String(text));
        QTest::keyClick(line, Qt::Key_Return);
    }

    static void drop(QWidget* target, const QMimeData& dragged)
    {
        QDragEnterEvent enter(QPoint(4, 4), Qt::CopyAction, &dragged, Qt::LeftButton, {});
        QApplication::sendEvent(target, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event(QPointF(4, 4), Qt::CopyAction, &dragged, Qt::LeftButton, {});
        QApplication::sendEvent(target, &event);
    }

private Q_SLOTS:
    void init()
    {
        m_next = QStringLiteral("Next: /films/out.0.mp4");
        m_project.clear();
        m_recorder = m_project.add(QStringLiteral("moviefileout")).value();
        m_set = test::makeEveryKindSet(std::make_shared<QStringList>(QStringList{QStringLiteral("one")}));
        EditorContext context;
        context.fileNote = [this] { return m_next; };
        context.completions = [this](const QString& text, int cursor) {
            return completionsFor(m_project, m_recorder, text, cursor);
        };
        m_view = std::make_unique<InspectorView>();
        m_view->setSubject(m_set.get(), context);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }
    void cleanup() { m_view.reset(); }

    void disabledRowSaysWhy()
    {
        QVERIFY(!row("count")->editor()->isEnabled());
        QCOMPARE(row("count")->disabledReason(), m_set->enableState(QStringLiteral("count")).reason);
        QVERIFY(row("count")->disabledReason().contains(QStringLiteral("Power")));
        QVERIFY(row("count")->toolTip().contains(row("count")->disabledReason()));
        QVERIFY(row("count")->whyButton()->isVisible());
        QVERIFY(m_set->set(QStringLiteral("power"), true));
        QTRY_VERIFY(row("count")->editor()->isEnabled());
        QVERIFY(!row("count")->whyButton()->isVisible());
        QVERIFY(row("count")->disabledReason().isEmpty());
    }

    void resetIsOfferedWhenNotDefault()
    {
        QVERIFY(!row("speed")->resetButton()->isVisibleTo(row("speed")));
        QVERIFY(m_set->set(QStringLiteral("speed"), 7.0));
        QVERIFY(row("speed")->resetButton()->isVisibleTo(row("speed")));
        QTest::mouseClick(row("speed")->resetButton(), Qt::LeftButton);
        QCOMPARE(m_set->number(QStringLiteral("speed")), 1.0);
        QVERIFY(!row("speed")->resetButton()->isVisibleTo(row("speed")));
    }

    void expressionMode()
    {
        QVERIFY(m_set->set(QStringLiteral("speed"), 7.0));
        QTest::mouseClick(row("speed")->modeButton(), Qt::LeftButton);
        QCOMPARE(m_set->mode(QStringLiteral("speed")), ParamMode::Expression);
        // Its value is where the expression begins.
        QCOMPARE(row("speed")->expressionPage()->line()->text(), QStringLiteral("7"));
        typeExpression(row("speed"), "6*7");
        QCOMPARE(m_set->number(QStringLiteral("speed")), 42.0);
        QCOMPARE(row("speed")->noteText(), QStringLiteral("= 42"));
        typeExpression(row("speed"), "nonsense");
        QVERIFY(row("speed")->noteText().contains(QStringLiteral("ReferenceError: nonsense")));
        QVERIFY(row("speed")->noteText().contains(QStringLiteral("last good value: 42")));
        QTest::mouseClick(row("speed")->modeButton(), Qt::LeftButton);
        QCOMPARE(m_set->mode(QStringLiteral("speed")), ParamMode::Constant);
        QCOMPARE(m_set->number(QStringLiteral("speed")), 42.0);
        QVERIFY(row("speed")->noteText().isEmpty());
    }

    void typingAnExpressionIsHelped()
    {
        QTest::mouseClick(row("speed")->modeButton(), Qt::LeftButton);
        QLineEdit* line = row("speed")->expressionPage()->line();
        ExpressionCompleter* completer = row("speed")->expressionPage()->completer();
        line->clear();
        line->setFocus();
        QTest::keyClicks(line, QStringLiteral("1 + op('mov"));
        QCOMPARE(completer->shownTexts(), QStringList(QStringLiteral("moviefileout1")));
        QWidget* popup = QApplication::activePopupWidget();
        QVERIFY(popup);
        QTest::keyClick(popup, Qt::Key_Tab);
        QCOMPARE(line->text(), QStringLiteral("1 + op('moviefileout1')"));
        QVERIFY(!completer->isShown());
        QTest::keyClicks(line, QStringLiteral(".par.fp"));
        QCOMPARE(completer->shownTexts(), QStringList(QStringLiteral("fps")));
        // Escape sends the list away and leaves what was typed.
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Escape);
        QVERIFY(!completer->isShown());
        QCOMPARE(line->text(), QStringLiteral("1 + op('moviefileout1').par.fp"));
        QTest::keyClick(line, Qt::Key_Space, Qt::ControlModifier);
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Return);
        QCOMPARE(line->text(), QStringLiteral("1 + op('moviefileout1').par.fps"));
        // Nothing was taken before the end.
        QCOMPARE(m_set->expression(QStringLiteral("speed")), QStringLiteral("0.25"));
    }

    void exportedRowIsGreyed()
    {
        QVERIFY(m_set->setExport(QStringLiteral("speed"), 3.0));
        QVERIFY(!row("speed")->editor()->isEnabled());
        QVERIFY(!row("speed")->disabledReason().isEmpty());
        m_set->clearExport(QStringLiteral("speed"));
        QVERIFY(row("speed")->editor()->isEnabled());
    }

    void fileSaysWhereItGoes()
    {
        const auto note = [this] { return row("file")->noteText().remove(QChar(0x200b)); };
        QCOMPARE(note(), QStringLiteral("Next: /films/out.0.mp4"));
        m_next =
            makeError(ErrorCode::PermissionDenied, QStringLiteral("name file"), QStringLiteral("/films"));
        m_view->refresh();
        QVERIFY(!note().contains(QStringLiteral("Next")));
        QVERIFY(note().contains(QStringLiteral("/films")));
    }

    void droppedFolderKeepsTheName()
    {
        const test::TempFolder folder;
        QMimeData dragged;
        dragged.setUrls({QUrl::fromLocalFile(folder.path())});
        drop(row("file"), dragged);
        QCOMPARE(m_set->expression(QStringLiteral("file")),
                 QStringLiteral("'%1/out' + '.mp4'").arg(folder.path()));
        // With a constant, the editor does the same.
        QVERIFY(m_set->set(QStringLiteral("file"), QStringLiteral("/old/take.mp4")));
        drop(row("file")->editor(), dragged);
        QCOMPARE(m_set->text(QStringLiteral("file")), folder(QStringLiteral("take.mp4")));
    }

    void typingIsNotDisturbed()
    {
        auto* line = qobject_cast<QLineEdit*>(row("title")->editor()->controls().constFirst());
        line->setFocus();
        QTest::keyClicks(line, QStringLiteral("half a wo"));
        m_set->refresh();
        m_view->refresh();
        QCOMPARE(line->text(), QStringLiteral("half a wo"));
    }

    void everyControlHasAName()
    {
        QVERIFY(m_set->set(QStringLiteral("parts"), QVariantList{QVariantMap{}}));
        for (const ParamRow* each : m_view->rows())
            for (const QWidget* control : each->editor()->controls())
                QVERIFY2(!control->accessibleName().isEmpty(), qPrintable(each->descriptor().name));
    }

    void tabReachesEveryEditor()
    {
        QVERIFY(m_set->set(QStringLiteral("power"), true));
        QVERIFY(m_set->setExpression(QStringLiteral("speed"), QStringLiteral("6*7")));
        QVERIFY(m_set->set(QStringLiteral("parts"), QVariantList{QVariantMap{}}));
        m_view->refresh();
        auto* pages = m_view->findChild<QTabWidget*>();
        for (int page = 0; page < pages->count(); ++page) {
            pages->setCurrentIndex(page);
            m_view->findChild<QLineEdit*>()->setFocus();
            QList<const QWidget*> reached;
            for (int step = 0; step < 100; ++step) {
                QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
                if (!reached.contains(QApplication::focusWidget()))
                    reached.append(QApplication::focusWidget());
            }
            for (const ParamRow* each : m_view->rows()) {
                if (each->descriptor().page != pages->tabText(page))
                    continue;
                QVERIFY2(reached.contains(each->controls().constFirst()),
                         qPrintable(each->descriptor().name));
            }
        }
    }

    void searchShowsMatchesOnly()
    {
        m_view->search(QStringLiteral("whether it runs"));
        QVERIFY(row("power")->isVisibleTo(m_view.get()));
        QVERIFY(!row("shape")->isVisibleTo(row("shape")->parentWidget()));
        auto* pages = m_view->findChild<QTabWidget*>();
        QVERIFY(pages->isTabVisible(0));
        QVERIFY(!pages->isTabVisible(1));
        m_view->search({});
        QVERIFY(pages->isTabVisible(1));
        QVERIFY(row("shape")->isVisibleTo(row("shape")->parentWidget()));
    }

    void theSetMayGo()
    {
        m_set.reset();
        QVERIFY(m_view->rows().empty());
        m_view->refresh();
    }
};

QTEST_MAIN(TestUiRows)
#include "test_ui_rows.moc"
