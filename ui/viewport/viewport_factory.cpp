// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"
#include "ui/viewport/gl_viewport.h"
#include "ui/viewport/raster_viewport.h"

#include <QGuiApplication>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QWidget>

#include <algorithm>

namespace reelout {

namespace {

constexpr int kOldestMajorVersion = 3;

struct OpenGl {
    bool isUsable = false;
    ViewportLimits limits;
};

/// Mesa's, Chromium's and Windows' own.
bool isDrawnByProcessor(const QString& renderer)
{
    static const QStringList names{QStringLiteral("llvmpipe"), QStringLiteral("softpipe"),
                                   QStringLiteral("SwiftShader"), QStringLiteral("Software Rasterizer"),
                                   QStringLiteral("GDI Generic")};
    return std::any_of(names.begin(), names.end(),
                       [&](const QString& name) { return renderer.contains(name, Qt::CaseInsensitive); });
}

OpenGl tryContext()
{
    static const QStringList platformsWithout{QStringLiteral("offscreen"), QStringLiteral("minimal"),
                                              QStringLiteral("vnc"), QStringLiteral("linuxfb")};
    if (platformsWithout.contains(QGuiApplication::platformName()))
        return {};
    if (qEnvironmentVariableIsSet("REELOUT_RASTER"))
        return {};
    QOpenGLContext context;
    context.setFormat(GlViewport::surfaceFormat());
    if (!context.create())
        return {};
    QOffscreenSurface surface;
    surface.setFormat(context.format());
    surface.create();
    if (!surface.isValid() || !context.makeCurrent(&surface))
        return {};
    const auto version = context.format().version();
    const auto* renderer = reinterpret_cast<const char*>(context.functions()->glGetString(GL_RENDERER));
    logInfo(QStringLiteral("viewport"), QStringLiteral("OpenGL %1.%2, %3")
                                            .arg(version.first)
                                            .arg(version.second)
                                            .arg(QString::fromLatin1(renderer)));
    OpenGl found;
    found.isUsable = version.first >= kOldestMajorVersion;
    if (isDrawnByProcessor(QString::fromLatin1(renderer)) && !qEnvironmentVariableIsSet("REELOUT_OPENGL"))
        found.isUsable = false;
    context.functions()->glGetIntegerv(GL_MAX_TEXTURE_SIZE, &found.limits.greatestSide);
    found.limits.takesRgba16 = !context.isOpenGLES();
    context.doneCurrent();
    return found;
}

const OpenGl& openGl()
{
    static const OpenGl found = [] {
        const OpenGl tried = tryContext();
        if (!tried.isUsable)
            logInfo(QStringLiteral("viewport"),
                    QStringLiteral("no graphics card with OpenGL here, painting without it"));
        return tried;
    }();
    return found;
}

} // namespace

bool canUseOpenGl()
{
    return openGl().isUsable;
}

ViewportLimits viewportLimits()
{
    return canUseOpenGl() ? openGl().limits : ViewportLimits();
}

Viewport* makeViewport(QWidget* parent)
{
    if (canUseOpenGl())
        return new GlViewport(parent);
    return new RasterViewport(parent);
}

} // namespace reelout
