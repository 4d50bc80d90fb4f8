// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QStringList>

#include <vector>

namespace reelout {

/// Most rows and cells of a table, from a file or a project.
constexpr int kMaximumTableRows = 100000;
constexpr int kMaximumTableCells = 1000000;

/// Rows of tab-separated text: a line is a row, nothing is quoted. Line ends are LF or CRLF.
Result<std::vector<QStringList>> parseTsv(const QString& text);
/// Rows of comma-separated text by RFC 4180: "quoted, ""cells""" may hold commas and line ends.
Result<std::vector<QStringList>> parseCsv(const QString& text);

/// Cells as spreadsheets put them on the clipboard: tab-separated, those with line ends, tabs or quotes
/// quoted as in CSV. A quote inside a cell that does not begin with one is an ordinary letter.
Result<std::vector<QStringList>> parseSpreadsheet(const QString& text);
/// The same the other way.
QString spreadsheetText(const std::vector<QStringList>& rows);

/// Reads a .tsv or .csv file (the name's ending decides; anything else is tab-separated), UTF-8, at most
/// 64 MiB. NotFound, PermissionDenied, IoFailed, or InvalidData with the line.
Result<std::vector<QStringList>> readTableFile(const QString& path);

/// What parseTsv() reads back. Unsupported for a cell with a tab or line end, which it names.
Result<QString> tsvText(const std::vector<QStringList>& rows);
/// What parseCsv() reads back; line ends inside cells become LF.
QString csvText(const std::vector<QStringList>& rows);
/// In the format of the name's ending, UTF-8, atomically. Also PermissionDenied, DiskFull, IoFailed.
Status writeTableFile(const QString& path, const std::vector<QStringList>& rows);

} // namespace reelout
