// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/x11/x11_options.h"
#include "capture/x11/x_connection.h"
#include "capture/x11/x_frame_pool.h"
#include "capture/x11/x_pixels.h"
#include "media/geometry.h"
#include "media/row_bands.h"

namespace reelout {

/// Brings rows of the screen into picture memory by the shortest way there is: MIT-SHM right into place;
/// MIT-SHM into a staging segment and a copy, when the pixels need converting or the area reaches beyond the
/// screen; the socket, when no memory can be shared. Capture thread.
class XGrabber {
public:
    /// What is grabbed: `area` of a window or pixmap of size `bounds`.
    struct Target {
        xcb_drawable_t drawable = XCB_NONE;
        XPixelFormat format;
        Size bounds;
        Rect area;
    };

    XGrabber(XConnection& connection, const X11Options& options);

    /// Prepares for another target and gives `pool` the memory for it, unless the same memory will do: one
    /// that only moves costs nothing. What of the area is within the bounds is grabbed into a picture of the
    /// area's size; the rest stays black.
    Status setTarget(const Target& target, XFramePool& pool);
    /// Part of the picture that is within the bounds.
    const Rect& visible() const { return m_visible; }
    std::ptrdiff_t stride() const { return m_stride; }

    /// Grabs `bands` of the picture. An X error is Internal: the screen changed under us.
    Status grab(const RowBands& bands, XFrame& frame);

private:
    enum class Way { Direct, Staged, Socket };
    Status shareMemory(XFramePool& pool, std::size_t frameBytes);
    Status grabShared(const std::vector<RowBand>& bands, const XMemory& memory, std::size_t rowBytes);
    Status grabBySocket(const std::vector<RowBand>& bands, XFrame& frame);
    void place(const RowBand& band, const std::uint8_t* rows, std::size_t rowBytes, XFrame& frame) const;
    std::vector<RowBand> visibleBands(const RowBands& bands) const;

    XConnection& m_connection;
    const X11Options& m_options;
    Target m_target;
    Way m_way = Way::Socket;
    bool m_isReady = false;
    Rect m_visible;
    std::ptrdiff_t m_stride = 0;
    std::unique_ptr<XMemory> m_staging;
};

} // namespace reelout
