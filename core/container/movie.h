// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "container/box.h"
#include "container/sample_table.h"

#include <cstdint>
#include <vector>

namespace reelout {

/// What trex and tfhd say about samples that say nothing themselves.
struct SampleDefaults {
    std::uint32_t duration = 0;
    std::uint32_t size = 0;
    std::uint32_t flags = 0;
};

struct Track {
    std::uint32_t id = 0;
    std::uint32_t timeScale = 0;
    std::uint32_t pcmFrameBytes = 0; ///< of one uncompressed sample frame of all channels; 0 = not PCM
    bool isAac = false;
    SampleDefaults defaults;
    SampleTable samples;
};

/// The first moov of a file and what its fragments added: everything the final index is made from.
struct Movie {
    std::vector<std::byte> moov; ///< the box as it was found
    std::uint64_t moovOffset = 0;
    std::vector<std::byte> fileType; ///< the ftyp box, empty when there is none
    std::uint64_t fileTypeOffset = 0;
    std::uint32_t timeScale = 0;
    bool hasFragments = false; ///< it announces fragments (mvex)
    std::vector<Track> tracks;
    int fragments = 0;

    Track* track(std::uint32_t id);
    std::uint64_t sampleCount() const;
};

/// Larger ones are taken for damage.
constexpr std::uint64_t kLargestMoov = std::uint64_t{256} << 20;
constexpr std::uint64_t kLargestMoof = std::uint64_t{64} << 20;
constexpr std::uint64_t kLargestFileType = 4096;

/// Reads a moov box, with the samples its own tables list if there are any. InvalidData for damage,
/// Unsupported for encrypted tracks.
Result<Movie> parseMovie(ByteSpan moov, std::uint64_t offset);

/// The samples an stbl lists. InvalidData for a table that does not fit together, or more samples than
/// `budget`, which is lessened by those read.
Status readSampleTables(ByteSpan stbl, SampleTable& table, std::uint64_t& budget);

} // namespace reelout
