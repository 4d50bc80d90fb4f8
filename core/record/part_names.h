// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/file_namer.h"

#include <functional>

namespace reelout {

/// Names for the further files of a take that is split: the first free one with a suffix index from
/// `firstIndex` upwards. Any thread.
using PartNames = std::function<Result<RecordingName>(int firstIndex)>;

/// Made when the take is, because only then and there expressions can be evaluated. `first` is the name of
/// the take's first file. Where File has me.fileSuffix in it as it is, the others differ in it alone; else
/// the suffix goes before the extension of the first (out.mov, out.1.mov …).
PartNames partNames(FileSystem& files, const NamePlan& plan, const FileExpression& expression,
                    const RecordingName& first, const QString& folder);

/// Names for the replays of a recorder whose next recording would be `next`: "-replay" goes before the suffix
/// (out.mov: out-replay.0.mov, out-replay.1.mov …).
PartNames replayNames(FileSystem& files, const NamePlan& plan, const FileExpression& expression,
                      const RecordingName& next, const QString& folder);

/// The index from which the name of the second file is looked for.
int secondIndex(const RecordingName& first);

} // namespace reelout
