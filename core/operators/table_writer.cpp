// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/whole_file.h"
#include "operators/table_file.h"

namespace reelout {

namespace {

constexpr QLatin1Char kTab('\t');
constexpr QLatin1Char kLine('\n');
constexpr QLatin1Char kReturn('\r');
constexpr QLatin1Char kQuote('"');

Error cannotHold(std::size_t row, qsizetype column)
{
    return makeError(
        ErrorCode::Unsupported, QStringLiteral("save table"),
        QStringLiteral("row %1, column %2 has a tab or a line end, which a .tsv file can't hold; "
                       "a .csv file can")
            .arg(row + 1)
            .arg(column + 1));
}

QString quotedCell(QString cell, QLatin1Char separator, bool isAlone)
{
    // A line with nothing on it would be no row.
    const bool needsQuotes = (isAlone && cell.isEmpty()) || cell.contains(separator) ||
                             cell.contains(kQuote) || cell.contains(kLine) || cell.contains(kReturn);
    if (!needsQuotes)
        return cell;
    cell.replace(kQuote, QStringLiteral("\"\""));
    return kQuote + cell + kQuote;
}

QString quotedText(const std::vector<QStringList>& rows, QLatin1Char separator)
{
    QString text;
    for (const QStringList& row : rows) {
        QStringList cells;
        for (const QString& cell : row)
            cells.append(quotedCell(cell, separator, row.size() == 1));
        text += cells.join(separator) + kLine;
    }
    return text;
}

} // namespace

Result<QString> tsvText(const std::vector<QStringList>& rows)
{
    QString text;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        for (qsizetype column = 0; column < rows[row].size(); ++column) {
            const QString& cell = rows[row][column];
            if (cell.contains(kTab) || cell.contains(kLine) || cell.contains(kReturn))
                return cannotHold(row, column);
        }
        text += rows[row].join(kTab) + kLine;
    }
    return text;
}

QString csvText(const std::vector<QStringList>& rows)
{
    return quotedText(rows, QLatin1Char(','));
}

QString spreadsheetText(const std::vector<QStringList>& rows)
{
    return quotedText(rows, kTab);
}

Status writeTableFile(const QString& path, const std::vector<QStringList>& rows)
{
    Result<QString> text = path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive)
                               ? Result<QString>(csvText(rows))
                               : tsvText(rows);
    if (!text)
        return text.error();
    return writeWholeFile(path, text->toUtf8(), QStringLiteral("save table"));
}

} // namespace reelout
