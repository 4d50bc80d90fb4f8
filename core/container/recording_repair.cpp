// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/recording_repair.h"

#include "container/byte_order.h"
#include "container/cue_chunks.h"
#include "container/iso_inspect.h"
#include "container/repair_plan.h"

#include <algorithm>
#include <array>

namespace reelout {

namespace {

/// How a format is planned; null for ISO base media files, which go their own way.
struct Format {
    Result<RepairPlan> (*plan)(OutputFile&, const std::vector<Marker>&) = nullptr;
};

template <Result<RepairPlan> (*plan)(OutputFile&)>
Result<RepairPlan> withoutChapters(OutputFile& file, const std::vector<Marker>& /*markers*/)
{
    return plan(file);
}

constexpr std::array<unsigned char, 8> kWave64Start{'r', 'i', 'f', 'f', 0x2E, 0x91, 0xCF, 0x11};

bool isMpegSound(ByteSpan head)
{
    if (hasLetters(head, 0, "ID3"))
        return true;
    // Eleven ones, and Layer III.
    return head.size() > 2 && (numberAt(head, 0, 2, ByteOrder::Big) & 0xFFE6U) == 0xFFE2U;
}

Format formatOf(ByteSpan head)
{
    const bool isWave64 =
        std::equal(kWave64Start.begin(), kWave64Start.end(), head.begin(),
                   head.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(8, head.size())),
                   [](unsigned char a, std::byte b) { return std::byte{a} == b; });
    if (numberAt(head, 0, 4, ByteOrder::Big) == 0x1A45DFA3)
        return {&planMatroska};
    if (hasLetters(head, 0, "RIFF") && hasLetters(head, 8, "AVI "))
        return {&withoutChapters<planAvi>};
    if ((hasLetters(head, 0, "RIFF") || hasLetters(head, 0, "RF64")) && hasLetters(head, 8, "WAVE"))
        return {&withoutChapters<planWave>};
    if (isWave64)
        return {&withoutChapters<planWave64>};
    if (hasLetters(head, 0, "FORM") && hasLetters(head, 8, "AIF"))
        return {&withoutChapters<planAiff>};
    if (hasLetters(head, 0, "caff"))
        return {&withoutChapters<planCaf>};
    if (hasLetters(head, 0, "OggS"))
        return {&withoutChapters<planOgg>};
    if (hasLetters(head, 0, "fLaC"))
        return {&withoutChapters<planFlac>};
    if (hasLetters(head, 0, "GIF8"))
        return {&withoutChapters<planGif>};
    return {isMpegSound(head) ? &withoutChapters<planMp3> : nullptr};
}

Result<Format> formatOf(OutputFile& file)
{
    std::array<std::byte, 16> head{};
    const Result<std::size_t> count = file.readAt(0, head);
    if (!count)
        return count.error();
    return formatOf(ByteSpan(head).first(*count));
}

Status writeSteps(OutputFile& file, const RepairPlan& plan)
{
    const Result<std::uint64_t> size = file.size();
    if (!size)
        return size.error();
    if (plan.end < *size) {
        REELOUT_TRY(file.truncate(plan.end));
        REELOUT_TRY(file.sync());
    }
    for (const std::vector<Patch>& step : plan.steps) {
        for (const Patch& patch : step)
            REELOUT_TRY(file.writeAt(patch.offset, patch.bytes));
        if (!step.empty())
            REELOUT_TRY(file.sync());
    }
    return {};
}

Status writeCues(OutputFile& file, const std::vector<Marker>& markers)
{
    const Result<std::vector<Patch>> steps = cuePatches(file, markers);
    if (!steps)
        return steps.error();
    for (const Patch& patch : *steps) {
        REELOUT_TRY(file.writeAt(patch.offset, patch.bytes));
        REELOUT_TRY(file.sync());
    }
    return {};
}

Result<FinishReport> apply(OutputFile& file, const std::vector<Marker>& markers)
{
    // Looked at again, now that nobody else can write it: a recorder may have been at it until just now.
    const Result<Format> format = formatOf(file);
    if (!format)
        return format.error();
    if (format->plan == nullptr)
        return makeError(ErrorCode::InvalidData, QStringLiteral("repair recording"), file.path());
    const Result<RepairPlan> plan = format->plan(file, markers);
    if (!plan)
        return plan.error();
    if (plan->report.wasComplete)
        return plan->report;
    Status written = writeSteps(file, *plan);
    if (written)
        written = writeCues(file, markers);
    const Status closed = file.close();
    if (!written)
        return written.error();
    if (!closed)
        return closed.error();
    return plan->report;
}

// The report, and whether the format has a plan; ISO files go their own way.
struct Look {
    FinishReport report;
    bool isIso = false;
};

Result<Look> look(FileSystem& files, const QString& path)
{
    const Result<std::unique_ptr<OutputFile>> reader = files.open(path, OpenMode::Read);
    if (!reader)
        return reader.error();
    const Result<Format> format = formatOf(**reader);
    if (!format)
        return format.error();
    if (format->plan == nullptr)
        return Look{{}, true};
    const Result<RepairPlan> plan = format->plan(**reader, {});
    if (!plan)
        return plan.error();
    return Look{plan->report, false};
}

} // namespace

Error unrepairable(const OutputFile& file, const char* why)
{
    return makeError(ErrorCode::InvalidData, QStringLiteral("repair recording"),
                     QStringLiteral("%1: %2").arg(file.path(), QString::fromLatin1(why)));
}

RepairPlan completeAsItIs(const FileWindow& file, FinishReport report)
{
    RepairPlan plan;
    plan.report = report;
    plan.report.wasComplete = true;
    plan.end = file.size();
    return plan;
}

Result<FinishReport> inspectRecording(FileSystem& files, const QString& path)
{
    const Result<Look> seen = look(files, path);
    if (!seen)
        return seen.error();
    return seen->isIso ? inspectIsoFile(files, path) : Result<FinishReport>(seen->report);
}

Result<FinishReport> repairRecording(FileSystem& files, const QString& path,
                                     const std::vector<Marker>& markers)
{
    const Result<Look> seen = look(files, path);
    if (!seen)
        return seen.error();
    if (seen->isIso) {
        Result<FinishReport> report = repairIsoFile(files, path, markers);
        return report && report->wasComplete ? inspectIsoFile(files, path) : report;
    }
    if (seen->report.wasComplete)
        return seen->report;
    const Result<std::unique_ptr<OutputFile>> file = files.open(path, OpenMode::Edit);
    if (!file)
        return file.error();
    return apply(**file, markers);
}

} // namespace reelout
