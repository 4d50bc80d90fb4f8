// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace reelout {

class SharedPages;

/// One buffer in graphics memory (a dma-buf), as far as a processor may look at it. One thread at a time.
class DmabufMapping {
public:
    virtual ~DmabufMapping() = default;
    /// From here on the memory is what the graphics card has written; null when that can't be had.
    virtual const std::uint8_t* begin() = 0;
    virtual void end() = 0;
    /// Bytes that may be read.
    virtual std::size_t size() const = 0;
    /// What begin() shows, where it may be read without further calls until end(), however long that is; null
    /// where it must be copied.
    virtual SharedPages* pages() const { return nullptr; }
};

/// A way to read graphics memory. What lies in rows needs only this system (linearDmabufs()); tiled layouts
/// need a graphics card's own driver to untile them, and a reader of this interface that asks it.
class DmabufImporter {
public:
    virtual ~DmabufImporter() = default;
    /// DRM format modifiers of 8-bit RGB it can read, the preferred one first.
    virtual const std::vector<std::uint64_t>& modifiers() const = 0;
    /// `descriptor` stays the caller's.
    virtual Result<std::unique_ptr<DmabufMapping>> open(int descriptor, std::size_t bytes) const = 0;
};

/// Rows of pixels, read as they lie (DRM_FORMAT_MOD_LINEAR).
const DmabufImporter& linearDmabufs();

} // namespace reelout
