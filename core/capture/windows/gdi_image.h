// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/windows_api.h"
#include "capture/screen_canvas.h"

#include <memory>

namespace reelout {

/// Memory that GDI draws into and we read: 32 bits a pixel, from the top. Capture thread.
class GdiImage {
public:
    [[nodiscard]] static HRESULT create(Size size, std::unique_ptr<GdiImage>& image);
    ~GdiImage();
    GdiImage(const GdiImage&) = delete;
    GdiImage& operator=(const GdiImage&) = delete;

    HDC context() const { return m_context; }
    /// What was drawn so far.
    CleanImage pixels() const;
    /// A part of it, which lies inside.
    CleanImage pixels(const Rect& part) const;

private:
    GdiImage() = default;
    Size m_size;
    HDC m_context = nullptr;
    HBITMAP m_bitmap = nullptr;
    HGDIOBJ m_before = nullptr; ///< what the context came with
    std::uint8_t* m_data = nullptr;
};

} // namespace reelout
