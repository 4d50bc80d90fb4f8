// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "params/param_set.h"
#include "ui/inspector/param_editor.h"

#include <QPointer>
#include <QWidget>

class QLineEdit;
class QTabWidget;
class QTimer;

namespace reelout {

class ParamRow;

/// The pages of one ParamSet, built from its table alone. Follows the set's changes and availability live.
class InspectorView final : public QWidget {
    Q_OBJECT

public:
    explicit InspectorView(QWidget* parent = nullptr);
    ~InspectorView() override;

    /// Shows a set, or nothing. The set may go at any time.
    void setSubject(ParamSet* set, EditorContext context);
    ParamSet* subject() const { return m_set; }

    ParamRow* row(const QString& name) const;
    const std::vector<ParamRow*>& rows() const { return m_rows; }
    /// All rows look at their set again (a recording ended, an operator came or went).
    void refresh();
    /// Shows only rows whose label, name or help contains the text.
    void search(const QString& text);
    void focusSearch();
    /// For the row that has the keyboard; nothing when none has.
    void toggleExpressionOfFocused();
    void resetFocused();

private:
    ParamRow* focusedRow() const;
    void clear();
    void buildPage(const QString& page);
    void chainTabOrder();
    void onChanged(const QString& name);

    QPointer<ParamSet> m_set;
    EditorContext m_context;
    QLineEdit* m_search;
    QTabWidget* m_pages;
    QTimer* m_refresh;
    std::vector<ParamRow*> m_rows;
    QString m_lastPage;
};

} // namespace reelout
