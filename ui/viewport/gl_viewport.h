// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewport/viewport.h"

#include <QOpenGLVertexArrayObject>
#include <QOpenGLWidget>

#include <memory>

class QOpenGLShaderProgram;

namespace reelout {

class FrameTexture;

/// The viewport drawn with OpenGL 3.2 or OpenGL ES 3.0. A picture is uploaded once, when it is first drawn.
class GlViewport final : public QOpenGLWidget, public Viewport {
    Q_OBJECT

public:
    explicit GlViewport(QWidget* parent);
    ~GlViewport() override;

    static QSurfaceFormat surfaceFormat();

    QWidget* widget() override { return this; }
    void showPicture(PicturePtr picture, std::uint64_t stream) override;
    void setPlacement(const QRect& target) override;
    void setLook(const ViewLook& look) override;
    QString backend() const override { return QStringLiteral("OpenGL"); }
    std::uint64_t picturesDrawn() const override { return m_drawn; }
    Duration drawTime() const override { return m_drawTime; }

protected:
    void initializeGL() override;
    void paintGL() override;

private:
    void releaseGl();
    void setUniforms(QSizeF view);

    PicturePtr m_picture;
    std::uint64_t m_stream = 0;
    QRect m_target;
    ViewLook m_look;
    std::uint64_t m_drawn = 0;
    Duration m_drawTime{};
    std::unique_ptr<QOpenGLShaderProgram> m_program;
    std::unique_ptr<FrameTexture> m_texture;
    QOpenGLVertexArrayObject m_array; ///< empty; core profiles draw nothing without one
};

} // namespace reelout
