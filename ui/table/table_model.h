// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operators/operator.h"

#include <QAbstractTableModel>
#include <QPointer>

namespace reelout {

/// The rows of a `table` operator as a rectangle: short rows are filled with empty cells. Every change goes
/// to the operator, and what happens to the operator is seen here.
class TableModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;
    using Rows = std::vector<QStringList>;

    void setOperator(Operator* op);
    Operator* tableOperator() const { return m_operator; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool insertRows(int row, int count, const QModelIndex& parent = {}) override;
    bool removeRows(int row, int count, const QModelIndex& parent = {}) override;
    bool insertColumns(int column, int count, const QModelIndex& parent = {}) override;
    bool removeColumns(int column, int count, const QModelIndex& parent = {}) override;

    /// The cells of a rectangle, rows of one length.
    Rows cells(int row, int column, int rows, int columns) const;
    /// Puts cells down with their first one at (row, column); the table grows as it has to.
    /// InvalidParameter when it would grow beyond what a table can be.
    Status putCells(int row, int column, const Rows& cells);
    void setAll(const Rows& rows);

private:
    Rows rectangle() const;
    void store(const Rows& rows);
    void onRowsChanged();

    QPointer<Operator> m_operator;
    int m_rows = 0; ///< as the views know it
    int m_columns = 0;
};

} // namespace reelout
