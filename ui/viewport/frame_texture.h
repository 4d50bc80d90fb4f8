// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/picture_path.h"
#include "media/picture.h"

namespace reelout {

/// The texture of the picture that is shown. Uploads only what it does not have yet: another serial, size or
/// format. Made, used and destroyed with the OpenGL context current.
class FrameTexture {
public:
    FrameTexture();
    ~FrameTexture();
    FrameTexture(const FrameTexture&) = delete;
    FrameTexture& operator=(const FrameTexture&) = delete;

    /// False for a format that is not packed 8-bit RGB with four bytes a pixel, or larger than the driver
    /// takes.
    bool upload(const Picture& picture);
    void bind(Smoothness smoothness);

private:
    unsigned m_texture = 0;
    int m_greatestSide = 0;
    Size m_size;
    PixelFormat m_format = PixelFormat::None;
    std::uint64_t m_serial = 0; ///< serial and time tell whether a picture is the one we have
    Timestamp m_captured;
    bool m_hasMipmaps = false;
};

} // namespace reelout
