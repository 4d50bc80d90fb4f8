// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/frame_texture.h"

#include <QOpenGLContext>
#include <QOpenGLExtraFunctions>

#include <optional>

#ifndef GL_RGBA16
#define GL_RGBA16 0x805B
#endif

namespace reelout {

namespace {

QOpenGLExtraFunctions& gl()
{
    return *QOpenGLContext::currentContext()->extraFunctions();
}

struct Layout {
    GLint stored = 0;
    GLenum type = 0;
    bool isBlueFirst = false;
};

std::optional<Layout> layoutOf(PixelFormat format)
{
    switch (format) {
    case PixelFormat::Bgra8:
    case PixelFormat::Bgrx8:
        return Layout{GL_RGBA8, GL_UNSIGNED_BYTE, true};
    case PixelFormat::Rgba8:
        return Layout{GL_RGBA8, GL_UNSIGNED_BYTE, false};
    case PixelFormat::Rgba16:
        return Layout{GL_RGBA16, GL_UNSIGNED_SHORT, false};
    case PixelFormat::RgbaF16:
        return Layout{GL_RGBA16F, GL_HALF_FLOAT, false};
    case PixelFormat::RgbaF32:
        return Layout{GL_RGBA32F, GL_FLOAT, false};
    default:
        return std::nullopt;
    }
}

} // namespace

FrameTexture::FrameTexture()
{
    gl().glGenTextures(1, &m_texture);
    gl().glGetIntegerv(GL_MAX_TEXTURE_SIZE, &m_greatestSide);
    bind();
    for (const GLenum side : {GL_TEXTURE_WRAP_S, GL_TEXTURE_WRAP_T})
        gl().glTexParameteri(GL_TEXTURE_2D, side, GL_CLAMP_TO_EDGE);
    for (const GLenum filter : {GL_TEXTURE_MIN_FILTER, GL_TEXTURE_MAG_FILTER})
        gl().glTexParameteri(GL_TEXTURE_2D, filter, GL_NEAREST);
}

FrameTexture::~FrameTexture()
{
    gl().glDeleteTextures(1, &m_texture);
}

bool FrameTexture::canContinue(const Picture& picture, std::uint64_t stream) const
{
    return picture.damageKnown && stream == m_stream && picture.serial == m_serial + 1 && m_serial != 0;
}

bool FrameTexture::upload(const PicturePtr& given, std::uint64_t stream)
{
    const Picture& picture = *given;
    const std::optional<Layout> layout = layoutOf(picture.format);
    if (!layout || picture.size.width > m_greatestSide || picture.size.height > m_greatestSide)
        return false;
    if (m_picture.lock() == given)
        return true;

    bind();
    const std::ptrdiff_t bytes = pixelFormatInfo(picture.format).bytesPerPixel[0];
    gl().glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    gl().glPixelStorei(GL_UNPACK_ROW_LENGTH, static_cast<GLint>(picture.planes[0].stride / bytes));
    const bool sameLayout = picture.size == m_size && picture.format == m_format;
    if (!sameLayout) {
        // Blue first is read as red and put right by the swizzle: OpenGL ES has no BGRA upload.
        gl().glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_R, layout->isBlueFirst ? GL_BLUE : GL_RED);
        gl().glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_B, layout->isBlueFirst ? GL_RED : GL_BLUE);
        gl().glTexImage2D(GL_TEXTURE_2D, 0, layout->stored, picture.size.width, picture.size.height, 0,
                          GL_RGBA, layout->type, picture.planes[0].data);
    } else {
        const Rect whole{0, 0, picture.size.width, picture.size.height};
        const std::vector<Rect> parts =
            canContinue(picture, stream) ? picture.damage : std::vector<Rect>{whole};
        for (const Rect& part : parts) {
            const Rect inside = part.intersected(whole);
            if (!inside.isEmpty())
                gl().glTexSubImage2D(GL_TEXTURE_2D, 0, inside.x, inside.y, inside.width, inside.height,
                                     GL_RGBA, layout->type, picture.row(0, inside.y) + bytes * inside.x);
        }
    }
    gl().glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    m_size = picture.size;
    m_format = picture.format;
    m_picture = given;
    m_stream = stream;
    m_serial = picture.serial;
    ++m_uploads;
    return true;
}

void FrameTexture::bind() const
{
    gl().glActiveTexture(GL_TEXTURE0);
    gl().glBindTexture(GL_TEXTURE_2D, m_texture);
}

} // namespace reelout
