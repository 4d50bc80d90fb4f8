// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/gl_viewport.h"

#include "base/log.h"
#include "ui/viewport/frame_texture.h"

#include <QFile>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QOpenGLShaderProgram>
#include <QWidget>

namespace reelout {

namespace {

QByteArray shaderSource(const QString& name, bool isEs)
{
    QFile file(QStringLiteral(":/reelout/shaders/") + name);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray head =
        isEs ? QByteArrayLiteral("#version 300 es\nprecision highp float;\nprecision highp int;\n")
             : QByteArrayLiteral("#version 150\n");
    return head + file.readAll();
}

} // namespace

QSurfaceFormat GlViewport::surfaceFormat()
{
    QSurfaceFormat format = QSurfaceFormat::defaultFormat();
    if (QOpenGLContext::openGLModuleType() == QOpenGLContext::LibGL) {
        format.setVersion(3, 2);
        format.setProfile(QSurfaceFormat::CoreProfile);
    } else {
        format.setVersion(3, 0);
    }
    return format;
}

GlViewport::GlViewport(QWidget* parent) : QOpenGLWidget(parent), m_corners(QOpenGLBuffer::VertexBuffer)
{
    setFormat(surfaceFormat());
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

GlViewport::~GlViewport()
{
    releaseGl();
}

void GlViewport::releaseGl()
{
    if (!m_program)
        return;
    makeCurrent();
    m_texture.reset();
    m_program.reset();
    m_array.destroy();
    m_corners.destroy();
    doneCurrent();
}

void GlViewport::initializeGL()
{
    // Moving the window to another screen can make a new context; what belonged to the old one goes with it.
    connect(context(), &QOpenGLContext::aboutToBeDestroyed, this, &GlViewport::releaseGl,
            Qt::UniqueConnection);
    const bool isEs = context()->isOpenGLES();
    auto program = std::make_unique<QOpenGLShaderProgram>();
    program->bindAttributeLocation("corner", 0);
    if (!program->addShaderFromSourceCode(QOpenGLShader::Vertex,
                                          shaderSource(QStringLiteral("picture.vert"), isEs)) ||
        !program->addShaderFromSourceCode(QOpenGLShader::Fragment,
                                          shaderSource(QStringLiteral("picture.frag"), isEs)) ||
        !program->link()) {
        logError(QStringLiteral("viewport"), QStringLiteral("shader: ") + program->log());
        return;
    }
    static constexpr float kCorners[] = {0, 0, 1, 0, 0, 1, 1, 1};
    m_array.create();
    m_array.bind();
    m_corners.create();
    m_corners.bind();
    m_corners.allocate(kCorners, static_cast<int>(sizeof kCorners));
    program->enableAttributeArray(0);
    program->setAttributeBuffer(0, GL_FLOAT, 0, 2);
    m_array.release();
    m_corners.release();
    m_texture = std::make_unique<FrameTexture>();
    m_program = std::move(program);
}

void GlViewport::showPicture(PicturePtr picture)
{
    m_picture = std::move(picture);
    update();
}

void GlViewport::setPlacement(const QRectF& target, Smoothness smoothness)
{
    if (target == m_target && smoothness == m_smoothness)
        return;
    m_target = target;
    m_smoothness = smoothness;
    update();
}

void GlViewport::paintGL()
{
    QOpenGLFunctions* gl = context()->functions();
    const QColor background = palette().color(QPalette::Dark);
    gl->glClearColor(background.redF(), background.greenF(), background.blueF(), 1.0F);
    gl->glClear(GL_COLOR_BUFFER_BIT);
    const QSizeF view = QSizeF(size()) * devicePixelRatioF();
    if (!m_program || !m_picture || m_target.isEmpty() || view.isEmpty())
        return;
    if (!m_texture->upload(*m_picture))
        return;
    const auto x = [&view](double at) { return static_cast<float>(at / view.width() * 2.0 - 1.0); };
    const auto y = [&view](double at) { return static_cast<float>(1.0 - at / view.height() * 2.0); };
    gl->glDisable(GL_BLEND);
    m_program->bind();
    m_texture->bind(m_smoothness);
    m_program->setUniformValue("picture", 0);
    m_program->setUniformValue("opaque", m_picture->format == PixelFormat::Bgrx8);
    m_program->setUniformValue("checkerSize", static_cast<float>(kCheckerSize));
    m_program->setUniformValue("target", x(m_target.left()), y(m_target.top()), x(m_target.right()),
                               y(m_target.bottom()));
    m_array.bind();
    gl->glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
    m_array.release();
    m_program->release();
}

} // namespace reelout
