// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/frame_texture.h"

#include <QOpenGLContext>
#include <QOpenGLExtraFunctions>

namespace reelout {

namespace {

constexpr GLint kBytesPerPixel = 4;

QOpenGLExtraFunctions& gl()
{
    return *QOpenGLContext::currentContext()->extraFunctions();
}

} // namespace

FrameTexture::FrameTexture()
{
    gl().glGenTextures(1, &m_texture);
    gl().glGetIntegerv(GL_MAX_TEXTURE_SIZE, &m_greatestSide);
    gl().glBindTexture(GL_TEXTURE_2D, m_texture);
    gl().glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    gl().glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
}

FrameTexture::~FrameTexture()
{
    gl().glDeleteTextures(1, &m_texture);
}

bool FrameTexture::upload(const Picture& picture)
{
    const bool isBgr = picture.format == PixelFormat::Bgra8 || picture.format == PixelFormat::Bgrx8;
    if (!isBgr && picture.format != PixelFormat::Rgba8)
        return false;
    if (picture.size.width > m_greatestSide || picture.size.height > m_greatestSide)
        return false;
    const bool sameLayout = picture.size == m_size && picture.format == m_format;
    if (sameLayout && picture.serial == m_serial && picture.captured == m_captured)
        return true;

    gl().glActiveTexture(GL_TEXTURE0);
    gl().glBindTexture(GL_TEXTURE_2D, m_texture);
    gl().glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    gl().glPixelStorei(GL_UNPACK_ROW_LENGTH, static_cast<GLint>(picture.planes[0].stride / kBytesPerPixel));
    if (sameLayout) {
        gl().glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, m_size.width, m_size.height, GL_RGBA, GL_UNSIGNED_BYTE,
                             picture.planes[0].data);
    } else {
        // Blue first is read as red and put right by the swizzle: OpenGL ES has no BGRA upload.
        gl().glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_R, isBgr ? GL_BLUE : GL_RED);
        gl().glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_B, isBgr ? GL_RED : GL_BLUE);
        gl().glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, picture.size.width, picture.size.height, 0, GL_RGBA,
                          GL_UNSIGNED_BYTE, picture.planes[0].data);
    }
    gl().glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    m_size = picture.size;
    m_format = picture.format;
    m_serial = picture.serial;
    m_captured = picture.captured;
    m_hasMipmaps = false;
    return true;
}

void FrameTexture::bind(Smoothness smoothness)
{
    gl().glActiveTexture(GL_TEXTURE0);
    gl().glBindTexture(GL_TEXTURE_2D, m_texture);
    GLint shrink = GL_LINEAR;
    if (smoothness == Smoothness::Nearest)
        shrink = GL_NEAREST;
    if (smoothness == Smoothness::Mipmap) {
        shrink = GL_LINEAR_MIPMAP_LINEAR;
        if (!m_hasMipmaps)
            gl().glGenerateMipmap(GL_TEXTURE_2D);
        m_hasMipmaps = true;
    }
    gl().glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, shrink);
    gl().glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER,
                         smoothness == Smoothness::Nearest ? GL_NEAREST : GL_LINEAR);
}

} // namespace reelout
