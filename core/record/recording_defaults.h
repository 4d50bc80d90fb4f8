// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/space_guard.h"

#include <QString>

namespace reelout {

/// What a recorder makes.
enum class FileKind { Movie, Still, Sound };

/// What holds for every recording and no parameter says; a person's preferences.
struct RecordingDefaults {
    QString moviesFolder;              ///< for relative names; empty = the user's
    QString stillsFolder;              ///< the same of stills and sequences; empty = moviesFolder
    QString soundFolder;               ///< the same of sound files; empty = moviesFolder
    double resolutionMultiplier = 1.0; ///< of Use Global Res Multiplier, above 0
    SpaceLimits space;

    /// Where relative names go.
    QString folderFor(FileKind kind) const;
};

} // namespace reelout
