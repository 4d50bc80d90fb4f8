// SPDX-License-Identifier: GPL-3.0-or-later
#include "operators/table_file.h"

#include <QSaveFile>

namespace reelout {

namespace {

constexpr QLatin1Char kTab('\t');
constexpr QLatin1Char kLine('\n');
constexpr QLatin1Char kReturn('\r');
constexpr QLatin1Char kQuote('"');

Error cannotHold(std::size_t row, qsizetype column)
{
    return makeError(ErrorCode::Unsupported, QStringLiteral("save table"),
                     QStringLiteral("row %1, column %2 has a tab or a line end, which a .tsv file can't hold; "
                                    "a .csv file can")
                         .arg(row + 1)
                         .arg(column + 1));
}

QString csvCell(QString cell)
{
    const bool needsQuotes = cell.contains(QLatin1Char(',')) || cell.contains(kQuote) ||
                             cell.contains(kLine) || cell.contains(kReturn);
    if (!needsQuotes)
        return cell;
    cell.replace(kQuote, QStringLiteral("\"\""));
    return kQuote + cell + kQuote;
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
    QString text;
    for (const QStringList& row : rows) {
        QStringList cells;
        for (const QString& cell : row)
            cells.append(csvCell(cell));
        text += cells.join(QLatin1Char(',')) + kLine;
    }
    return text;
}

Status writeTableFile(const QString& path, const std::vector<QStringList>& rows)
{
    const QString step = QStringLiteral("save table");
    Result<QString> text = path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive)
                               ? Result<QString>(csvText(rows))
                               : tsvText(rows);
    if (!text)
        return text.error();
    const QByteArray bytes = text->toUtf8();
    QSaveFile file(path);
    file.setDirectWriteFallback(false);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        ErrorCode code = ErrorCode::IoFailed;
        if (file.error() == QFileDevice::PermissionsError)
            code = ErrorCode::PermissionDenied;
        else if (file.error() == QFileDevice::ResourceError)
            code = ErrorCode::DiskFull;
        return makeError(code, step, QStringLiteral("%1: %2").arg(path, file.errorString()));
    }
    return {};
}

} // namespace reelout
