// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "media/picture.h"

namespace reelout {

/// The texture of the picture that is shown, to be fetched texel by texel. Uploads only what it does not have
/// yet: nothing for the same picture, and of the next one of the same stream what has changed in it. Made,
/// used and destroyed with the OpenGL context current.
class FrameTexture {
public:
    FrameTexture();
    ~FrameTexture();
    FrameTexture(const FrameTexture&) = delete;
    FrameTexture& operator=(const FrameTexture&) = delete;

    /// False for a format that is not packed RGB of four components, or larger than the driver takes.
    /// `stream` as in Viewport::showPicture().
    bool upload(const PicturePtr& picture, std::uint64_t stream);
    /// Binds it to unit 0.
    void bind() const;
    /// Pictures uploaded so far, whole or in part.
    std::uint64_t uploads() const { return m_uploads; }

private:
    bool canContinue(const Picture& picture, std::uint64_t stream) const;

    unsigned m_texture = 0;
    int m_greatestSide = 0;
    Size m_size;
    PixelFormat m_format = PixelFormat::None;
    std::weak_ptr<const Picture> m_picture;
    std::uint64_t m_stream = 0;
    std::uint64_t m_serial = 0;
    std::uint64_t m_uploads = 0;
};

} // namespace reelout
