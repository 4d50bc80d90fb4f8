// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/paths.h"

#include <QFile>
#include <QString>
#include <QStringList>

#include <vector>

namespace reelout::test {

/// The contract's rows as they stand in tests/data/parameters.tsv, the header first.
inline std::vector<QStringList> contractRows()
{
    std::vector<QStringList> rows;
    QFile file(testData(QStringLiteral("parameters.tsv")));
    if (!file.open(QIODevice::ReadOnly))
        return rows;
    for (const QString& line : QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts))
        rows.push_back(line.split(QLatin1Char('\t')));
    return rows;
}

} // namespace reelout::test
