// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/table_model.h"

#include "operators/table_file.h"

#include <algorithm>

namespace reelout {

namespace {

int widest(const TableModel::Rows& rows)
{
    qsizetype columns = 0;
    for (const QStringList& row : rows)
        columns = std::max(columns, row.size());
    return static_cast<int>(columns);
}

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

} // namespace

void TableModel::setOperator(Operator* op)
{
    beginResetModel();
    if (m_operator)
        disconnect(m_operator, nullptr, this, nullptr);
    m_operator = op;
    m_rows = op ? static_cast<int>(op->rows().size()) : 0;
    m_columns = op ? widest(op->rows()) : 0;
    if (op)
        connect(op, &Operator::rowsChanged, this, &TableModel::onRowsChanged);
    endResetModel();
}

void TableModel::onRowsChanged()
{
    const int rows = static_cast<int>(m_operator->rows().size());
    const int columns = widest(m_operator->rows());
    if (rows == m_rows && columns == m_columns) {
        if (rows > 0 && columns > 0)
            Q_EMIT dataChanged(index(0, 0), index(rows - 1, columns - 1));
        return;
    }
    beginResetModel();
    m_rows = rows;
    m_columns = columns;
    endResetModel();
}

int TableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int TableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_columns;
}

QVariant TableModel::data(const QModelIndex& index, int role) const
{
    const bool isText = role == Qt::DisplayRole || role == Qt::EditRole || role == Qt::ToolTipRole;
    if (!isText || !m_operator || !index.isValid() || at(index.row()) >= m_operator->rows().size())
        return {};
    return m_operator->rows()[at(index.row())].value(index.column());
}

bool TableModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || !m_operator || !index.isValid())
        return false;
    Rows rows = m_operator->rows();
    QStringList& row = rows[at(index.row())];
    if (row.value(index.column()) == value.toString())
        return true;
    while (row.size() <= index.column())
        row.append(QString());
    row[index.column()] = value.toString();
    store(rows);
    return true;
}

Qt::ItemFlags TableModel::flags(const QModelIndex& index) const
{
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable : Qt::NoItemFlags;
}

QVariant TableModel::headerData(int section, Qt::Orientation, int role) const
{
    // From 0, as expressions and exports count.
    return role == Qt::DisplayRole ? QVariant(section) : QVariant();
}

TableModel::Rows TableModel::rectangle() const
{
    Rows rows = m_operator ? m_operator->rows() : Rows();
    for (QStringList& row : rows)
        while (row.size() < m_columns)
            row.append(QString());
    return rows;
}

void TableModel::store(const Rows& rows)
{
    if (m_operator)
        m_operator->setRows(rows);
}

bool TableModel::insertRows(int row, int count, const QModelIndex&)
{
    if (m_rows + count > kMaximumTableRows)
        return false;
    Rows rows = rectangle();
    const QStringList empty(std::max(m_columns, 1), QString());
    rows.insert(rows.begin() + std::clamp(row, 0, m_rows), at(count), empty);
    store(rows);
    return true;
}

bool TableModel::removeRows(int row, int count, const QModelIndex&)
{
    if (row < 0 || row + count > m_rows)
        return false;
    Rows rows = m_operator ? m_operator->rows() : Rows();
    rows.erase(rows.begin() + row, rows.begin() + row + count);
    store(rows);
    return true;
}

bool TableModel::insertColumns(int column, int count, const QModelIndex&)
{
    if (qint64(std::max(m_rows, 1)) * (m_columns + count) > kMaximumTableCells)
        return false;
    Rows rows = rectangle();
    if (rows.empty())
        rows.emplace_back();
    for (QStringList& row : rows)
        for (int each = 0; each < count; ++each)
            row.insert(std::clamp(column, 0, static_cast<int>(row.size())), QString());
    store(rows);
    return true;
}

bool TableModel::removeColumns(int column, int count, const QModelIndex&)
{
    if (column < 0 || column + count > m_columns)
        return false;
    Rows rows = rectangle();
    for (QStringList& row : rows)
        row.remove(column, count);
    // A table without columns has no rows either.
    store(count == m_columns ? Rows() : rows);
    return true;
}

TableModel::Rows TableModel::cells(int row, int column, int rows, int columns) const
{
    Rows cut;
    for (int y = row; y < std::min(row + rows, m_rows); ++y) {
        QStringList line;
        for (int x = column; x < column + columns; ++x)
            line.append(m_operator->rows()[at(y)].value(x));
        cut.push_back(line);
    }
    return cut;
}

Status TableModel::putCells(int row, int column, const Rows& cells)
{
    const auto height = std::max<qint64>(m_rows, row + static_cast<qint64>(cells.size()));
    const auto width = std::max<qint64>(m_columns, column + widest(cells));
    if (height > kMaximumTableRows || height * width > kMaximumTableCells)
        return makeError(
            ErrorCode::InvalidParameter, QStringLiteral("paste cells"),
            tr("A table has at most %1 rows and %2 cells.").arg(kMaximumTableRows).arg(kMaximumTableCells));
    Rows rows = rectangle();
    rows.resize(at(static_cast<int>(height)));
    for (QStringList& line : rows)
        while (line.size() < width)
            line.append(QString());
    for (std::size_t y = 0; y < cells.size(); ++y)
        for (qsizetype x = 0; x < cells[y].size(); ++x)
            rows[at(row) + y][column + x] = cells[y][x];
    store(rows);
    return {};
}

void TableModel::setAll(const Rows& rows)
{
    store(rows);
}

} // namespace reelout
