// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/file_system.h"

#include <optional>

namespace reelout {

/// The stills of one image sequence, found again by the name of the first: the same name with the numbers
/// that follow it without a gap. Looks at the disk when asked. Any thread.
class StillSeries {
public:
    /// Nothing when the name ends in no number.
    static std::optional<StillSeries> ofFirst(FileSystem& files, const QString& firstPath);

    /// Whole stills, in order.
    QStringList stills() const;
    /// Stills that were being written ("NAME.part", "NAME.1.part"); they hold nothing anybody can use.
    QStringList unfinished() const;

private:
    StillSeries(FileSystem& files, QString folder, QString stem, qint64 first, int digits, QString suffix);
    QString nameOf(qint64 number) const;

    FileSystem* m_files;
    QString m_folder;
    QString m_stem;
    qint64 m_first;
    int m_digits;
    QString m_suffix;
};

} // namespace reelout
