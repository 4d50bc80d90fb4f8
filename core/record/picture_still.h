// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "files/file_system.h"
#include "media/picture.h"

#include <QString>

namespace reelout {

/// One picture as a still of its own, beside any recording.
struct PictureStill {
    PicturePtr picture;
    QString pixelFormat = QStringLiteral("useinput"); ///< token of `format` it is stored in
    QString folder;                                   ///< made when it isn't there
    QString name;                                     ///< a number and the extension are appended
};

/// Writes it in its own depth: PNG with 8 or 16 bits for whole numbers, OpenEXR with half or float for
/// floats. The file is `name.N.png` with the first number that is free; nothing is overwritten, also when
/// another program takes the name at the last moment. Returns the path once the file is on the disk. Any
/// thread.
Result<QString> writePictureStill(FileSystem& files, const PictureStill& still);

} // namespace reelout
