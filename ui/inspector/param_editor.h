// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "params/param_descriptor.h"
#include "script/completion.h"

#include <QVariant>
#include <QWidget>

#include <functional>
#include <vector>

namespace reelout {

/// What editors need to know besides their row. Filled by the window; every function may be empty.
struct EditorContext {
    /// Names of the operators of a family ("" = all), for references.
    std::function<QStringList(const QString& family)> operatorNames;
    /// Family of an operator, empty when there is none of that name.
    std::function<QString(const QString& name)> familyOf;
    /// What to say below a recorder's file: the real path of the next recording, or why there can be none;
    /// empty function = the operator records nothing.
    std::function<Result<QString>()> fileNote;
    /// Chooses an operator in the list.
    std::function<void(const QString& name)> showOperator;
    /// Adds an empty table and gives its name.
    std::function<QString()> makeTable;
    /// How an expression of the operator may go on.
    std::function<Completions(const QString& text, int cursor)> completions;
    QString folder; ///< where file dialogs begin
};

/// The MIME type under which an operator's name is dragged.
inline constexpr auto kOperatorMimeType = "application/x-reelout-operator";

/// The editor of one parameter. Shows a value, says when the person changed it; it neither reads nor writes a
/// ParamSet.
class ParamEditor : public QWidget {
    Q_OBJECT

public:
    ParamEditor(const ParamDescriptor& row, QWidget* parent) : QWidget(parent), m_row(row) {}

    const ParamDescriptor& row() const { return m_row; }
    /// Shows without emitting edited().
    virtual void showValue(const QVariant& value) = 0;
    /// The same of several operators whose values differ, at least two.
    virtual void showMixed(const QVariantList& values) { showValue(values.constFirst()); }
    /// Items of a menu, or suggestions of a text.
    virtual void showItems(const std::vector<MenuItem>& items) { Q_UNUSED(items) }
    /// The controls that take the keyboard, in tab order; each gets an accessible name.
    virtual QList<QWidget*> controls() const = 0;

Q_SIGNALS:
    void edited(const QVariant& value);
    void componentEdited(int component, const QVariant& number); ///< of a pair
    void pulsed(int index);                                      ///< -1 without a list

private:
    const ParamDescriptor& m_row;
};

} // namespace reelout
