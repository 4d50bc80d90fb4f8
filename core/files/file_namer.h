// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/file_system.h"

#include <cstdint>
#include <functional>

namespace reelout {

/// What the name of a recording is made from (behaviour.md §4).
struct NamePlan {
    enum class Kind { Single, Sequence };
    Kind kind = Kind::Single;
    bool uniqueSuffix = true;
    int firstIndex = 0;         ///< parameter N
    int leadingZerosDigits = 1; ///< 1..10, sequences only
    QString extension;          ///< without the dot
};

/// `.N.ext`, or `.N.i.ext` with the number padded to the digits.
QString fileSuffix(const NamePlan& plan, int index, std::int64_t image = 0);

/// Evaluates the File parameter for one value of me.fileSuffix. The suffix handed over is what
/// me.fileSuffix must return.
using FileExpression = std::function<Result<QString>(const QString& suffix)>;

struct RecordingName {
    QString path;            ///< absolute; a sequence's first image
    int index = 0;           ///< the suffix index taken
    bool usesSuffix = false; ///< the expression really contains me.fileSuffix
    QString pattern;         ///< sequences: absolute path with `%1` where the padded image number stands
};

/// The name of the next recording. Relative results are taken from `moviesFolder`. With uniqueSuffix the
/// first index from firstIndex upwards whose file (for a sequence: any image of it) does not exist. Fails
/// with InvalidParameter for an empty name, a name the system forbids (named character), a folder as name,
/// and passes on the expression's error.
Result<RecordingName> nextName(FileSystem& files, const NamePlan& plan, const FileExpression& expression,
                               const QString& moviesFolder);

/// Path of image `image` of a sequence.
QString sequencePath(const RecordingName& name, std::int64_t image, int leadingZerosDigits);

/// Extension of a path in lower case, without the dot.
QString extensionOf(const QString& path);

} // namespace reelout
