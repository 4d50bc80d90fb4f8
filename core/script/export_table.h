// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace reelout {

/// One channel tied to one parameter.
struct ExportLink {
    QString path;      ///< of the operator, from the export root; empty = the root itself
    QString parameter; ///< name, or that of one number of a pair
    int channel = 0;   ///< index of the exporting operator's channels

    friend bool operator==(const ExportLink&, const ExportLink&) = default;
};

/// What a way of exporting asks for, and in words what of it can't be understood. Pure.
struct ExportLinks {
    std::vector<ExportLink> links;
    QStringList problems;
};

enum class ExportValue { Index, Name };

/// From a table with the columns path, parameter, value and (optional) enable in any order; the first row
/// names them. `value` is a channel's index (from 0) or name.
ExportLinks linksFromTable(const std::vector<QStringList>& rows, ExportValue value,
                           const QStringList& channels);

/// From the channels' own names: "path:parameter", "/path:parameter" or "path/parameter". Channels that are
/// called otherwise drive nothing.
ExportLinks linksFromNames(const QStringList& channels);

} // namespace reelout
