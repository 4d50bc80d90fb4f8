// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/gl_viewport.h"

#include "base/log.h"
#include "ui/viewport/device_pixels.h"
#include "ui/viewport/frame_texture.h"

#include <QElapsedTimer>
#include <QFile>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QOpenGLShaderProgram>
#include <QVector2D>
#include <QWidget>

#include <cmath>

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

GlViewport::GlViewport(QWidget* parent) : QOpenGLWidget(parent)
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
    doneCurrent();
}

void GlViewport::initializeGL()
{
    // Moving the window to another screen can make a new context; what belonged to the old one goes with it.
    connect(context(), &QOpenGLContext::aboutToBeDestroyed, this, &GlViewport::releaseGl,
            Qt::UniqueConnection);
    const bool isEs = context()->isOpenGLES();
    auto program = std::make_unique<QOpenGLShaderProgram>();
    if (!program->addShaderFromSourceCode(QOpenGLShader::Vertex,
                                          shaderSource(QStringLiteral("picture.vert"), isEs)) ||
        !program->addShaderFromSourceCode(QOpenGLShader::Fragment,
                                          shaderSource(QStringLiteral("picture.frag"), isEs)) ||
        !program->link()) {
        logError(QStringLiteral("viewport"), QStringLiteral("shader: ") + program->log());
        return;
    }
    m_array.create();
    m_program = std::move(program);
}

void GlViewport::showPicture(PicturePtr picture, std::uint64_t stream)
{
    if (!picture && m_texture) {
        makeCurrent();
        m_texture.reset();
        doneCurrent();
    }
    m_picture = std::move(picture);
    m_stream = stream;
    update();
}

void GlViewport::setPlacement(const QRect& target)
{
    if (target == m_target)
        return;
    m_target = target;
    update();
}

void GlViewport::setLook(const ViewLook& look)
{
    if (look == m_look)
        return;
    m_look = look;
    update();
}

void GlViewport::setUniforms(QSizeF view)
{
    // Worked out here in double: at 64 times a large picture floats would be pixels off.
    const double columns = double(m_picture->size.width) / m_target.width();
    const double rows = double(m_picture->size.height) / m_target.height();
    QOpenGLShaderProgram& program = *m_program;
    program.setUniformValue("picture", 0);
    const int size[2] = {m_picture->size.width, m_picture->size.height};
    context()->functions()->glUniform2iv(program.uniformLocation("size"), 1, size);
    program.setUniformValue("origin", QVector2D(static_cast<float>(-m_target.x() * columns),
                                                static_cast<float>(-m_target.y() * rows)));
    program.setUniformValue("pixel", QVector2D(static_cast<float>(columns), static_cast<float>(rows)));
    program.setUniformValue("viewHeight", static_cast<float>(view.height()));
    program.setUniformValue("smoothness", static_cast<int>(m_look.smoothness));
    program.setUniformValue("channels", static_cast<int>(m_look.channels));
    program.setUniformValue("isOpaque", m_picture->format == PixelFormat::Bgrx8);
    program.setUniformValue("isLinear", m_picture->colour.transfer == ColourTransfer::Linear);
    program.setUniformValue("gain", static_cast<float>(std::exp2(m_look.stops)));
    program.setUniformValue("checkerSize", static_cast<float>(kCheckerSize));
    program.setUniformValue("checkerGreys", QVector2D(kCheckerDark / 255.0F, kCheckerLight / 255.0F));
}

void GlViewport::paintGL()
{
    QOpenGLFunctions* gl = context()->functions();
    const QColor background = palette().color(QPalette::Dark);
    gl->glClearColor(background.redF(), background.greenF(), background.blueF(), 1.0F);
    gl->glClear(GL_COLOR_BUFFER_BIT);
    const QSize view = deviceSize(*this);
    const QRect visible = m_target.intersected(QRect(QPoint(), view));
    if (!m_program || !m_picture || visible.isEmpty())
        return;
    if (!m_texture)
        m_texture = std::make_unique<FrameTexture>();
    QElapsedTimer timer;
    timer.start();
    const std::uint64_t before = m_texture->uploads();
    if (!m_texture->upload(m_picture, m_stream))
        return;
    m_drawn += m_texture->uploads() - before;
    gl->glDisable(GL_BLEND);
    gl->glEnable(GL_SCISSOR_TEST);
    gl->glScissor(visible.x(), view.height() - visible.y() - visible.height(), visible.width(),
                  visible.height());
    m_program->bind();
    m_texture->bind();
    setUniforms(view);
    m_array.bind();
    gl->glDrawArrays(GL_TRIANGLES, 0, 3);
    m_array.release();
    m_program->release();
    gl->glDisable(GL_SCISSOR_TEST);
    m_drawTime = Duration(timer.nsecsElapsed());
}

} // namespace reelout
