// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/inspector_view.h"
#include "ui/inspector/number_field.h"
#include "ui/inspector/operator_header.h"
#include "ui/inspector/param_row.h"
#include "ui/inspector/row_label.h"
#include "ui/panels/notice_line.h"
#include "ui/panels/operator_delegate.h"
#include "ui/panels/operator_list.h"
#include "ui/panels/operator_tree.h"
#include "ui/panels/state_light.h"
#include "ui/starter_project.h"
#include "ui/undo/undo_actions.h"
#include "ui/window_fixture.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QJsonDocument>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QTest>
#include <QToolButton>

using namespace reelout;

/// What a person does to values and operators in the window, and takes back.
class TestUiEditing : public QObject {
    Q_OBJECT

    std::unique_ptr<test::WindowFixture> m_fixture;

    MainWindow& window() { return *m_fixture->window; }
    OperatorList& list() { return window().operatorList(); }
    InspectorView& inspector() { return window().inspector(); }
    ParamSet& movie() { return m_fixture->op("moviefileout1").params(); }
    ParamRow& row(const char* name)
    {
        inspector().reveal(QLatin1String(name));
        return *inspector().row(QLatin1String(name));
    }
    template <typename T>
    T* control(const char* name, int index = 0)
    {
        return qobject_cast<T*>(row(name).editor()->controls().value(index));
    }
    static void type(QWidget* field, const char* text)
    {
        field->setFocus();
        QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(field, QLatin1String(text));
        QTest::keyClick(field, Qt::Key_Return);
    }
    /// To the widget that has the keyboard, as a person's keys go.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget* focused = QApplication::focusWidget();
        QTest::keyClick(focused ? focused : &window(), key, modifiers);
    }
    QString undoText() { return window().undoActions().undo()->text(); }
    static void drag(QWidget* widget, int by, Qt::KeyboardModifiers modifiers = {})
    {
        const QPoint from = widget->rect().center();
        QTest::mousePress(widget, Qt::LeftButton, modifiers, from);
        // The first pixels only say that it is a drag.
        const int begin = QApplication::startDragDistance() + 1;
        const auto moveTo = [&](int x) {
            QMouseEvent move(QEvent::MouseMove, from + QPoint(x, 0), widget->mapToGlobal(from + QPoint(x, 0)),
                             Qt::NoButton, Qt::LeftButton, modifiers);
            QApplication::sendEvent(widget, &move);
            QTest::qWait(1);
        };
        moveTo(begin);
        for (int step = 1; step <= 10; ++step)
            moveTo(begin + by * step / 10);
        QTest::mouseRelease(widget, Qt::LeftButton, modifiers, from + QPoint(begin + by, 0));
    }

