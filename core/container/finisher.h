// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/marker.h"
#include "files/file_system.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace reelout {

/// What finishing or repairing found and did.
struct FinishReport {
    int tracks = 0;
    int fragments = 0;
    std::uint64_t samples = 0;
    Duration duration{};            ///< of the longest track
    std::uint64_t bytesDropped = 0; ///< of a torn last fragment, repair only
    bool wasComplete = false;       ///< repair: the file already was an ordinary one and was not touched
};

/// Learns the sample tables of a fragmented ISO base media file (ISO/IEC 14496-12, and QuickTime) while its
/// bytes pass by on their way to the disk, so that finishing has to read nothing back. Owned by the write
/// thread of one file. Hostile input is bounded: no read outside what was fed, no allocation larger than the
/// tables of the samples seen.
class FragmentCollector {
public:
    FragmentCollector();
    ~FragmentCollector();
    FragmentCollector(FragmentCollector&&) noexcept;
    FragmentCollector& operator=(FragmentCollector&&) noexcept;

    /// Bytes written at `offset`. Muxers write front to back, with the odd patch of a size field behind: a
    /// patch inside boxes already complete is InvalidData.
    Status feed(std::uint64_t offset, std::span<const std::byte> bytes);
    /// Fragments whose media data are complete.
    int completeFragments() const;

    struct Impl;
    Impl& impl() const { return *m_impl; }

private:
    std::unique_ptr<Impl> m_impl;
};

/// Turns the fragmented file into an ordinary one without moving media: appends a complete moov, syncs it,
/// then hides the fragments in one mdat by rewriting 8 or 16 bytes at the front, and syncs again. A crash at
/// any point leaves a valid fragmented or a valid ordinary file. Write thread.
/// Markers become chapters.
Result<FinishReport> finishInPlace(OutputFile& file, const FragmentCollector& collector,
                                   const std::vector<Marker>& markers = {});

/// Finishes a fragmented file that was left unfinished, or was cut anywhere. The path is not followed out of
/// regular files. InvalidData when there is nothing playable in it; the file is then left as it was.
Result<FinishReport> repairIsoFile(FileSystem& files, const QString& path,
                                   const std::vector<Marker>& markers = {});

} // namespace reelout
