// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "container/file_window.h"
#include "container/finisher.h"

#include <vector>

namespace reelout {

/// Bytes to be put at a place of a file.
struct Patch {
    std::uint64_t offset = 0;
    std::vector<std::byte> bytes;
};

/// What completes a file: it is cut at `end`, then the steps are written, each on the disk before the next.
/// Plans put first what others will point to, so that the file opens whichever step is the last.
struct RepairPlan {
    FinishReport report;   ///< of the file as it will be
    std::uint64_t end = 0; ///< first byte of what is given up; the file's size when nothing is
    std::vector<std::vector<Patch>> steps;
};

/// "The file holds nothing that could be saved", and why.
Error unrepairable(const OutputFile& file, const char* why);
/// A plan that changes nothing.
RepairPlan completeAsItIs(const FileWindow& file, FinishReport report);

// One a format; each only looks. InvalidData when nothing playable is in the file.
Result<RepairPlan> planMatroska(OutputFile& file, const std::vector<Marker>& markers); ///< become chapters
Result<RepairPlan> planAvi(OutputFile& file);
Result<RepairPlan> planGif(OutputFile& file);
Result<RepairPlan> planWave(OutputFile& file); ///< RIFF and RF64
Result<RepairPlan> planWave64(OutputFile& file);
Result<RepairPlan> planAiff(OutputFile& file);
Result<RepairPlan> planCaf(OutputFile& file);
Result<RepairPlan> planOgg(OutputFile& file);
Result<RepairPlan> planFlac(OutputFile& file);
Result<RepairPlan> planMp3(OutputFile& file);

} // namespace reelout
