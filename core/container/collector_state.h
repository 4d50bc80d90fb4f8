// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "container/finisher.h"
#include "container/movie.h"

namespace reelout {

/// What a FragmentCollector knows: a box at a time passes through `buffer`, of media boxes the header only.
struct FragmentCollector::Impl {
    Status feed(std::uint64_t offset, ByteSpan bytes);
    void patch(std::uint64_t offset, ByteSpan bytes);
    std::size_t append(ByteSpan bytes);
    Status takeCompleteBoxes();
    Status takeBox(BoxType type);
    static bool isWanted(BoxType type);

    Movie movie;
    bool hasMovie = false;
    std::vector<std::byte> fileType;
    std::uint64_t fileTypeOffset = 0;
    std::vector<std::byte> fragment; ///< a complete moof that waits for its mdat
    std::uint64_t fragmentOffset = 0;

    std::uint64_t boxStart = 0; ///< of the box that is not complete
    std::vector<std::byte> buffer;
    std::uint64_t fed = 0;
    std::uint64_t completeEnd = 0; ///< end of the last complete fragment, or of what needs no more
};

} // namespace reelout
