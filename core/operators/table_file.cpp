// SPDX-License-Identifier: GPL-3.0-or-later
#include "operators/table_file.h"

#include "base/whole_file.h"

#include <QStringDecoder>

namespace reelout {

namespace {

Error badTable(const QString& detail)
{
    return makeError(ErrorCode::InvalidData, QStringLiteral("read table"), detail);
}

Error fileError(ErrorCode code, const QString& path, const QString& why)
{
    return makeError(code, QStringLiteral("read table"), QStringLiteral("%1: %2").arg(path, why));
}

/// Collects cells into rows and watches the limits.
class Rows {
public:
    Status endCell(QString cell)
    {
        if (++m_cells > kMaximumTableCells)
            return badTable(QStringLiteral("more than %1 cells").arg(kMaximumTableCells));
        m_row.append(std::move(cell));
        return {};
    }
    Status endRow()
    {
        if (m_rows.size() >= static_cast<std::size_t>(kMaximumTableRows))
            return badTable(QStringLiteral("more than %1 rows").arg(kMaximumTableRows));
        m_rows.push_back(std::exchange(m_row, {}));
        return {};
    }
    std::vector<QStringList> take() { return std::move(m_rows); }
    std::size_t count() const { return m_rows.size(); }

private:
    std::vector<QStringList> m_rows;
    QStringList m_row;
    int m_cells = 0;
};

/// One line end for all systems, none at the end.
QString withoutLastLineEnd(QString text)
{
    text.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    if (text.endsWith(QLatin1Char('\n')))
        text.chop(1);
    return text;
}

Result<std::vector<QStringList>> parseQuoted(const QString& text, QLatin1Char separator)
{
    Rows rows;
    const QString lines = withoutLastLineEnd(text);
    if (lines.isEmpty())
        return rows.take();
    QString cell;
    bool isQuoted = false;
    bool wasQuoted = false;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QChar c = lines[i];
        if (isQuoted) {
            if (c != QLatin1Char('"')) {
                cell += c;
            } else if (i + 1 < lines.size() && lines[i + 1] == QLatin1Char('"')) {
                cell += c;
                ++i;
            } else {
                isQuoted = false;
            }
        } else if (c == QLatin1Char('"') && cell.isEmpty() && !wasQuoted) {
            isQuoted = true;
            wasQuoted = true;
        } else if (c == separator || c == QLatin1Char('\n')) {
            REELOUT_TRY(rows.endCell(std::exchange(cell, {})));
            wasQuoted = false;
            if (c == QLatin1Char('\n'))
                REELOUT_TRY(rows.endRow());
        } else if (wasQuoted) {
            return badTable(QStringLiteral("row %1: text after a closing quote").arg(rows.count() + 1));
        } else {
            cell += c;
        }
    }
    if (isQuoted)
        return badTable(QStringLiteral("row %1: a quote is not closed").arg(rows.count() + 1));
    REELOUT_TRY(rows.endCell(cell));
    REELOUT_TRY(rows.endRow());
    return rows.take();
}

} // namespace

Result<std::vector<QStringList>> parseTsv(const QString& text)
{
    Rows rows;
    const QString lines = withoutLastLineEnd(text);
    if (lines.isEmpty())
        return rows.take();
    for (const QStringView line : QStringView(lines).split(QLatin1Char('\n'))) {
        for (const QStringView cell : line.split(QLatin1Char('\t')))
            REELOUT_TRY(rows.endCell(cell.toString()));
        REELOUT_TRY(rows.endRow());
    }
    return rows.take();
}

Result<std::vector<QStringList>> parseCsv(const QString& text)
{
    return parseQuoted(text, QLatin1Char(','));
}

Result<std::vector<QStringList>> parseSpreadsheet(const QString& text)
{
    // Some programs quote nothing at all; then a cell may begin with a quote that is never closed.
    Result<std::vector<QStringList>> quoted = parseQuoted(text, QLatin1Char('\t'));
    return quoted ? quoted : parseTsv(text);
}

Result<std::vector<QStringList>> readTableFile(const QString& path)
{
    const Result<QByteArray> bytes = readWholeFile(path, QStringLiteral("read table"));
    if (!bytes)
        return bytes.error();
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(*bytes);
    if (decoder.hasError() || text.contains(QChar(0)))
        return fileError(ErrorCode::InvalidData, path, QStringLiteral("not UTF-8 text"));
    Result<std::vector<QStringList>> rows =
        path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive) ? parseCsv(text) : parseTsv(text);
    if (!rows)
        return fileError(rows.error().code, path, rows.error().detail);
    return rows;
}

} // namespace reelout
