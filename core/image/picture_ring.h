// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/picture.h"

#include <cstdint>
#include <memory>

namespace reelout {

/// Memory for the pictures of one path that remembers which of them it holds, so that a picture much like one
/// of the last few is made by bringing a few rows up to date. One thread; pictures may outlive the ring and
/// come back on any thread.
class PictureRing {
public:
    struct Frame {
        std::shared_ptr<Picture> memory;
        std::uint64_t content = 0; ///< number of the picture it holds; 0 = nothing of use
    };

    PictureRing();
    ~PictureRing();
    PictureRing(const PictureRing&) = delete;
    PictureRing& operator=(const PictureRing&) = delete;

    /// A frame that nobody looks at any more, the one with the newest content, or a new one. Null when memory
    /// is short.
    std::unique_ptr<Frame> acquire(PixelFormat format, Size size);
    /// The frame as a picture to hand out; it comes back when the last holder lets go.
    std::shared_ptr<Picture> share(std::unique_ptr<Frame> frame) const;

private:
    struct Shared;
    std::shared_ptr<Shared> m_shared;
    PicturePool m_pool;
};

} // namespace reelout
