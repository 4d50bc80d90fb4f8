// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/picture.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

namespace reelout {

/// Memory of one picture of the screen, and which picture it last held.
struct StockedFrame {
    std::shared_ptr<Picture> memory; ///< only its planes count
    std::uint64_t serial = 0;        ///< 0 = nothing that could be built upon
    std::uint64_t generation = 0;
};

/// Picture memory that remembers what it holds, so that only what changed since has to be written. Frames go
/// out with their pictures and come back, on any thread, when the last holder lets go; everything else is for
/// the capture thread. Pictures may outlive the stock.
class FrameStock {
public:
    /// More pictures than this, held by slow readers, and no new one is made.
    static constexpr std::size_t kMostFrames = 32;

    FrameStock();
    ~FrameStock();
    FrameStock(const FrameStock&) = delete;
    FrameStock& operator=(const FrameStock&) = delete;

    /// From now on frames are Bgrx8 of `size`; those outside go when they come back.
    void reset(Size size);
    /// The free frame with the newest content, or a new one; null when there are too many or memory is short.
    std::unique_ptr<StockedFrame> acquire();
    void giveBack(std::unique_ptr<StockedFrame> frame);
    /// The frame as Picture::owner: comes back when the last copy goes.
    std::shared_ptr<void> share(std::unique_ptr<StockedFrame> frame);

private:
    struct Shared {
        std::mutex mutex;
        std::uint64_t generation = 0;
        std::size_t living = 0; ///< of this generation
        std::vector<std::unique_ptr<StockedFrame>> free;
        void giveBack(std::unique_ptr<StockedFrame> frame);
    };
    const std::shared_ptr<Shared> m_shared;
    PicturePool m_pool;
    Size m_size;
};

} // namespace reelout
