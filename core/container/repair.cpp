// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/box_writer.h"
#include "container/finisher.h"
#include "container/index_switch.h"
#include "container/moov_builder.h"
#include "container/top_level.h"

#include <limits>

namespace reelout {

namespace {

Error unplayable(const QString& path, const char* why)
{
    return makeError(ErrorCode::InvalidData, QStringLiteral("repair movie"),
                     QStringLiteral("%1: %2").arg(path, QString::fromLatin1(why)));
}

// Gives the torn last box its real size, so that whoever walks the boxes, before and after the switch, finds
// the index behind it. Nothing is cut off.
Result<std::uint64_t> closeTornEnd(OutputFile& file, const TopLevel& found)
{
    const std::uint64_t length = found.fileSize - found.endStart;
    if (found.end == FileEnd::Clean)
        return found.fileSize;
    // Less than a header is worth nothing, and neither is the index a former attempt began.
    if (found.end == FileEnd::OldIndex || length < 8)
        return found.endStart;
    BoxWriter header;
    std::uint64_t position = found.endStart;
    if (found.end == FileEnd::TornMedia && found.endHeader.headerSize == 16) {
        header.u64(length);
        position += 8;
    } else if (length <= std::numeric_limits<std::uint32_t>::max()) {
        header.u32(length);
        header.u32(found.end == FileEnd::TornMedia ? boxType("mdat") : boxType("free"));
    }
    REELOUT_TRY(file.writeAt(position, header.data()));
    return found.fileSize;
}

Result<FinishReport> repair(OutputFile& file, const TopLevel& found, const std::vector<Marker>& markers)
{
    const Result<BuiltMoov> built = buildMoov(found.movie, found.fileSize, markers);
    if (!built)
        return built.error();
    const Result<std::uint64_t> position = closeTornEnd(file, found);
    if (!position)
        return position.error();
    Result<FinishReport> report = writeIndexAndSwitch(file, found.movie, *built, *position);
    if (report && found.end != FileEnd::OldIndex)
        report->bytesDropped = found.fileSize - found.usedEnd;
    return report;
}

} // namespace

Status checkRepairable(const TopLevel& found, const QString& path)
{
    if (!found.hasMoov)
        return unplayable(path, "no movie header is in it");
    if (found.isOrdinary && found.end != FileEnd::Clean)
        return unplayable(path, "it was finished once, but its end is missing");
    if (!found.isOrdinary && found.movie.sampleCount() == 0)
        return unplayable(path, "no complete fragment is in it");
    return {};
}

Result<FinishReport> repairIsoFile(FileSystem& files, const QString& path, const std::vector<Marker>& markers)
{
    // Looked at through a reader first: a finished file on a read-only disk is no error.
    const Result<std::unique_ptr<OutputFile>> reader = files.open(path, OpenMode::Read);
    if (!reader)
        return reader.error();
    const Result<TopLevel> seen = readTopLevel(**reader);
    if (!seen)
        return seen.error();
    REELOUT_TRY(checkRepairable(*seen, path));
    if (seen->isOrdinary) {
        FinishReport report;
        report.wasComplete = true;
        return report;
    }

    const Result<std::unique_ptr<OutputFile>> file = files.open(path, OpenMode::Edit);
    if (!file)
        return file.error();
    // Again, now that nobody else can write it: a recorder may have been at it until just now.
    const Result<TopLevel> found = readTopLevel(**file);
    if (!found)
        return found.error();
    REELOUT_TRY(checkRepairable(*found, path));
    if (found->isOrdinary) {
        FinishReport report;
        report.wasComplete = true;
        return report;
    }
    const Result<FinishReport> report = repair(**file, *found, markers);
    const Status closed = (*file)->close();
    if (!report)
        return report;
    if (!closed)
        return closed.error();
    return report;
}

} // namespace reelout
