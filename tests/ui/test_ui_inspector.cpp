// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/every_kind.h"
#include "ui/inspector/inspector_view.h"
#include "ui/inspector/number_field.h"
#include "ui/inspector/param_row.h"
#include "ui/inspector/value_slider.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDropEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>
#include <QUrl>

using namespace reelout;

/// Every kind of parameter: what a person does to its editor arrives in the set, what happens to the set is
/// seen in the editor.
class TestUiInspector : public QObject {
    Q_OBJECT

    std::shared_ptr<QStringList> m_entries;
    std::unique_ptr<ParamSet> m_set;
    std::unique_ptr<InspectorView> m_view;

    template <typename T>
    T* control(const char* name, int index = 0)
    {
        return qobject_cast<T*>(m_view->row(QLatin1String(name))->editor()->controls().value(index));
    }
    static void type(QWidget* field, const char* text)
    {
        field->setFocus();
        QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(field, QLatin1String(text));
        QTest::keyClick(field, Qt::Key_Return);
    }
    QVariant value(const char* name) const { return m_set->value(QLatin1String(name)); }

private Q_SLOTS:
    void init()
    {
        m_entries = std::make_shared<QStringList>(QStringList{QStringLiteral("one"), QStringLiteral("two")});
        m_set = test::makeEveryKindSet(m_entries);
        EditorContext context;
        context.operatorNames = [](const QString& family) {
            if (family == QStringLiteral("CHOP"))
                return QStringList{QStringLiteral("tone1")};
            return family == QStringLiteral("DAT") ? QStringList{QStringLiteral("table1")}
                                                   : QStringList{QStringLiteral("pattern1")};
        };
        context.familyOf = [](const QString& name) {
            return name == QStringLiteral("tone1") ? QStringLiteral("CHOP") : QStringLiteral("TOP");
        };
        m_view = std::make_unique<InspectorView>();
        m_view->setSubject(m_set.get(), context);
        m_view->resize(420, 900);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }
    void cleanup() { m_view.reset(); }

    void everyRowHasItsEditor()
    {
        QCOMPARE(m_view->rows().size(), m_set->table().rows().size());
        QSet<ParamKind> kinds;
        for (const ParamRow* row : m_view->rows()) {
            kinds.insert(row->descriptor().kind);
            QVERIFY2(!row->editor()->controls().isEmpty(), qPrintable(row->descriptor().name));
        }
        QCOMPARE(kinds.size(), 14);
    }

