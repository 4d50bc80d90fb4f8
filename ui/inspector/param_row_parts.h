// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "params/param_set.h"
#include "ui/inspector/param_editor.h"

class QLabel;
class QToolButton;

namespace reelout {

class RowLabel;

int rowLabelWidth();

RowLabel* makeRowLabel(const ParamDescriptor& row, QWidget* parent);
/// A flat 20-pixel button the tab key passes by.
QToolButton* makeRowButton(QWidget* parent);
/// What the dialogs of a row belong to: the inspector around it, which stays when the row is greyed or goes.
QWidget* rowDialogParent(QWidget& part);
QLabel* makeRowNote(QWidget* parent);
/// Hidden when empty; problems in their colour.
void showRowNote(QLabel& note, const QString& text, bool isProblem);
void showModeOn(QToolButton& button, ParamMode mode, bool canHaveExpression);
/// A row's tooltip, with the reason why it is disabled, if it is.
QString rowTip(const ParamDescriptor& row, const QString& disabledReason);
/// Accessible names for the controls of an editor that have none of their own.
void nameRowControls(const ParamEditor& editor, const ParamDescriptor& row);
bool sameItems(const std::vector<MenuItem>& a, const std::vector<MenuItem>& b);

} // namespace reelout
