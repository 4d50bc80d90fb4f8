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
class RowLabel;

/// One line of the inspector: label, mode, editor or expression, reset; below it, when there is something to
/// say, the value of the expression, an error, or where the file goes. Joins an editor to the same parameter
/// of one operator or of several; what is edited goes to all of them.
class ParamRow final : public QWidget {
    Q_OBJECT

public:
    /// `row` is of the sets' table; without a set it waits for one.
    ParamRow(const std::vector<ParamSet*>& sets, const ParamDescriptor& row, const EditorContext& context,
             QWidget* parent);
    ~ParamRow() override;

    const ParamDescriptor& descriptor() const { return m_descriptor; }
    /// Other operators of the same table; none = it rests.
    void setSets(const std::vector<ParamSet*>& sets);
    ParamEditor* editor() const { return m_editor; }
    RowLabel* label() const { return m_label; }
    /// Controls in tab order: the editor's, or the expression.
    QList<QWidget*> controls() const;
    bool matches(const QString& search) const;

    /// Shows everything anew: value, mode, menus, availability.
    void refresh();
    /// Availability, menus and what an expression gives; cheap enough for every change of another row.
    void refreshDependent();

    void toggleExpression();
    void reset();
    /// Chosen by its label, for copying and pasting.
    void setChosen(bool chosen);
    bool isChosen() const { return m_isChosen; }
    /// The keyboard goes to the editor, or to the label of a disabled row.
    void edit();

    // What the tests read.
    QString noteText() const;
    QString disabledReason() const { return m_disabledReason; }
    bool isMixed() const { return m_isMixed; }
    QToolButton* modeButton() const { return m_mode; }
    QToolButton* resetButton() const { return m_reset; }
    QToolButton* whyButton() const { return m_why; }
    /// Null until the row was in expression mode.
    ExpressionPage* expressionPage() const { return m_expression; }

Q_SIGNALS:
    void menuAsked(QPoint globalPosition);
    void controlsAdded(); ///< the tab order has to be made anew

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    using Change = std::function<Status(ParamSet& set)>;
    void build();
    QWidget* buildRightButtons();
    void joinEditor();
    void makeExpressionPage();
    void joinLabel();
    void nameControls();
    void showValueIfChanged(bool always);
    void showMode();
    void showItems();
    void showTableItems();
    void showAvailability();
    void showNote();
    /// What an expression that is being typed would give; empty = what there is.
    void showTried(const QString& expression);
    void applyToAll(const Change& change);
    void putIntoFolder(const QString& folder);
    ParamSet* lead() const { return m_sets.empty() ? nullptr : m_sets.front(); }

    std::vector<QPointer<ParamSet>> m_sets;
    const ParamDescriptor& m_descriptor;
    const EditorContext& m_context;
    ParamEditor* m_editor = nullptr;
    RowLabel* m_label = nullptr;
    QToolButton* m_mode = nullptr;
    QToolButton* m_reset = nullptr;
    QToolButton* m_why = nullptr;
    ExpressionPage* m_expression = nullptr;
    QStackedLayout* m_stack = nullptr;
    QLabel* m_note = nullptr;
    QVariantList m_shownValues; ///< one of each set
    std::vector<MenuItem> m_shownItems;
    QString m_disabledReason;
    QString m_refusal; ///< why the last edit was not taken
    bool m_isMixed = false;
    bool m_isChosen = false;
};

} // namespace reelout
