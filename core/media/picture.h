// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "media/colour.h"
#include "media/pixel_format.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

namespace reelout {

struct Plane {
    std::uint8_t* data = nullptr;
    std::ptrdiff_t stride = 0; ///< bytes from one row to the next; rows start 64-byte aligned in our pools
};

/// One picture in memory. Written by its maker, then published as PicturePtr and never changed again; the
/// memory goes back where it came from when the last holder lets go. Rows run from the top; alpha is
/// straight.
class Picture {
public:
    PixelFormat format = PixelFormat::None;
    Size size;
    std::array<Plane, 4> planes;
    ColourSpec colour;
    Timestamp captured;       ///< when the content was on the screen or sensor
    std::uint64_t serial = 0; ///< counts the pictures of one source up from 1
    double pixelAspect = 1.0; ///< width of a pixel divided by its height
    bool damageKnown = false; ///< true: only `damage` differs from the source's previous serial
    std::vector<Rect> damage;
    std::shared_ptr<void> owner; ///< keeps the memory behind `planes` alive
    /// On its way to a still: the pictures that go into the same file, one for each of StillSpec::layers.
    std::vector<std::shared_ptr<const Picture>> layers;

    const std::uint8_t* row(int plane, int y) const
    {
        const Plane& p = planes[static_cast<std::size_t>(plane)];
        return p.data + p.stride * y;
    }
    std::uint8_t* row(int plane, int y)
    {
        const Plane& p = planes[static_cast<std::size_t>(plane)];
        return p.data + p.stride * y;
    }
};

using PicturePtr = std::shared_ptr<const Picture>;

/// Rows [top, bottom) of a picture, of whole rows of chroma; owns nothing, so the picture must outlive it.
Picture rowsOf(const Picture& picture, int top, int bottom);

/// Reuses picture memory, so that the steady state allocates no pixels. Any thread. Pictures may outlive the
/// pool.
class PicturePool {
public:
    PicturePool();
    ~PicturePool();
    PicturePool(const PicturePool&) = delete;
    PicturePool& operator=(const PicturePool&) = delete;

    /// A writable picture with undefined content; rows are 64-byte aligned and padded to 64 bytes, and at
    /// least 64 bytes past the last row may be read. Null when memory is short or the size is not sane
    /// (0 < side <= 65536).
    std::shared_ptr<Picture> acquire(PixelFormat format, Size size);

private:
    struct Shared;
    std::shared_ptr<Shared> m_shared;
};

} // namespace reelout