private Q_SLOTS:
    void initTestCase() { test::useOwnSettings(); }
    void init()
    {
        m_fixture = std::make_unique<test::WindowFixture>();
        QVERIFY(makeStarterProject(m_fixture->engine));
        QVERIFY(
            m_fixture->op("testpattern1").params().set(QStringLiteral("resolution"), QVariantList{320, 180}));
        m_fixture->window = std::make_unique<MainWindow>(m_fixture->engine);
        window().resize(1300, 900);
        window().show();
        QVERIFY(QTest::qWaitForWindowExposed(&window()));
        window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window()));
    }
    void cleanup() { m_fixture.reset(); }

    void undoIsNamedAndReveals()
    {
        QVERIFY(!window().undoActions().undo()->isEnabled());
        type(control<NumberField>("quality"), "0.25");
        QCOMPARE(undoText(), QStringLiteral("&Undo Change of Quality"));
        // Elsewhere, with another operator chosen: undo shows what it changed.
        list().select(&m_fixture->op("testpattern1"));
        list().tree().setFocus();
        press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(movie().number(QStringLiteral("quality")), 0.9);
        QCOMPARE(list().currentOperator()->name(), QStringLiteral("moviefileout1"));
        QVERIFY(row("quality").isVisible());
        QCOMPARE(window().undoActions().redo()->text(), QStringLiteral("&Redo Change of Quality"));
        press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(movie().number(QStringLiteral("quality")), 0.25);
    }

    void undoInAField()
    {
        auto* field = control<NumberField>("quality");
        type(field, "0.25");
        field->setFocus();
        // What was taken is taken back, what is only being typed is the field's own.
        QTest::keyClicks(field, QStringLiteral("7"));
        press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(movie().number(QStringLiteral("quality")), 0.25);
        QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
        type(field, "0.25");
        press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(movie().number(QStringLiteral("quality")), 0.9);
        QCOMPARE(field->value(), 0.9);
    }

    void unsavedChangesFollowUndo()
    {
        QVERIFY(m_fixture->project.save(m_fixture->folder(QStringLiteral("a.reelout"))));
        QVERIFY(!window().isWindowModified());
        type(control<NumberField>("quality"), "0.25");
        QVERIFY(window().isWindowModified());
        window().undoActions().undo()->trigger();
        QVERIFY(!window().isWindowModified());
        window().undoActions().redo()->trigger();
        QVERIFY(window().isWindowModified());
    }

    void numbersAreDragged()
    {
        QVERIFY(movie().set(QStringLiteral("quality"), 0.2));
        auto* field = control<NumberField>("quality");
        auto* line = field->findChild<QLineEdit*>();
        drag(line, 40);
        const double coarse = movie().number(QStringLiteral("quality"));
        QVERIFY(coarse > 0.3 && coarse < 0.5);
        // One step for the whole drag.
        window().undoActions().undo()->trigger();
        QCOMPARE(movie().number(QStringLiteral("quality")), 0.2);
        drag(line, 40, Qt::ControlModifier);
        const double fine = movie().number(QStringLiteral("quality")) - 0.2;
        QVERIFY(fine > 0.0 && fine < (coarse - 0.2) / 5);
        window().undoActions().undo()->trigger();
        drag(row("quality").label(), 20, Qt::ShiftModifier);
        QCOMPARE(movie().number(QStringLiteral("quality")), 1.0);
        // A click is no drag: it brings the keyboard.
        window().undoActions().undo()->trigger();
        list().tree().setFocus();
        QTest::mouseClick(line, Qt::LeftButton);
        field->setFocus(Qt::MouseFocusReason);
        QCOMPARE(movie().number(QStringLiteral("quality")), 0.2);
    }

    void unitsAndSums()
    {
        auto* field = control<NumberField>("fps");
        window().undoActions().undo()->trigger();
        QTest::mouseClick(row("fps").modeButton(), Qt::LeftButton);
        QCOMPARE(movie().mode(QStringLiteral("fps")), ParamMode::Constant);
        QCOMPARE(field->text(), QStringLiteral("60 fps"));
        type(field, "50/2 fps");
        QCOMPARE(movie().number(QStringLiteral("fps")), 25.0);
        type(field, "30");
        QCOMPARE(movie().number(QStringLiteral("fps")), 30.0);
    }

    void expressionIsTriedWhileItIsTyped()
    {
        ParamRow& quality = row("quality");
        quality.toggleExpression();
        QWidget* line = quality.controls().constFirst();
        QTest::keyClick(line, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(line, QStringLiteral("1/4"));
        QTRY_COMPARE(quality.noteText(), QStringLiteral("= 0.25"));
        QCOMPARE(movie().number(QStringLiteral("quality")), 0.9); // not taken yet
        QTest::keyClicks(line, QStringLiteral("+nothing"));
        QTRY_VERIFY(quality.noteText().contains(QStringLiteral("nothing")));
        QTest::keyClick(line, Qt::Key_Escape); // thought better of it
        QCOMPARE(movie().expression(QStringLiteral("quality")), QStringLiteral("0.9"));
        QTRY_COMPARE(quality.noteText(), QStringLiteral("= 0.9"));
    }

    void wheelNeedsTheKeyboard()
    {
        auto* field = control<NumberField>("quality");
        const auto turn = [field] {
            QWheelEvent wheel(field->rect().center(), field->mapToGlobal(field->rect().center()), {},
                              QPoint(0, -120), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
            QApplication::sendEvent(field, &wheel);
        };
        list().tree().setFocus();
        turn();
        QCOMPARE(movie().number(QStringLiteral("quality")), 0.9);
        field->setFocus();
        turn();
        QVERIFY(movie().number(QStringLiteral("quality")) < 0.9);
    }

    void channelsAreTickedInAMenu()
    {
        list().add(QStringLiteral("audiofileout"));
        Operator& sound = m_fixture->op("audiofileout1");
        QVERIFY(m_fixture->project.connectInput(sound, 0, &m_fixture->op("audiooscillator1")));
        const auto choices = [&] { return sound.params().menuItems(QStringLiteral("scope")); };
        QTRY_COMPARE(choices().size(), std::size_t(2));
        inspector().refresh();
        ParamRow& scope = row("scope");
        const auto tick = [&](const QString& channel) {
            QTest::mouseClick(scope.editor()->controls().at(1), Qt::LeftButton);
            auto* menu = scope.editor()->findChild<QMenu*>();
            for (QAction* action : menu->actions())
                if (action->text() == channel)
                    action->trigger();
            delete menu;
        };
        tick(choices().at(0).token);
        QCOMPARE(sound.params().text(QStringLiteral("scope")), choices().at(1).token);
        tick(choices().at(0).token);
        QCOMPARE(sound.params().text(QStringLiteral("scope")), QStringLiteral("*"));
    }

    void valuesAreCopied()
    {
        type(control<NumberField>("quality"), "0.25");
        control<NumberField>("quality")->setFocus();
        press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("0.25"));
        // Several, chosen by their labels, to another operator.
        QTest::mouseClick(row("quality").label(), Qt::LeftButton);
        QTest::mouseClick(row("fps").label(), Qt::LeftButton, Qt::ControlModifier);
        QTest::mouseClick(row("type").label(), Qt::LeftButton, Qt::ControlModifier);
        QCOMPARE(inspector().chosenRows().size(), std::size_t(3));
        press(Qt::Key_C, Qt::ControlModifier);
        list().add(QStringLiteral("moviefileout"));
        ParamSet& other = m_fixture->op("moviefileout2").params();
        QVERIFY(other.set(QStringLiteral("fps"), 5));
        window().history().commit();
        inspector().pasteValues();
        QCOMPARE(other.number(QStringLiteral("quality")), 0.25);
        QCOMPARE(other.mode(QStringLiteral("fps")), ParamMode::Expression);
        window().history().commit();
        QCOMPARE(undoText(), QStringLiteral("&Undo Change of Several Parameters"));
        window().undoActions().undo()->trigger();
        QCOMPARE(other.number(QStringLiteral("quality")), 0.9);
        // Plain text from anywhere goes to the row with the keyboard; what does not fit is told.
        QGuiApplication::clipboard()->setText(QStringLiteral(" 0.5 "));
        control<NumberField>("quality")->setFocus();
        press(Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(other.number(QStringLiteral("quality")), 0.5);
        QGuiApplication::clipboard()->setText(QStringLiteral("much"));
        inspector().pasteValues();
        QCOMPARE(other.number(QStringLiteral("quality")), 0.5);
        QVERIFY(!window().notice().text().isEmpty());
    }

    void rowsAreChosenByKeyboard()
    {
        control<QComboBox>("type")->setFocus();
        press(Qt::Key_Escape);
        QVERIFY(row("type").label()->hasFocus());
        QVERIFY(row("type").isChosen());
        press(Qt::Key_Down, Qt::ShiftModifier);
        press(Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(inspector().chosenRows().size(), std::size_t(3));
        press(Qt::Key_Up);
        QCOMPARE(inspector().chosenRows().size(), std::size_t(1));
        press(Qt::Key_Return);
        QVERIFY(!inspector().chosenRows().front()->label()->hasFocus());
        QVERIFY(inspector().chosenRows().front()->isAncestorOf(QApplication::focusWidget()));
    }

    void operatorsAreCopiedAndDuplicated()
    {
        OperatorTree& tree = list().tree();
        tree.select({&m_fixture->op("moviefileout1"), &m_fixture->op("testpattern1")});
        tree.setFocus();
        press(Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QJsonDocument::fromJson(QGuiApplication::clipboard()->text().toUtf8()).isObject());
        press(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(m_fixture->op("moviefileout2").input(0), &m_fixture->op("testpattern2"));
        QCOMPARE(m_fixture->op("moviefileout2").params().text(QStringLiteral("audiochop")),
                 QStringLiteral("audiooscillator1"));
        QCOMPARE(list().chosenOperators().size(), std::size_t(2));
        window().history().commit();
        QCOMPARE(undoText(), QStringLiteral("&Undo Paste of 2 Operators"));
        list().select(&m_fixture->op("moviefileout2"));
        tree.setFocus();
        press(Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(m_fixture->op("moviefileout3").input(0), &m_fixture->op("testpattern2"));
        tree.setFocus();
        press(Qt::Key_Z, Qt::ControlModifier);
        press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_fixture->project.operators().size(), std::size_t(3));
        tree.selectAll();
        press(Qt::Key_Delete);
        QVERIFY(m_fixture->project.operators().empty());
        QVERIFY(!inspector().subject());
        press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_fixture->project.operators().size(), std::size_t(3));
        QCOMPARE(m_fixture->op("moviefileout1").input(0), &m_fixture->op("testpattern1"));
    }

    void severalAreEditedTogether()
    {
        list().add(QStringLiteral("moviefileout"));
        ParamSet& other = m_fixture->op("moviefileout2").params();
        QVERIFY(other.set(QStringLiteral("quality"), 0.3));
        QVERIFY(other.set(QStringLiteral("uniquesuff"), false));
        QVERIFY(other.set(QStringLiteral("type"), QStringLiteral("image")));
        QVERIFY(other.set(QStringLiteral("imagefiletype"), QStringLiteral("jpeg")));
        list().tree().select({&m_fixture->op("moviefileout1"), &m_fixture->op("moviefileout2")});
        QCOMPARE(window().header().findChild<QLineEdit*>()->text(), QStringLiteral("2 operators"));
        // What differs is shown as that.
        auto* quality = control<NumberField>("quality");
        QVERIFY(row("quality").isMixed());
        QCOMPARE(quality->text(), QString());
        QCOMPARE(control<QComboBox>("type")->currentIndex(), -1);
        QCOMPARE(control<QCheckBox>("uniquesuff")->checkState(), Qt::PartiallyChecked);
        QVERIFY(!row("videocodec").isMixed());
        // Also the value the first one has already is given to all.
        type(quality, "0.9");
        QCOMPARE(other.number(QStringLiteral("quality")), 0.9);
        QVERIFY(!row("quality").isMixed());
        QTest::keyClick(control<QComboBox>("type"), Qt::Key_Down);
        QCOMPARE(other.text(QStringLiteral("type")), movie().text(QStringLiteral("type")));
        QTest::mouseClick(control<QCheckBox>("uniquesuff"), Qt::LeftButton, {}, QPoint(6, 8));
        QCOMPARE(other.toggle(QStringLiteral("uniquesuff")), movie().toggle(QStringLiteral("uniquesuff")));
        window().history().commit();
        QVERIFY2(undoText().contains(QStringLiteral("Unique Suffix")), qPrintable(undoText()));
        // One of a pair leaves the other number of each as it is.
        QVERIFY(movie().set(QStringLiteral("outputresolution"), QStringLiteral("custom")));
        QVERIFY(other.set(QStringLiteral("outputresolution"), QStringLiteral("custom")));
        QVERIFY(movie().set(QStringLiteral("resolution"), QVariantList{100, 50}));
        QVERIFY(other.set(QStringLiteral("resolution"), QVariantList{200, 60}));
        QTRY_VERIFY(control<NumberField>("resolution", 1)->isEnabled());
        type(control<NumberField>("resolution", 1), "70");
        QCOMPARE(movie().value(QStringLiteral("resolution")).toList(), QVariantList({100LL, 70LL}));
        QCOMPARE(other.value(QStringLiteral("resolution")).toList(), QVariantList({200LL, 70LL}));
        row("resolution").reset();
        QVERIFY(other.isDefault(QStringLiteral("resolution")));
    }

    void severalTypesShareWhatTheyHave()
    {
        list().add(QStringLiteral("audiofileout"));
        list().tree().select({&m_fixture->op("moviefileout1"), &m_fixture->op("audiofileout1")});
        QVERIFY(inspector().row(QStringLiteral("n")));
        QVERIFY(!inspector().row(QStringLiteral("videocodec")));
        type(control<NumberField>("n"), "7");
        QCOMPARE(movie().integer(QStringLiteral("n")), 7);
        QCOMPARE(m_fixture->op("audiofileout1").params().integer(QStringLiteral("n")), 7);
        // One of them goes while they are edited.
        m_fixture->project.remove(m_fixture->op("audiofileout1"));
        QCOMPARE(inspector().subject(), &movie());
    }

    void sourceDroppedOnARecorder()
    {
        list().add(QStringLiteral("moviefileout"));
        OperatorTree& tree = list().tree();
        const auto drop = [&](const char* source, const char* target, QString* hint) {
            QTreeWidgetItem* item =
                tree.findItems(QLatin1String(target), Qt::MatchExactly | Qt::MatchRecursive).value(0);
            const QPoint at = tree.visualItemRect(item).center();
            QMimeData dragged;
            dragged.setData(QLatin1String(kOperatorMimeType), source);
            dragged.setText(QLatin1String(source));
            QDragEnterEvent enter(at, Qt::LinkAction, &dragged, Qt::LeftButton, {});
            QApplication::sendEvent(tree.viewport(), &enter);
            QDragMoveEvent move(at, Qt::LinkAction, &dragged, Qt::LeftButton, {});
            QApplication::sendEvent(tree.viewport(), &move);
            *hint = item->data(0, kHintRole).toString();
            if (!move.isAccepted())
                return false;
            QDropEvent event(at, Qt::LinkAction, &dragged, Qt::LeftButton, {});
            QApplication::sendEvent(tree.viewport(), &event);
            return event.isAccepted();
        };
        QString hint;
        QVERIFY(drop("testpattern1", "moviefileout2", &hint));
        QCOMPARE(hint, QStringLiteral("Input"));
        QCOMPARE(m_fixture->op("moviefileout2").input(0), &m_fixture->op("testpattern1"));
        window().history().commit();
        QCOMPARE(undoText(), QStringLiteral("&Undo Wiring of moviefileout2"));
        QVERIFY(drop("audiooscillator1", "moviefileout2", &hint));
        QCOMPARE(hint, QStringLiteral("Audio CHOP"));
        QCOMPARE(m_fixture->op("moviefileout2").params().text(QStringLiteral("audiochop")),
                 QStringLiteral("audiooscillator1"));
        list().add(QStringLiteral("testpattern"));
        QVERIFY(drop("testpattern2", "moviefileout2", &hint));
        QCOMPARE(hint, QStringLiteral("Input instead of testpattern1"));
        // What can't be connected isn't offered.
        QVERIFY(!drop("moviefileout2", "testpattern1", &hint));
        QVERIFY(hint.isEmpty());
        window().undoActions().undo()->trigger();
        QCOMPARE(m_fixture->op("moviefileout2").input(0), &m_fixture->op("testpattern1"));
    }

    void listShowsWhatIsWrongAndWhatRuns()
    {
        const auto data = [this](const char* name, int role) {
            return list()
                .tree()
                .findItems(QLatin1String(name), Qt::MatchExactly | Qt::MatchRecursive)
                .value(0)
                ->data(0, role);
        };
        QVERIFY(data("moviefileout1", kWarningRole).toString().isEmpty());
        QTRY_VERIFY(!data("testpattern1", kPictureRole).value<QImage>().isNull());
        QTRY_VERIFY(!data("moviefileout1", kPictureRole).value<QImage>().isNull());
        QTRY_VERIFY(data("audiooscillator1", kLevelRole).toFloat() >= 0.0F);
        QVERIFY(m_fixture->project.connectInput(m_fixture->op("moviefileout1"), 0, nullptr));
        QTRY_VERIFY(!data("moviefileout1", kWarningRole).toString().isEmpty());
        QVERIFY(data("moviefileout1", Qt::AccessibleDescriptionRole)
                    .toString()
                    .contains(data("moviefileout1", kWarningRole).toString()));
        window().undoActions().undo()->trigger();
        QTRY_VERIFY(data("moviefileout1", kWarningRole).toString().isEmpty());
        m_fixture->op("testpattern1").setActive(false);
        QCOMPARE(data("testpattern1", kLightRole).toInt(), static_cast<int>(StateLight::Off));
    }

    void deletedOperatorReturnsToItsPlace()
    {
        list().add(QStringLiteral("testpattern"));
        list().add(QStringLiteral("testpattern"));
        QTreeWidgetItem* group =
            list()
                .tree()
                .findItems(QStringLiteral("testpattern2"), Qt::MatchExactly | Qt::MatchRecursive)
                .value(0)
                ->parent();
        list().select(&m_fixture->op("testpattern2"));
        window().history().commit();
        list().removeCurrent();
        QCOMPARE(list().currentOperator()->name(), QStringLiteral("testpattern3"));
        window().undoActions().undo()->trigger();
        QCOMPARE(group->child(1)->text(0), QStringLiteral("testpattern2"));
        QCOMPARE(list().currentOperator()->name(), QStringLiteral("testpattern2"));
    }
};

QTEST_MAIN(TestUiEditing)
#include "test_ui_editing.moc"
