// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/take_manifest.h"
#include "ui/access_checks.h"
#include "ui/help/help_window.h"
#include "ui/inspector/inspector_view.h"
#include "ui/inspector/operator_header.h"
#include "ui/inspector/param_row.h"
#include "ui/panels/log_view.h"
#include "ui/panels/operator_list.h"
#include "ui/panels/operator_tree.h"
#include "ui/preferences/preferences_dialog.h"
#include "ui/presets/preset_dialog.h"
#include "ui/presets/preset_name_dialog.h"
#include "ui/recovery/recovery_dialog.h"
#include "ui/scripting/script_panel.h"
#include "ui/starter_project.h"
#include "ui/table/table_editor.h"
#include "ui/transport/report_window.h"
#include "ui/transport/transport_bar.h"
#include "ui/viewport/viewport_panel.h"
#include "ui/window_fixture.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QDockWidget>
#include <QFile>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>
#include <QTextEdit>
#include <QTreeWidget>

#include <algorithm>

using namespace reelout;
using namespace reelout::test;

namespace {

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

/// Everything has a name, is reached by Tab in the order people read it, and shows that it has the keyboard.
class TestUiAccess final : public QObject {
    Q_OBJECT

    std::unique_ptr<test::WindowFixture> m_fixture;
    MainWindow& window() { return *m_fixture->window; }

    void forEveryPage(const std::function<void()>& check)
    {
        m_fixture->forEveryPage([&](const QString& page) {
            check();
            if (QTest::currentTestFailed())
                qWarning("%s", qPrintable(page));
        });
    }

