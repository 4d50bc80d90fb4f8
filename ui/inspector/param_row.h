// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "params/param_set.h"
#include "ui/inspector/param_editor.h"

#include <QPointer>
#include <QVariant>

class QLabel;
class QStackedLayout;
class QToolButton;

namespace reelout {

class ExpressionPage;

/// One line of the inspector: label, mode, editor or expression, reset; below it, when there is something to
/// say, the value of the expression, an error, or where the file goes. Joins an editor to its ParamSet.
class ParamRow final : public QWidget {
    Q_OBJECT

public:
    ParamRow(ParamSet& set, const ParamDescriptor& row, const EditorContext& context, QWidget* parent);
    ~ParamRow() override;

    const ParamDescriptor& descriptor() const { return m_descriptor; }
    ParamEditor* editor() const { return m_editor; }
    /// Controls in tab order: the editor's, or the expression.
    QList<QWidget*> controls() const;
    bool matches(const QString& search) const;

    /// Shows everything anew: value, mode, menus, availability.
    void refresh();
    /// Availability, menus and what an expression gives; cheap enough for every change of another row.
    void refreshDependent();

    void toggleExpression();
    void reset();

    // What the tests read.
    QString noteText() const;
    QString disabledReason() const { return m_disabledReason; }
    QToolButton* modeButton() const { return m_mode; }
    QToolButton* resetButton() const { return m_reset; }
    QToolButton* whyButton() const { return m_why; }
    ExpressionPage* expressionPage() const { return m_expression; }

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void build();
    void nameControls();
    void showValueIfChanged(bool always);
    void showMode();
    void showAvailability();
    void showNote();
    void apply(const Status& status);
    void putIntoFolder(const QString& folder);

    QPointer<ParamSet> m_set;
    const ParamDescriptor& m_descriptor;
    const EditorContext& m_context;
    ParamEditor* m_editor = nullptr;
    QLabel* m_label = nullptr;
    QToolButton* m_mode = nullptr;
    QToolButton* m_reset = nullptr;
    QToolButton* m_why = nullptr;
    ExpressionPage* m_expression = nullptr;
    QStackedLayout* m_stack = nullptr;
    QLabel* m_note = nullptr;
    QVariant m_shownValue;
    std::vector<MenuItem> m_shownItems;
    QString m_disabledReason;
    QString m_refusal; ///< why the last edit was not taken
};

} // namespace reelout
