// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/recording_defaults.h"

#include <QDir>
#include <QStandardPaths>

namespace reelout {

QString RecordingDefaults::folderFor(FileKind kind) const
{
    if (kind == FileKind::Still && !stillsFolder.isEmpty())
        return stillsFolder;
    if (kind == FileKind::Sound && !soundFolder.isEmpty())
        return soundFolder;
    if (!moviesFolder.isEmpty())
        return moviesFolder;
    const QString movies = QStandardPaths::writableLocation(QStandardPaths::MoviesLocation);
    return movies.isEmpty() ? QDir::homePath() : movies;
}

} // namespace reelout
