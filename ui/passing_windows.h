// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPoint>

class QDialog;
class QMenu;
class QWidget;

namespace reelout {

// Menus and dialogs that nobody waits for: they are made with new and a parent, and go when they close or
// with that parent. What changes the project from outside (a script, a remote, another project) may take the
// parent away while they are open, which one on the stack would not survive. What their entries do must bear
// the same of operators. All return at once.

/// Those of `part` and its children: what they were opened for is not shown any more. Also ends one that is
/// waited for.
void closePassing(QWidget& part);
void popUp(QMenu* menu, QPoint at); ///< at a point of the screen
void openPassing(QDialog* dialog);  ///< keeps people from its parent's window until it closes

} // namespace reelout