    void menu()
    {
        auto* box = control<QComboBox>("shape");
        QCOMPARE(box->currentText(), QStringLiteral("Round"));
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Down);
        QCOMPARE(value("shape").toString(), QStringLiteral("square"));
        // The unavailable entry is listed, can't be chosen, and says why.
        auto* model = qobject_cast<QStandardItemModel*>(box->model());
        QVERIFY(!model->item(2)->isEnabled());
        QCOMPARE(model->item(2)->toolTip(), QStringLiteral("no press here"));
        QTest::keyClick(box, Qt::Key_Down);
        QCOMPARE(value("shape").toString(), QStringLiteral("square"));
        QVERIFY(m_set->set(QStringLiteral("shape"), QStringLiteral("round")));
        QCOMPARE(box->currentText(), QStringLiteral("Round"));
    }

    void dynamicMenuFollowsItsProvider()
    {
        auto* box = control<QComboBox>("entry");
        QCOMPARE(box->count(), 2);
        QCOMPARE(box->currentData().toString(), QStringLiteral("one"));
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Down);
        QCOMPARE(value("entry").toString(), QStringLiteral("two"));
        m_entries->append(QStringLiteral("three"));
        m_set->refresh();
        QTRY_COMPARE(box->count(), 3);
        QCOMPARE(box->currentText(), QStringLiteral("TWO"));
    }

    void toggle()
    {
        auto* box = control<QCheckBox>("power");
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Space);
        QCOMPARE(value("power").toBool(), true);
        QVERIFY(m_set->set(QStringLiteral("power"), false));
        QVERIFY(!box->isChecked());
    }

    void pulses()
    {
        QSignalSpy pulsed(m_set.get(), &ParamSet::pulsed);
        QTest::keyClick(control<QPushButton>("fire"), Qt::Key_Space);
        QCOMPARE(pulsed.size(), 1);
        QCOMPARE(pulsed.takeFirst(), QVariantList({QStringLiteral("fire"), -1}));
        QMenu* list = control<QPushButton>("pick")->menu();
        QCOMPARE(list->actions().size(), 2);
        list->actions().at(1)->trigger();
        QCOMPARE(pulsed.takeFirst(), QVariantList({QStringLiteral("pick"), 1}));
        QCOMPARE(value("area").toList(), QVariantList({30LL, 40LL}));
        QCOMPARE(control<NumberField>("area", 1)->value(), 40.0);
    }

    void wholeNumber()
    {
        QVERIFY(m_set->set(QStringLiteral("power"), true));
        QTRY_VERIFY(control<NumberField>("count")->isEnabled());
        type(control<NumberField>("count"), "90/2");
        QCOMPARE(value("count").toLongLong(), 45LL);
        // Beyond the slider's end but within the hard range; the slider stands at its end.
        QCOMPARE(control<ValueSlider>("count", 1)->value(), 10);
        type(control<NumberField>("count"), "1000");
        QCOMPARE(value("count").toLongLong(), 100LL);
        QCOMPARE(control<NumberField>("count")->text(), QStringLiteral("100"));
        type(control<NumberField>("count"), "rubbish");
        QCOMPARE(value("count").toLongLong(), 100LL);
        control<ValueSlider>("count", 1)->setFocus();
        QTest::keyClick(control<ValueSlider>("count", 1), Qt::Key_Left);
        QCOMPARE(value("count").toLongLong(), 9LL);
    }

    void realNumber()
    {
        m_view->findChild<QTabWidget*>()->setCurrentIndex(1); // a page not shown yet has no geometry
        type(control<NumberField>("speed"), "0.125");
        QCOMPARE(value("speed").toDouble(), 0.125);
        type(control<NumberField>("speed"), "-3");
        QCOMPARE(value("speed").toDouble(), 0.0);
        auto* slider = control<ValueSlider>("speed", 1);
        QTest::mouseClick(slider, Qt::LeftButton, {}, slider->rect().center());
        QVERIFY(std::abs(value("speed").toDouble() - 5.0) < 0.2);
    }

    void pairs()
    {
        type(control<NumberField>("area", 0), "1920/2");
        QCOMPARE(value("area").toList(), QVariantList({960LL, 48LL}));
        type(control<NumberField>("area", 1), "0");
        QCOMPARE(value("area").toList(), QVariantList({960LL, 1LL}));
        type(control<NumberField>("ratio", 0), "16");
        type(control<NumberField>("ratio", 1), "9");
        QCOMPARE(value("ratio").toList(), QVariantList({16.0, 9.0}));
    }

    void text()
    {
        type(control<QLineEdit>("title"), "Dusk");
        QCOMPARE(value("title").toString(), QStringLiteral("Dusk"));
        QTest::mouseClick(control<QToolButton>("title", 1), Qt::LeftButton);
        auto* menu = m_view->findChild<QMenu*>();
        QVERIFY(menu);
        menu->actions().constFirst()->trigger();
        menu->close();
        QCOMPARE(value("title").toString(), QStringLiteral("Dawn"));
        QCOMPARE(control<QLineEdit>("title")->text(), QStringLiteral("Dawn"));
    }

    void references()
    {
        auto* box = control<QComboBox>("sound");
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Down);
        QCOMPARE(value("sound").toString(), QStringLiteral("tone1"));
        QTest::keyClick(box, Qt::Key_Delete);
        QCOMPARE(value("sound").toString(), QString());

        QMimeData dragged;
        dragged.setData(QLatin1String(kOperatorMimeType), "tone1");
        QDragEnterEvent enter(QPoint(2, 2), Qt::CopyAction, &dragged, Qt::LeftButton, {});
        QApplication::sendEvent(box, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(2, 2), Qt::CopyAction, &dragged, Qt::LeftButton, {});
        QApplication::sendEvent(box, &drop);
        QCOMPARE(value("sound").toString(), QStringLiteral("tone1"));
        // The wrong family is not taken.
        dragged.setData(QLatin1String(kOperatorMimeType), "pattern1");
        QDragEnterEvent wrong(QPoint(2, 2), Qt::CopyAction, &dragged, Qt::LeftButton, {});
        QApplication::sendEvent(box, &wrong);
        QVERIFY(!wrong.isAccepted());

        QTest::keyClick(control<QComboBox>("header"), Qt::Key_Down);
        QCOMPARE(value("header").toString(), QStringLiteral("table1"));
    }

    void sequence()
    {
        const auto press = [this](int index) {
            auto controls = m_view->row(QStringLiteral("parts"))->editor()->controls();
            QTest::mouseClick(controls.at(index), Qt::LeftButton);
        };
        press(0); // only the add button
        QCOMPARE(value("parts").toList().size(), 1);
        QCOMPARE(value("parts").toList().at(0).toMap().value(QStringLiteral("r")).toString(),
                 QStringLiteral("R"));
        QTest::keyClick(control<QComboBox>("parts", 0), Qt::Key_Down);
        type(control<QLineEdit>("parts", 1), "Z");
        press(3); // a second block, and no third
        QVERIFY(!control<QToolButton>("parts", 6)->isEnabled());
        QVariantList blocks = value("parts").toList();
        QCOMPARE(blocks.size(), 2);
        QCOMPARE(blocks.at(0).toMap().value(QStringLiteral("top")).toString(), QStringLiteral("pattern1"));
        QCOMPARE(blocks.at(0).toMap().value(QStringLiteral("r")).toString(), QStringLiteral("Z"));
        press(2); // removes the first
        blocks = value("parts").toList();
        QCOMPARE(blocks.size(), 1);
        QCOMPARE(blocks.at(0).toMap().value(QStringLiteral("r")).toString(), QStringLiteral("R"));
    }

    void blocksAreMoved()
    {
        const auto block = [](const char* letter) {
            return QVariantMap{{QStringLiteral("top"), QString()},
                               {QStringLiteral("r"), QLatin1String(letter)}};
        };
        m_view->reveal(QStringLiteral("parts"));
        m_view->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
        QVERIFY(m_set->set(QStringLiteral("parts"), QVariantList{block("A"), block("B")}));
        auto* line = control<QLineEdit>("parts", 1);
        QCOMPARE(line->text(), QStringLiteral("A"));
        line->setFocus();
        QVERIFY(line->hasFocus());
        QTest::keyClick(line, Qt::Key_Up, Qt::AltModifier); // it is the first already
        QTest::keyClick(line, Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(value("parts").toList().at(0).toMap().value(QStringLiteral("r")).toString(),
                 QStringLiteral("B"));
        // The keyboard went with the block.
        QVERIFY(line->hasFocus());
        QCOMPARE(line->text(), QStringLiteral("A"));
        QCOMPARE(control<QLineEdit>("parts", 4), line);
        QCOMPARE(line->accessibleName(), QStringLiteral("Parts 1, R"));
    }

    void mask()
    {
        QTest::mouseClick(control<QPushButton>("channels", 1), Qt::LeftButton);
        QCOMPARE(value("channels").toLongLong(), 13LL);
        QVERIFY(m_set->set(QStringLiteral("channels"), 8));
        QVERIFY(!control<QPushButton>("channels", 0)->isChecked());
        QVERIFY(control<QPushButton>("channels", 3)->isChecked());
    }
};

QTEST_MAIN(TestUiInspector)
#include "test_ui_inspector.moc"
