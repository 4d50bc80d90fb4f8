// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "container/ebml.h"
#include "container/file_window.h"

#include <map>
#include <optional>

namespace reelout {

struct MatroskaTrack {
    std::uint64_t number = 0;
    bool isVideo = false;
    std::uint64_t defaultDuration = 0; ///< of a frame in nanoseconds; 0 = not said
};

/// Where an element lies in the file.
struct MatroskaPlace {
    std::uint64_t offset = 0;
    std::uint64_t end = 0;
};

struct MatroskaCluster {
    MatroskaPlace place; ///< `end` as the header says, or where the file ends
    EbmlHeader header;
    bool isTorn = false; ///< it should go on beyond the end of the file
};

/// A Segment's children (RFC 9559, section 5.1) as a walk from header to header finds them, content skipped.
struct MatroskaFile {
    std::uint64_t segmentSizeOffset = 0;
    EbmlHeader segment;
    std::uint64_t segmentStart = 0; ///< of its content, which positions count from
    std::uint64_t fileSize = 0;
    std::uint64_t end = 0; ///< of the last child that begins with a sound header

    MatroskaPlace seekRoom; ///< a SeekHead or Void at the very front and the Voids behind it
    std::vector<std::pair<std::uint32_t, std::uint64_t>> topLevel; ///< ID and offset for the SeekHead
    MatroskaPlace info;
    std::vector<std::byte> infoContent;
    std::vector<MatroskaTrack> tracks;
    std::uint64_t timestampScale = 1'000'000; ///< nanoseconds
    double duration = 0;                      ///< in timestamps; 0 = not known
    std::optional<MatroskaPlace> cues;
    std::vector<MatroskaCluster> clusters;
    std::vector<MatroskaPlace> holes; ///< damage between children, with sound ones behind it
    bool isTorn = false;              ///< the end is missing, or is not Matroska

    /// Whether the Segment's size fits the file, or can't be put right.
    bool hasSegmentSize() const;
};

/// InvalidData when there is no Segment with tracks, or there is a second one.
Result<MatroskaFile> scanMatroska(FileWindow& window);

/// The first place from `position` on where a Cluster seems to begin.
std::optional<std::uint64_t> findCluster(FileWindow& window, std::uint64_t position);

/// Level 1 IDs that may stand in a Segment.
bool isSegmentChild(std::uint32_t id);

} // namespace reelout
