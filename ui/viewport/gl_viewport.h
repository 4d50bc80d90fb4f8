// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewport/viewport.h"

#include <QOpenGLBuffer>
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
    void showPicture(PicturePtr picture) override;
    void setPlacement(const QRectF& target, Smoothness smoothness) override;
    QString backend() const override { return QStringLiteral("OpenGL"); }

protected:
    void initializeGL() override;
    void paintGL() override;

private:
    void releaseGl();

    PicturePtr m_picture;
    QRectF m_target;
    Smoothness m_smoothness = Smoothness::Linear;
    std::unique_ptr<QOpenGLShaderProgram> m_program;
    std::unique_ptr<FrameTexture> m_texture;
    QOpenGLBuffer m_corners;
    QOpenGLVertexArrayObject m_array;
};

} // namespace reelout
