// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/x11/x_memory.h"

#include <memory>
#include <mutex>
#include <vector>

namespace reelout {

/// Memory of one picture, and which picture it last held.
struct XFrame {
    std::unique_ptr<XMemory> memory;
    std::uint64_t serial = 0; ///< 0 = nothing that could be built upon
    std::uint64_t generation = 0;
};

/// The memory that pictures of the screen are grabbed into. Frames go out with their pictures and come back,
/// on any thread, when the last holder lets go; everything else is for the capture thread. Pictures may
/// outlive pool and connection.
class XFramePool {
public:
    /// More pictures than this, held by slow readers, and no new one is made.
    static constexpr std::size_t kMostFrames = 32;

    explicit XFramePool(XConnection& connection);
    ~XFramePool();
    XFramePool(const XFramePool&) = delete;
    XFramePool& operator=(const XFramePool&) = delete;

    /// How many frames reset() makes, at least 1. With 2, one is read while the other is grabbed into: all
    /// that a screen in motion needs. Made in the first pictures of a take the second is late for its own,
    /// and more are made to catch up.
    void setFirstFrames(std::size_t count) { m_firstFrames = count; }
    /// From now on frames are new, of `bytes` and `kind`; those outside go when they come back. Makes the
    /// first ones; errors as XMemory::create().
    Status reset(XMemory::Kind kind, std::size_t bytes);
    /// The free frame with the newest content, or a new one; null when there are too many or memory is short.
    std::unique_ptr<XFrame> acquire();
    void giveBack(std::unique_ptr<XFrame> frame);
    /// The frame as Picture::owner: comes back when the last copy goes.
    std::shared_ptr<void> share(std::unique_ptr<XFrame> frame);

private:
    struct Shared {
        std::mutex mutex;
        std::uint64_t generation = 0;
        std::vector<std::unique_ptr<XFrame>> free;
        void giveBack(std::unique_ptr<XFrame> frame);
    };
    Result<std::unique_ptr<XFrame>> make();
    void dropUnneeded();

    XConnection& m_connection;
    const std::shared_ptr<Shared> m_shared;
    XMemory::Kind m_kind = XMemory::Kind::Private;
    std::size_t m_bytes = 0;
    std::size_t m_firstFrames = 2;
    std::vector<std::uint32_t> m_segments; ///< one for each living frame; 0 when private
    std::size_t m_fewestFree = 0;
    int m_acquisitions = 0;
};

} // namespace reelout
