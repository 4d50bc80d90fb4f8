// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/finisher.h"
#include "container/top_level.h"

namespace reelout {

Result<FinishReport> repairRecording(FileSystem& files, const QString& path)
{
    return repairIsoFile(files, path);
}

Result<FinishReport> inspectRecording(FileSystem& files, const QString& path)
{
    const Result<std::unique_ptr<OutputFile>> reader = files.open(path, OpenMode::Read);
    if (!reader)
        return reader.error();
    const Result<TopLevel> seen = readTopLevel(**reader);
    if (!seen)
        return seen.error();
    FinishReport report;
    report.wasComplete = seen->isOrdinary;
    return report;
}

} // namespace reelout
