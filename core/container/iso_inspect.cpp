// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/iso_inspect.h"

#include "container/moov_builder.h"
#include "container/top_level.h"

namespace reelout {

namespace {

// Of a finished file: what its header says (ISO/IEC 14496-12, 8.2.2).
FinishReport ordinaryReport(const std::vector<std::byte>& moov)
{
    FinishReport report;
    report.wasComplete = true;
    const auto box = findBox(moov, boxType("moov"));
    BoxWalk walk(box ? box->payload : ByteSpan());
    while (const auto child = walk.next()) {
        if (child->type == boxType("trak"))
            ++report.tracks;
        if (child->type != boxType("mvhd"))
            continue;
        ByteReader reader(child->payload);
        const bool isWide = readFullBox(reader).version == 1;
        reader.skip(isWide ? 16 : 8);
        const std::uint32_t timeScale = reader.u32();
        const std::uint64_t duration = reader.u32or64(isWide);
        if (timeScale > 0)
            report.duration = fromSeconds(std::min(static_cast<double>(duration) / timeScale, 1e9));
    }
    return report;
}

} // namespace

Result<FinishReport> inspectIsoFile(FileSystem& files, const QString& path)
{
    const Result<std::unique_ptr<OutputFile>> reader = files.open(path, OpenMode::Read);
    if (!reader)
        return reader.error();
    const Result<TopLevel> found = readTopLevel(**reader);
    if (!found)
        return found.error();
    REELOUT_TRY(checkRepairable(*found, path));
    if (found->isOrdinary)
        return ordinaryReport(found->movie.moov);
    const Result<BuiltMoov> built = buildMoov(found->movie, found->fileSize);
    if (!built)
        return built.error();
    FinishReport report;
    report.tracks = built->tracks;
    report.fragments = found->movie.fragments;
    report.samples = found->movie.sampleCount();
    report.duration = built->duration;
    if (found->end != FileEnd::OldIndex)
        report.bytesDropped = found->fileSize - found->usedEnd;
    return report;
}

} // namespace reelout
