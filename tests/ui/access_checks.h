// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>
#include <QList>
#include <QString>

class QWidget;

namespace reelout::test {

/// The widget and what it lies in, for messages.
QString placeOf(const QWidget* widget);

/// What people work with in a window: visible, and no part of another control.
QList<QWidget*> controlsIn(const QWidget& root);

/// What a screen reader says of it.
QString spoken(QWidget* widget, QAccessible::Text text);

/// All that Tab comes by, in its order, until it has been everywhere.
QList<QWidget*> tabRound(QWidget& window);

/// Every control has a name (a failure of the running test otherwise).
void checkNames(const QWidget& root);
/// Every control that is available is reached by Tab, or another one says that it does the same.
void checkTab(QWidget& window);
/// Every control says more than its name.
void checkDescriptions(const QWidget& root);

} // namespace reelout::test
