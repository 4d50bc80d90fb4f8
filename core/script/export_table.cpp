// SPDX-License-Identifier: GPL-3.0-or-later
#include "script/export_table.h"

#include <QCoreApplication>

namespace reelout {

namespace {

QString sentence(const char* source)
{
    return QCoreApplication::translate("reelout::Exports", source);
}

bool isOn(const QString& cell)
{
    const QString word = cell.trimmed().toLower();
    return !word.isEmpty() && word != QLatin1String("0") && word != QLatin1String("off") &&
           word != QLatin1String("false") && word != QLatin1String("no");
}

/// The channel a cell means, -1 for none.
int channelOf(const QString& cell, ExportValue value, const QStringList& channels)
{
    if (value == ExportValue::Name)
        return static_cast<int>(channels.indexOf(cell));
    bool isNumber = false;
    const int index = cell.toInt(&isNumber);
    return isNumber && index >= 0 && index < channels.size() ? index : -1;
}

} // namespace

ExportLinks linksFromTable(const std::vector<QStringList>& rows, ExportValue value,
                           const QStringList& channels)
{
    ExportLinks result;
    const QStringList head = rows.empty() ? QStringList() : rows.front();
    const auto column = [&head](const char* name) { return head.indexOf(QLatin1String(name)); };
    const qsizetype path = column("path");
    const qsizetype parameter = column("parameter");
    const qsizetype channel = column("value");
    const qsizetype enable = column("enable");
    if (path < 0 || parameter < 0 || channel < 0) {
        result.problems << sentence(
            "The export table needs a first row with path, parameter, value and enable.");
        return result;
    }
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const QStringList& row = rows[i];
        const bool isEmpty = row.join(QString()).trimmed().isEmpty();
        if (isEmpty || (enable >= 0 && !isOn(row.value(enable))))
            continue;
        const QString cell = row.value(channel).trimmed();
        const int index = channelOf(cell, value, channels);
        if (index < 0) {
            result.problems << sentence("Export table, row %1: there is no channel \"%2\"; there is %3.")
                                   .arg(i)
                                   .arg(cell, channels.join(QStringLiteral(", ")));
            continue;
        }
        result.links.push_back({row.value(path).trimmed(), row.value(parameter).trimmed(), index});
    }
    return result;
}

ExportLinks linksFromNames(const QStringList& channels)
{
    ExportLinks result;
    for (int i = 0; i < channels.size(); ++i) {
        const QString& name = channels[i];
        qsizetype at = name.lastIndexOf(QLatin1Char(':'));
        if (at < 0)
            at = name.lastIndexOf(QLatin1Char('/'));
        if (at >= 0 && at + 1 < name.size())
            result.links.push_back({name.left(at), name.mid(at + 1), i});
    }
    return result;
}

} // namespace reelout
