// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/help_window.h"
#include "ui/inspector/inspector_view.h"
#include "ui/inspector/operator_header.h"
#include "ui/inspector/param_row.h"
#include "ui/panels/log_view.h"
#include "ui/panels/operator_list.h"
#include "ui/panels/operator_tree.h"
#include "ui/presets/preset_dialog.h"
#include "ui/presets/preset_name_dialog.h"
#include "ui/recovery/recovery_dialog.h"
#include "ui/starter_project.h"
#include "ui/table/table_editor.h"
#include "ui/theme/theme.h"
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
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSettings>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>
#include <QTextEdit>

#include <algorithm>

using namespace reelout;

namespace {

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

QString placeOf(const QWidget* widget)
{
    QStringList path;
    for (; widget; widget = widget->parentWidget())
        path.prepend(q(widget->metaObject()->className()) +
                     (widget->objectName().isEmpty() ? QString() : q("#") + widget->objectName()));
    return path.mid(std::max<qsizetype>(0, path.size() - 4)).join(q(" > "));
}

/// A part of another control, which is reached and named with it.
bool isPart(const QWidget* widget)
{
    const QWidget* parent = widget->parentWidget();
    return widget->objectName().startsWith(q("qt_")) || qobject_cast<const QScrollBar*>(widget) ||
           qobject_cast<const QAbstractSpinBox*>(parent) || qobject_cast<const QComboBox*>(parent) ||
           qobject_cast<const QLineEdit*>(parent) || qobject_cast<const QTabBar*>(parent) ||
           qobject_cast<const QAbstractItemView*>(parent) || widget->inherits("QComboBoxPrivateContainer") ||
           widget->inherits("QHeaderView") || widget->inherits("QMenuBarExtension") ||
           widget->inherits("QTableCornerButton") || widget->inherits("QComboBoxListView");
}

bool isControl(const QWidget* widget)
{
    return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QLineEdit*>(widget) ||
           qobject_cast<const QComboBox*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget) ||
           qobject_cast<const QAbstractSlider*>(widget) || qobject_cast<const QAbstractItemView*>(widget) ||
           qobject_cast<const QPlainTextEdit*>(widget) || qobject_cast<const QTextEdit*>(widget) ||
           qobject_cast<const QTabBar*>(widget);
}

QList<QWidget*> controlsIn(const QWidget& root)
{
    QList<QWidget*> found;
    for (QWidget* each : root.findChildren<QWidget*>())
        if (isControl(each) && !isPart(each) && each->isVisible() && each->window() == root.window())
            found += each;
    return found;
}

QString spoken(QWidget* widget, QAccessible::Text text)
{
    QAccessibleInterface* spokenOf = QAccessible::queryAccessibleInterface(widget);
    return spokenOf ? spokenOf->text(text) : QString();
}

/// All that Tab comes by, in its order, until it has been everywhere.
QList<QWidget*> tabRound(QWidget& window)
{
    QList<QWidget*> reached;
    for (int step = 0; step < 1000; ++step) {
        QWidget* focused = window.focusWidget();
        QTest::keyClick(focused ? focused : &window, Qt::Key_Tab);
        QWidget* now = window.focusWidget();
        if (!now || (!reached.isEmpty() && now == reached.constFirst()))
            break;
        if (!reached.contains(now))
            reached += now;
    }
    return reached;
}

/// What a button without the keyboard is done by instead.
bool hasKey(const QWidget& control, const QWidget& window)
{
    const QKeySequence key(control.property("keys").toString());
    const auto actions = window.findChildren<QAction*>();
    return !key.isEmpty() && std::any_of(actions.begin(), actions.end(), [&](const QAction* action) {
        return action->shortcuts().contains(key);
    });
}

void checkNames(const QWidget& root)
{
    for (QWidget* control : controlsIn(root)) {
        const QString name = spoken(control, QAccessible::Name);
        QVERIFY2(!name.trimmed().isEmpty(), qPrintable(placeOf(control)));
    }
}

void checkTab(QWidget& window)
{
    const QList<QWidget*> reached = tabRound(window);
    QStringList missed;
    for (QWidget* control : controlsIn(window)) {
        // Another control does the same, and says so.
        const QWidget* twin =
            control->focusProxy() ? control->focusProxy() : control->property("twin").value<QWidget*>();
        const bool isProxied = twin && reached.contains(twin);
        if (control->isEnabled() && !reached.contains(control) && !isProxied && !hasKey(*control, window))
            missed += q("%1 (%2)").arg(placeOf(control), spoken(control, QAccessible::Name));
    }
    QVERIFY2(missed.isEmpty(),
             qPrintable(q("not reached by Tab of %1: ").arg(reached.size()) + missed.join(q("; "))));
}

} // namespace

/// Everything has a name, is reached by Tab in the order people read it, and shows that it has the keyboard.
class TestUiAccess final : public QObject {
    Q_OBJECT

    std::unique_ptr<test::WindowFixture> m_fixture;
    MainWindow& window() { return *m_fixture->window; }

    void forEveryPage(const std::function<void()>& check)
    {
        for (Operator* op : m_fixture->project.operators()) {
            window().operatorList().select(op);
            window().inspector().rows(); // all pages are built
            auto* tabs = window().inspector().findChildren<QTabWidget*>().value(0);
            for (QTabWidget* each : window().inspector().findChildren<QTabWidget*>())
                if (each->isVisible())
                    tabs = each;
            for (int page = 0; tabs && page < tabs->count(); ++page) {
                tabs->setCurrentIndex(page);
                check();
                if (QTest::currentTestFailed()) {
                    qWarning("%s, page %s", qPrintable(op->name()), qPrintable(tabs->tabText(page)));
                    return;
                }
            }
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        static const test::TempFolder settings;
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
        applyTheme(*qApp);
        QApplication::setCursorFlashTime(0);
    }
    void init()
    {
        m_fixture = std::make_unique<test::WindowFixture>();
        QVERIFY(makeStarterProject(m_fixture->engine));
        for (const OperatorType& type : operatorTypes())
            if (type.arrivesLater.isEmpty() && !m_fixture->project.find(type.token + q("1")))
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
            for (const QWidget* part :
                 {static_cast<QWidget*>(&window().inspector()), static_cast<QWidget*>(&window().transport())})
                for (QWidget* control : controlsIn(*part))
                    if (!qobject_cast<QTabBar*>(control))
                        QVERIFY2(!spoken(control, QAccessible::Description).isEmpty(),
                                 qPrintable(
                                     q("%1 (%2)").arg(placeOf(control), spoken(control, QAccessible::Name))));
        });
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
            QCoreApplication::processEvents();
            const QImage without = control->grab().toImage();
            control->setFocus(Qt::TabFocusReason);
            QCoreApplication::processEvents();
            const QImage with = control->grab().toImage();
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
    }
    void dialogs()
    {
        QFETCH(int, which);
        const PresetStore store(m_fixture->folder.path());
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
        else
            own = std::make_unique<RecoveryDialog>(Recovery(systemFiles(), m_fixture->folder.path()),
                                                   &window());
        if (own)
            dialog = own.get();
        dialog->show();
        dialog->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(dialog));
        QVERIFY(!dialog->windowTitle().isEmpty());
        checkNames(*dialog);
        checkTab(*dialog);
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
