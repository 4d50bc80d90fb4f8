// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operators/operator.h"

#include <QWidget>

class QAction;
class QLabel;
class QMenu;
class QTableView;
class QToolBar;

namespace reelout {

class TableModel;

/// The cells of a `table` operator: typed, pasted from a spreadsheet, loaded from and saved to .tsv and .csv.
/// It stands where the picture of other operators is.
class TableEditor final : public QWidget {
    Q_OBJECT

public:
    explicit TableEditor(QWidget* parent = nullptr);

    void setOperator(Operator* op);
    QTableView& view() const { return *m_view; }
    TableModel& model() const { return *m_model; }

    void copy();
    void cut();
    void paste();
    void clearCells();
    void addRow();    ///< below the current one
    void addColumn(); ///< right of the current one
    void removeRows();
    void removeColumns();
    void load();
    void save();
    bool loadFrom(const QString& path);
    bool saveTo(const QString& path);

Q_SIGNALS:
    void problemFound(const QString& text);
    void saved(const QString& path);

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    struct Area {
        int row = 0;
        int column = 0;
        int rows = 0;
        int columns = 0;
    };
    QWidget* buildHeader();
    QAction* addAction(const QString& text, const QString& iconName, const QKeySequence& key,
                       void (TableEditor::*what)());
    void fillTemplates(QMenu& menu);
    /// Smallest rectangle around what is chosen; empty without a current cell.
    Area chosenArea() const;
    void keepPlace();
    void showSize();
    void tell(const Status& status);
    QString startFolder() const;

    TableModel* m_model;
    QTableView* m_view;
    QLabel* m_title = nullptr;
    QLabel* m_size = nullptr;
    QList<QAction*> m_actions;
    int m_row = 0; ///< where the cursor was before the table changed its shape
    int m_column = 0;
};

} // namespace reelout
