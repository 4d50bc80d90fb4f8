// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "container/matroska_scan.h"

namespace reelout {

/// A place to seek to.
struct MatroskaCue {
    std::uint64_t time = 0; ///< in timestamps
    std::uint64_t track = 0;
    std::uint64_t cluster = 0;  ///< its offset in the file
    std::uint64_t position = 0; ///< of the block, from the beginning of the cluster's content
};

/// What the blocks of clusters say (RFC 9559, sections 5.1.3 and 10).
struct MatroskaBlocks {
    std::uint64_t blocks = 0;
    double duration = 0; ///< in timestamps: the latest end of any track
    std::vector<MatroskaCue>
        cues; ///< key frames of the pictures; without pictures the clusters' first blocks
};

/// Walks the blocks of one cluster after the other, header by header.
class MatroskaBlockReader {
public:
    MatroskaBlockReader(FileWindow& window, const MatroskaFile& file);

    /// Takes the whole children of a cluster. Where the last of them ends: the cluster's end when it is
    /// sound. `hasBlocks` tells whether there was any.
    std::uint64_t read(const MatroskaCluster& cluster);
    bool hasBlocks() const { return m_inCluster > 0; }
    MatroskaBlocks take();

private:
    struct TrackState {
        MatroskaTrack track;
        double lastTime = 0;
        double lastLength = 0;
        std::uint64_t blocks = 0;
    };
    struct BlockFacts {
        double length = 0; ///< in timestamps; 0 = not said
        bool isKey = false;
    };

    bool takeChild(const EbmlHeader& header, std::uint64_t position, std::uint64_t end);
    bool takeGroup(std::uint64_t position, std::uint64_t content, std::uint64_t end);
    bool takeBlock(std::uint64_t element, std::uint64_t content, std::uint64_t size, BlockFacts facts,
                   bool isSimple);

    FileWindow& m_window;
    const MatroskaFile& m_file;
    std::map<std::uint64_t, TrackState> m_tracks;
    MatroskaBlocks m_found;
    std::vector<MatroskaCue> m_firstBlocks;
    std::uint64_t m_clusterOffset = 0;
    std::uint64_t m_clusterContent = 0;
    std::uint64_t m_clusterTime = 0;
    std::uint64_t m_inCluster = 0;
};

} // namespace reelout