    /// A recording that was killed, found and offered.
    std::unique_ptr<QDialog> interruptedTakes()
    {
        const test::TempFolder& folder = m_fixture->folder;
        for (const char* name : {"a.0.png", "a.1.png.part"}) {
            QFile file(folder(q(name)));
            if (!file.open(QIODevice::WriteOnly) || file.write("x") != 1)
                return nullptr;
        }
        TakeManifest manifest;
        manifest.path = folder(q("a.0.png"));
        manifest.kind = q("imagesequence");
        manifest.begun = QDateTime::currentDateTimeUtc();
        if (!OpenManifest::create(systemFiles(), folder(q("takes")), manifest))
            return nullptr;
        auto dialog =
            std::make_unique<RecoveryDialog>(Recovery(systemFiles(), folder(q("takes"))), &window());
        dialog->offer();
        if (!QTest::qWaitFor([&] { return dialog->list().topLevelItemCount() == 1; }))
            return nullptr;
        return dialog;
    }

private Q_SLOTS:
    void initTestCase()
    {
        test::useOwnSettings();
        QApplication::setCursorFlashTime(0);
    }
    void init()
    {
        m_fixture = std::make_unique<test::WindowFixture>();
        QVERIFY(makeStarterProject(m_fixture->engine));
        for (const OperatorType& type : operatorTypes())
            if (!m_fixture->project.find(type.token + q("1")))
                QVERIFY(m_fixture->project.add(type.token));
        // Rows that are empty at first.
        QVERIFY(m_fixture->op("moviefileout1").params().set(q("audiosources"), QVariantList{QVariantMap{}}));
        m_fixture->window = std::make_unique<MainWindow>(m_fixture->engine);
        window().resize(1600, 1000);
        window().show();
        window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window()));
    }
    void cleanup() { m_fixture.reset(); }

    void everyControlHasAName()
    {
        forEveryPage([this] { checkNames(window()); });
    }

    void controlsExplainThemselves()
    {
        forEveryPage([this] {
            checkDescriptions(window().inspector());
            checkDescriptions(window().transport());
        });
    }

    void theScriptConsoleIsAccessible()
    {
        window().scriptDock().toggleViewAction()->trigger();
        QVERIFY(window().scriptDock().isVisible());
        checkNames(window().scriptDock());
        checkDescriptions(window().scriptPanel());
        checkTab(window());
        // From the output to the line to its buttons.
        window().scriptPanel().setFocus();
        const QList<QWidget*> round = tabRound(window());
        QList<qsizetype> places;
        for (QWidget* control : controlsIn(window().scriptPanel()))
            places += round.indexOf(control);
        QVERIFY(!places.contains(-1));
        QVERIFY(std::is_sorted(places.begin(), places.end()));
    }

    void tabReachesEveryControl()
    {
        forEveryPage([this] { checkTab(window()); });
    }

    void tabGoesAsPeopleRead()
    {
        window().operatorList().select(&m_fixture->op("moviefileout1"));
        window().operatorList().tree().setFocus();
        const QList<QWidget*> round = tabRound(window());
        const auto first = [&](const QWidget& part) {
            const auto at = std::find_if(round.begin(), round.end(), [&](const QWidget* each) {
                return each == &part || part.isAncestorOf(each);
            });
            return at == round.end() ? -1 : static_cast<int>(at - round.begin());
        };
        // From the list it goes to the right, then down, and round to the head of the list.
        const QList<int> order{first(window().viewportPanel()), first(window().header()),
                               first(window().inspector()), first(window().transport()),
                               first(window().log())};
        QVERIFY(!order.contains(-1));
        QString places;
        for (const int place : order)
            places += QString::number(place) + QLatin1Char(' ');
        QVERIFY2(std::is_sorted(order.begin(), order.end()), qPrintable(places));
        // Within the inspector the rows come from top to bottom.
        int last = -1;
        for (const ParamRow* row : window().inspector().rows()) {
            const auto at = static_cast<int>(round.indexOf(row->controls().constFirst()));
            if (at < 0)
                continue;
            QVERIFY2(at > last, qPrintable(row->descriptor().name));
            last = at;
        }
    }

    void theKeyboardIsSeen()
    {
        window().operatorList().select(&m_fixture->op("moviefileout1"));
        QWidget* elsewhere = &window().operatorList().tree();
        QStringList same;
        for (QWidget* control : tabRound(window())) {
            if (control == elsewhere || qobject_cast<ViewportPanel*>(control))
                continue;
            elsewhere->setFocus();
            // Tab itself scrolls to what it reaches.
            for (QWidget* around = control->parentWidget(); around; around = around->parentWidget())
                if (auto* area = qobject_cast<QScrollArea*>(around))
                    area->ensureWidgetVisible(control);
            control->setFocus(Qt::TabFocusReason);
            elsewhere->setFocus();
            QCoreApplication::processEvents();
            const QRect seen =
                control->rect().adjusted(-3, -3, 3, 3).translated(control->mapTo(&window(), QPoint()));
            const QImage without = window().grab(seen).toImage();
            control->setFocus(Qt::TabFocusReason);
            QCoreApplication::processEvents();
            const QImage with = window().grab(seen).toImage();
            if (without == with)
                same += q("%1 (%2)").arg(placeOf(control), spoken(control, QAccessible::Name));
        }
        QVERIFY2(same.isEmpty(), qPrintable(same.join(q("; "))));
    }

    void dialogs_data()
    {
        QTest::addColumn<int>("which");
        QTest::newRow("presets") << 0;
        QTest::newRow("name of a preset") << 1;
        QTest::newRow("reports") << 2;
        QTest::newRow("help") << 3;
        QTest::newRow("interrupted recordings") << 4;
        QTest::newRow("preferences") << 5;
    }
    void dialogs()
    {
        QFETCH(int, which);
        const PresetStore store(m_fixture->folder.path());
        PreferenceStore preferences;
        std::unique_ptr<QDialog> own;
        QDialog* dialog = nullptr;
        if (which == 0)
            own =
                std::make_unique<PresetDialog>(const_cast<PresetStore&>(store), q("moviefileout"), &window());
        else if (which == 1)
            own = std::make_unique<PresetNameDialog>(store, q("moviefileout"), &window());
        else if (which == 2)
            dialog = &window().reports();
        else if (which == 3)
            dialog = &window().help();
        else if (which == 4)
            own = interruptedTakes();
        else
            own = std::make_unique<PreferencesDialog>(preferences, PreferencesDialog::Surroundings(),
                                                      &window());
        if (own)
            dialog = own.get();
        dialog->show();
        dialog->activateWindow();
        QTRY_VERIFY(dialog->isActiveWindow());
        // A person's first Tab in a dialog goes from its first control.
        if (!dialog->focusWidget() || dialog->focusWidget() == dialog)
            dialog->nextInFocusChain()->setFocus();
        QVERIFY(!dialog->windowTitle().isEmpty());
        auto* asPreferences = qobject_cast<PreferencesDialog*>(dialog);
        for (int page = 0; page < (asPreferences ? asPreferences->pages().count() : 1); ++page) {
            if (asPreferences)
                asPreferences->pages().setCurrentRow(page);
            checkNames(*dialog);
            checkTab(*dialog);
            if (asPreferences) {
                for (const auto& row : preferences.table().rows())
                    if (asPreferences->view(row.key)->isVisible())
                        checkDescriptions(*asPreferences->view(row.key));
            }
            if (QTest::currentTestFailed())
                return;
        }
        dialog->hide();
    }

    void menusSayWhatTheyDo()
    {
        int entries = 0;
        QStringList twice;
        const std::function<void(QMenu&, const QString&)> check = [&](QMenu& menu, const QString& path) {
            Q_EMIT menu.aboutToShow();
            QSet<QChar> letters;
            for (QAction* action : menu.actions()) {
                if (action->isSeparator())
                    continue;
                ++entries;
                QVERIFY2(!action->text().isEmpty(), qPrintable(path));
                const QKeySequence letter = QKeySequence::mnemonic(action->text());
                if (!letter.isEmpty()) {
                    const QChar key = letter.toString().back();
                    if (letters.contains(key))
                        twice += path + q(" > ") + action->text();
                    letters.insert(key);
                }
                if (action->menu())
                    check(*action->menu(), path + q(" > ") + action->text());
            }
        };
        for (QAction* top : window().menuBar()->actions()) {
            QVERIFY2(!QKeySequence::mnemonic(top->text()).isEmpty(), qPrintable(top->text()));
            check(*top->menu(), top->text());
        }
        QVERIFY(entries > 30);
        QVERIFY2(twice.isEmpty(), qPrintable(twice.join(q("; "))));
    }

    void keysMeanOneThing()
    {
        QHash<QString, QString> taken;
        for (const QAction* action : window().findChildren<QAction*>()) {
            if (action->shortcutContext() != Qt::WindowShortcut)
                continue;
            for (const QKeySequence& key : action->shortcuts()) {
                const QString former = taken.value(key.toString());
                QVERIFY2(former.isEmpty(),
                         qPrintable(q("%1: %2 and %3").arg(key.toString(), former, action->text())));
                taken.insert(key.toString(), action->text());
            }
        }
    }
};

QTEST_MAIN(TestUiAccess)
#include "test_ui_access.moc"
