// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/access_checks.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTabBar>
#include <QTest>
#include <QTextEdit>

#include <algorithm>

namespace reelout::test {

namespace {

QString q(const char* text)
{
    return QString::fromUtf8(text);
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

/// What a button without the keyboard is done by instead.
bool hasKey(const QWidget& control, const QWidget& window)
{
    const QKeySequence key(control.property("keys").toString());
    const auto actions = window.findChildren<QAction*>();
    return !key.isEmpty() && std::any_of(actions.begin(), actions.end(), [&](const QAction* action) {
        return action->shortcuts().contains(key);
    });
}

} // namespace

QString placeOf(const QWidget* widget)
{
    QStringList path;
    for (; widget; widget = widget->parentWidget())
        path.prepend(q(widget->metaObject()->className()) +
                     (widget->objectName().isEmpty() ? QString() : q("#") + widget->objectName()));
    return path.mid(std::max<qsizetype>(0, path.size() - 4)).join(q(" > "));
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

QList<QWidget*> tabRound(QWidget& window)
{
    QList<QWidget*> reached;
    if (!window.isAncestorOf(QApplication::focusWidget()))
        window.setFocus();
    for (int step = 0; step < 1000; ++step) {
        QWidget* focused = QApplication::focusWidget();
        QTest::keyClick(focused ? focused : &window, Qt::Key_Tab);
        QWidget* now = QApplication::focusWidget();
        if (!now || (!reached.isEmpty() && now == reached.constFirst()))
            break;
        if (!reached.contains(now))
            reached += now;
    }
    return reached;
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

void checkDescriptions(const QWidget& root)
{
    for (QWidget* control : controlsIn(root)) {
        if (qobject_cast<const QTabBar*>(control))
            continue;
        QVERIFY2(!spoken(control, QAccessible::Description).isEmpty(),
                 qPrintable(q("%1 (%2)").arg(placeOf(control), spoken(control, QAccessible::Name))));
    }
}

} // namespace reelout::test
